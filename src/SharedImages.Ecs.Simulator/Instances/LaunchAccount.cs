namespace SharedImages.Ecs.Simulator;

/// <summary>Whether an account may launch instances at all (facts §2.8, class "account").</summary>
internal static class LaunchAccount
{
    private static readonly (AccountCondition Condition, ApiException Refusal)[] Refusals =
    [
        (AccountCondition.Unverified, new(403, "RealNameAuthenticationError", "Your account has not passed the real-name authentication yet.")),
        (AccountCondition.RiskControlled, new(403, "Forbidden.RiskControl", "This operation is forbidden by risk control.")),
        (AccountCondition.Needs3DVerification, new(403, "SecurityRisk.3DVerification", "Your account needs a 3D verification before this operation.")),
        (AccountCondition.NoPaymentMethod, new(404, "PaymentMethodNotFound", "No payment method has been added to your account.")),
        (AccountCondition.Overdue, Errors.Overdue()),
    ];

    /// <exception cref="ApiException">It may not, or it cannot pay.</exception>
    public static void Check(Call call, string chargeType)
    {
        foreach (var (condition, refusal) in Refusals)
        {
            if (call.Caller.Is(condition))
            {
                throw refusal;
            }
        }

        var isSubscription = chargeType == "PrePaid";
        if (isSubscription && call.Caller.Is(AccountCondition.NoSubscriptions))
        {
            throw new ApiException(403, "InvalidPayMethod", "The specified pay method is not valid for your account.");
        }

        if (!call.Caller.CanPay)
        {
            throw isSubscription ? Errors.InsufficientBalance() : Errors.NotEnoughBalance();
        }
    }
}
