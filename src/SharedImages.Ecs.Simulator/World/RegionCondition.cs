namespace SharedImages.Ecs.Simulator;

/// <summary>What is special about a region, and what is refused there (facts §2.2, §2.6, §2.8).</summary>
public enum RegionCondition
{
    /// <summary>Images are not copied from or to it (<c>RegionNotSupportCopy</c>).</summary>
    NoCopies,

    /// <summary>The law forbids to copy images to it from elsewhere (<c>OperationDenied.NonCompliantDestinationRegion</c>).</summary>
    NonCompliant,

    /// <summary>It takes no keys that customers brought (<c>InvalidRegion.NotSupport</c>).</summary>
    NoOwnKeys,

    /// <summary>Nobody chooses the algorithm of an encryption there (<c>InvalidRegionId.NotSupportEncryptAlgorithm</c>).</summary>
    NoEncryptAlgorithm,

    /// <summary>It has no community images (<c>CurrentRegion.NotSupportPublicImage</c>).</summary>
    NoCommunityImages,

    /// <summary>Launches there are for invited accounts only (<c>RegionUnauthorized</c>).</summary>
    ByInvitation,
}
