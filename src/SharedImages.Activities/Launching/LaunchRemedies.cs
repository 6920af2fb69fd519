using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>What an operator can do about a launch that ECS refuses (facts §2.8). Pure.</summary>
internal static class LaunchRemedies
{
    /// <summary>One imperative sentence without a full stop.</summary>
    public static string For(EcsException failure, InstanceGroup group) => failure switch
    {
        not { Action: "RunInstances" } => Remedies.For(failure),
        { Kind: ErrorKind.KeyNotFound } => $"set the target's kmsKeyId to a key of {group.Region}, where {group.KmsKeyId} is not (kms:ListKeys there shows them), or create one there",
        { Code: "InvalidUser.PassRoleForbidden" } => $"grant the worker's RAM identity ram:PassRole for {group.Instance.Role}, then retry",
        { Code: "InvalidParameter.EncryptedNotSupported" } => $"name vSwitches of zones that support encrypted system disks; {group.VSwitch} is in one that does not",
        { Kind: ErrorKind.NotFound } => $"see whether {group.ImageId} was deleted or is no longer shared with this account, then retry",
        { Kind: ErrorKind.SpentToken } => "retry: it is asked for anew",
        { Kind: ErrorKind.Idempotency } => "report this as a defect with the request id",
        { Kind: ErrorKind.Invalid } => "correct what ECS refuses, then launch under a new version",
        _ => Remedies.For(failure),
    };
}
