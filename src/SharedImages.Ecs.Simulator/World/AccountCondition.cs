namespace SharedImages.Ecs.Simulator;

/// <summary>What is special about an account, and what it is refused for it (facts §2.1, §2.2, §2.7, §2.8, §4.3).</summary>
public enum AccountCondition
{
    /// <summary>It owes money: it copies and launches nothing (<c>Account.Arrearage</c>).</summary>
    Overdue,

    /// <summary>Nobody has shown who it belongs to: it launches nothing (<c>RealNameAuthenticationError</c>).</summary>
    Unverified,

    /// <summary>Risk control has stopped it: it launches nothing (<c>Forbidden.RiskControl</c>).</summary>
    RiskControlled,

    /// <summary>A second proof is asked of it first: it launches nothing (<c>SecurityRisk.3DVerification</c>).</summary>
    Needs3DVerification,

    /// <summary>It has named no way to pay: it launches nothing (<c>PaymentMethodNotFound</c>).</summary>
    NoPaymentMethod,

    /// <summary>It may not pay in advance: no subscriptions (<c>InvalidPayMethod</c>).</summary>
    NoSubscriptions,

    /// <summary>It has not switched snapshots on: it makes no images (<c>InvalidAccountStatus.SnapshotServiceUnavailable</c>).</summary>
    NoSnapshotService,

    /// <summary>It has not switched KMS on: nothing new is encrypted (<c>InvalidParameter.KmsNotEnabled</c>).</summary>
    NoKms,

    /// <summary>It has not let ECS use KMS: nothing new is encrypted (<c>OperationDenied.KmsServiceUnauthorized</c>).</summary>
    KmsUnauthorized,

    /// <summary>It lacks the role AliyunECSDiskEncryptDefaultRole: no use of its own keys (<c>InvalidParameter.KMSKeyId.KMSUnauthorized</c>, facts §4.3 E5).</summary>
    NoDiskEncryptionRole,

    /// <summary>It is not on the list of those who bring their own keys (<c>UserNotInTheWhiteList</c>).</summary>
    NoOwnKeys,

    /// <summary>Its disks are encrypted by default: <c>Encrypted=false</c> is refused (<c>InvalidEncrypted.NotMatchDiskDefaultEncryption</c>, facts §4.3 E13).</summary>
    EncryptsByDefault,

    /// <summary>It may not see community images (<c>CurrentAccount.NotSupportPublicImage</c>).</summary>
    NoCommunityImages,
}
