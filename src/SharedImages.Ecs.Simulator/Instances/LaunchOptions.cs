using System.Text;

namespace SharedImages.Ecs.Simulator;

/// <summary>What a launch says about billing, access and protection (facts §2.8), checked.</summary>
internal sealed record LaunchOptions
{
    public const string PasswordParameter = "Password";
    public const string NoSpot = "NoSpot";

    private const int MaxUserData = 32 * 1024;

    /// <summary>Pay as you go, nothing special.</summary>
    public static LaunchOptions Ordinary { get; } = new() { ChargeType = "PostPaid", SpotStrategy = NoSpot, DeletionProtection = false, HttpTokens = "optional", KeyPairName = "", AutoReleaseTime = null };

    public required string ChargeType { get; init; }

    public required string SpotStrategy { get; init; }

    /// <summary>Of a spot instance that is taken back: whether it is only stopped.</summary>
    public bool StopsWhenReclaimed { get; init; }

    public required bool DeletionProtection { get; init; }

    public required string HttpTokens { get; init; }

    public required string KeyPairName { get; init; }

    /// <summary>When they go by themselves; null = never.</summary>
    public required DateTimeOffset? AutoReleaseTime { get; init; }

    /// <param name="parameters">The launch's.</param>
    /// <param name="now">The present.</param>
    public static LaunchOptions Read(Parameters parameters, DateTimeOffset now)
    {
        CheckPassword(parameters);
        CheckUserData(parameters.Optional("UserData"));
        CheckNotThere(parameters);
        var chargeType = OneOf(parameters, "InstanceChargeType", Errors.InvalidParameter("InstanceChargeType"), "PostPaid", "PrePaid");
        var spotStrategy = ReadSpotStrategy(parameters);
        var protection = parameters.Bool("DeletionProtection") ?? false;
        return protection && chargeType == "PrePaid"
            ? throw Errors.InvalidParameter("DeletionProtection")
            : new LaunchOptions
            {
                ChargeType = chargeType,
                SpotStrategy = spotStrategy,
                StopsWhenReclaimed = parameters.Optional("SpotInterruptionBehavior") == "Stop",
                DeletionProtection = protection,
                HttpTokens = OneOf(parameters, "HttpTokens", Errors.InvalidParameter("HttpTokens"), "optional", "required"),
                KeyPairName = parameters.Optional("KeyPairName") ?? "",
                AutoReleaseTime = ReadAutoReleaseTime(parameters.Optional("AutoReleaseTime"), now),
            };
    }

    /// <summary>8 to 30 characters.</summary>
    public static void CheckPassword(Parameters parameters)
    {
        if (parameters.Optional(PasswordParameter) is { } password && password.Length is < 8 or > 30)
        {
            throw new ApiException(400, "InvalidPassword.Malformed", "The specified Password is not valid: 8 to 30 characters.");
        }
    }

    private static void CheckUserData(string? userData)
    {
        if (userData is null)
        {
            return;
        }

        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(userData.Length)];
        if (!Convert.TryFromBase64String(userData, bytes, out var length))
        {
            throw Errors.InvalidParameter("UserData");
        }

        if (length > MaxUserData)
        {
            throw new ApiException(400, "InvalidUserData.SizeExceeded", "The specified parameter UserData exceeds the size limit.");
        }
    }

    /// <summary>The world has no deployment sets, dedicated hosts and private pools, so none can be found.</summary>
    private static void CheckNotThere(Parameters parameters)
    {
        if (parameters.Optional("DeploymentSetId") is not null)
        {
            throw new ApiException(404, "DeploymentSet.NotFound", "The specified deployment set does not exist.");
        }

        if (parameters.Optional("DedicatedHostId") is not null)
        {
            throw new ApiException(400, "NoAvaliableDedicatedHost", "There is no available dedicated host.");
        }

        if (parameters.Optional("PrivatePoolOptions.Id") is not null)
        {
            throw new ApiException(400, "Invalid.PrivatePoolOptions.NoStock", "The specified private pool has no stock.");
        }
    }

    /// <summary>At least half an hour and at most three years ahead.</summary>
    private static DateTimeOffset? ReadAutoReleaseTime(string? text, DateTimeOffset now)
    {
        if (text is null)
        {
            return null;
        }

        return WireText.ReadTime(text) is { } time && time >= now.AddMinutes(30) && time <= now.AddYears(3)
            ? time
            : throw Errors.InvalidParameter("AutoReleaseTime");
    }

    private static string ReadSpotStrategy(Parameters parameters)
    {
        _ = OneOf(parameters, "SpotDuration", Errors.InvalidParameter("SpotDuration"), "1", "0");
        _ = OneOf(parameters, "SpotInterruptionBehavior", Errors.InvalidParameter("SpotInterruptionBehavior"), "Terminate", "Stop");
        _ = parameters.Decimal("SpotPriceLimit");
        return OneOf(parameters, "SpotStrategy", new ApiException(400, "InvalidSpotStrategy", "The specified SpotStrategy is not valid."), NoSpot, "SpotWithPriceLimit", "SpotAsPriceGo");
    }

    private static string OneOf(Parameters parameters, string name, ApiException error, params string[] allowed)
    {
        var value = parameters.Optional(name) ?? allowed[0];
        return allowed.Contains(value, StringComparer.Ordinal) ? value : throw error;
    }
}
