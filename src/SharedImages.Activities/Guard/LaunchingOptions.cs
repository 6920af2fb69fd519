namespace SharedImages.Activities;

/// <summary>What may be launched. Each list holds patterns, with <c>*</c> for any characters; a request can narrow them, never widen them.</summary>
public sealed record LaunchingOptions
{
    /// <summary>Setting that holds <see cref="MaxInstances"/>, as messages name it.</summary>
    public const string MaxInstancesSetting = "SharedImages:Launching:MaxInstances (environment: SHAREDIMAGES_LAUNCHING__MAXINSTANCES)";

    /// <summary>Setting that holds <see cref="InstanceTypes"/>, as messages name it.</summary>
    public const string InstanceTypesSetting = "SharedImages:Launching:InstanceTypes (environment: SHAREDIMAGES_LAUNCHING__INSTANCETYPES)";

    /// <summary>Setting that holds <see cref="Networks"/>, as messages name it.</summary>
    public const string NetworksSetting = "SharedImages:Launching:Networks (environment: SHAREDIMAGES_LAUNCHING__NETWORKS)";

    /// <summary>Setting that holds <see cref="Roles"/>, as messages name it.</summary>
    public const string RolesSetting = "SharedImages:Launching:Roles (environment: SHAREDIMAGES_LAUNCHING__ROLES)";

    /// <summary>Setting that holds <see cref="KeyPairs"/>, as messages name it.</summary>
    public const string KeyPairsSetting = "SharedImages:Launching:KeyPairs (environment: SHAREDIMAGES_LAUNCHING__KEYPAIRS)";

    /// <summary>Setting that holds <see cref="UserData"/>, as messages name it.</summary>
    public const string UserDataSetting = "SharedImages:Launching:UserData (environment: SHAREDIMAGES_LAUNCHING__USERDATA)";

    /// <summary>How many launched instances may live in the account at once, those of tests among them. Default 0: none.</summary>
    public int MaxInstances { get; init; }

    /// <summary>Instance types. Default: none.</summary>
    public IReadOnlyList<string> InstanceTypes { get; init; } = [];

    /// <summary>vSwitches and security groups. Default: none.</summary>
    public IReadOnlyList<string> Networks { get; init; } = [];

    /// <summary>RAM roles that instances may be given. Default: none.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>Key pairs. Default: none.</summary>
    public IReadOnlyList<string> KeyPairs { get; init; } = [];

    /// <summary>User data, which runs as root at the first boot. Default: none.</summary>
    public AllowedTexts UserData { get; init; } = AllowedTexts.None;
}
