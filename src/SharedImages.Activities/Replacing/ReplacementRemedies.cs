using SharedImages.Ecs;

namespace SharedImages.Activities;

/// <summary>What an operator can do about a failure of ECS while a disk is replaced (facts §2.10, §2.12).</summary>
internal static class ReplacementRemedies
{
    public static string For(EcsException failure) => failure switch
    {
        { Code: "InstanceLockedForSecurity" } => "settle why Alibaba Cloud has locked the instance (security), then retry",
        { Code: "OperationDenied.UnpaidOrder" or "INST_HAS_UNPAID_ORDER" } => "pay the instance's open order, then retry",
        { Kind: ErrorKind.Account } => "settle the account's balance or the instance's term in the Alibaba Cloud console, then retry",
        { Kind: ErrorKind.Capacity } => $"wait until {failure.RegionId} has stock for the instance's type again, then retry; it was stopped without giving up its place only if it is charged by use",
        { Kind: ErrorKind.NotReady } => "see in the console what the instance or its disk is waiting for, then retry",
        { Kind: ErrorKind.NotFound } => "see whether the instance, its disk or the image was deleted, or is no longer shared with this account",
        { Kind: ErrorKind.KeyNotFound } => $"set kmsKeyId of the selection to a key of {failure.RegionId} (kms:ListKeys there shows them)",
        { Kind: ErrorKind.Idempotency or ErrorKind.SpentToken } => "run the replacement again for this instance: a new run has new client tokens",
        { Kind: ErrorKind.Invalid } => "correct what ECS refuses, then run the replacement again for this instance",
        _ => Remedies.For(failure),
    };
}
