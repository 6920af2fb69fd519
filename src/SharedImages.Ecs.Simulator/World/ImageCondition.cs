namespace SharedImages.Ecs.Simulator;

/// <summary>What is special about an image, and what it is refused for (facts §2.2, §2.4, §2.6, §2.8, §2.12).</summary>
public enum ImageCondition
{
    /// <summary>A community image: everybody sees it, nobody copies or shares it (facts §4.1 S12).</summary>
    Community,

    /// <summary>Its status is UnAvailable (facts §3.1).</summary>
    UnAvailable,

    /// <summary>A snapshot behind it is gone: no copy (<c>InvalidSnapshotId.NotFound</c>).</summary>
    SnapshotLost,

    /// <summary>A VHD: no copy (<c>InvalidOperation.VhdImageUnsupported</c>, facts §4.2 C12).</summary>
    Vhd,

    /// <summary>Of a CloudBox: no copy (<c>InvalidOperation.CloudBoxImageCopyUnsupported</c>, facts §4.2 C12).</summary>
    CloudBox,

    /// <summary>Without cloud-init: no launch with user data (<c>ImageNotSupportCloudInit</c>).</summary>
    NoCloudInit,

    /// <summary>Without the drivers of I/O optimized instances, which all are here (<c>IoOptimized.NotSupported</c>).</summary>
    NoIoOptimized,

    /// <summary>Its system disk is as large as it is (<c>InvalidSystemDiskSize.ImageNotSupportResize</c>).</summary>
    NoResize,

    /// <summary>Of the marketplace, where the caller has not subscribed to it (<c>ImageNotSubscribed</c>).</summary>
    NotSubscribed,

    /// <summary>Of the marketplace, which has it no longer (<c>ImageRemovedInMarket</c>).</summary>
    RemovedFromMarket,
}
