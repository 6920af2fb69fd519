namespace SharedImages.Ecs.Simulator;

/// <summary>What is special about an instance, and what it is refused for (facts §2.7, §2.10, §2.12).</summary>
public enum InstanceCondition
{
    /// <summary>An order for it is not paid: its system disk stays (<c>OperationDenied.UnpaidOrder</c>).</summary>
    UnpaidOrder,

    /// <summary>It has expired: neither started nor replaced (<c>InstanceExpiredOrInArrears</c>).</summary>
    Expired,

    /// <summary>Its system disk moves to another store: neither replaced (<c>InvalidSystemDiskStatus.IsTransfering</c>) nor made an image of (<c>IncorrectDiskStatus.Transferring</c>).</summary>
    DiskInTransfer,

    /// <summary>Its system disk is detached: there is none to replace (<c>InvalidInstance.NotFoundSystemDisk</c>).</summary>
    NoSystemDisk,
}
