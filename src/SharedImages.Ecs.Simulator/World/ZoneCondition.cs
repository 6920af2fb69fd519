namespace SharedImages.Ecs.Simulator;

/// <summary>What is special about a zone, and what launches that name it are refused for (facts §2.8).</summary>
public enum ZoneCondition
{
    /// <summary>It is not open yet (<c>Zone.NotOpen</c>).</summary>
    NotOpen,

    /// <summary>It is not for everybody (<c>OperationDenied.ZoneNotAllowed</c>).</summary>
    ByInvitation,

    /// <summary>Its resources are rationed for the moment (<c>OperationDenied.ResourceControl</c>).</summary>
    Rationed,

    /// <summary>Its vSwitches are being made (<c>IncorrectVSwitchStatus</c>).</summary>
    VSwitchPending,

    /// <summary>The VPC of its vSwitches is being made (<c>IncorrectVpcStatus</c>).</summary>
    VpcPending,

    /// <summary>Its vSwitches have no address left (<c>QuotaExceeded.PrivateIpAddress</c>).</summary>
    NoPrivateIps,

    /// <summary>It has no public address left (<c>InvalidOperation.PublicIpAddressNoStock</c>).</summary>
    NoPublicIps,

    /// <summary>Encrypted images of other accounts are not launched there (<c>InvalidZoneId.NotSupportShareEncryptedImage</c>).</summary>
    NoSharedEncryptedImages,
}
