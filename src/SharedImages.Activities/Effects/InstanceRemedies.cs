using SharedImages.Ecs;

namespace SharedImages.Activities;

/// <summary>What an operator can do about an instance that undo cannot delete (facts §2.10): nobody comes back for it. Pure.</summary>
internal static class InstanceRemedies
{
    /// <summary>One imperative sentence without a full stop.</summary>
    public static string For(EcsException failure) => failure switch
    {
        { Code: "InvalidOperation.DeletionProtection" } => "take the deletion protection from the instance, then delete it",
        { Code: "ChargeTypeViolation" } => "refund the instance in the console: what is paid in advance is not deleted",
        { Code: "InvalidOperation.EniLinked" } => "take the network interfaces from the instance, then delete it",
        { Kind: ErrorKind.Invalid } => "see in the console what keeps the instance, then delete it",
        _ => $"{Remedies.For(failure)}; then delete the instance",
    };
}
