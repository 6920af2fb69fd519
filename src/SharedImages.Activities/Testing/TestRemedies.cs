using SharedImages.Ecs;

namespace SharedImages.Activities;

/// <summary>What an operator can do about a test that ECS refuses to run (facts §2.18). Pure.</summary>
internal static class TestRemedies
{
    /// <summary>One imperative sentence without a full stop.</summary>
    public static string For(EcsException failure) => failure switch
    {
        { Code: "RegionId.ApiNotSupported" } => $"leave out the test: {failure.RegionId} has no Cloud Assistant",
        { Code: "InvalidInstance.NotMatch" } => "see whether the instance's system and its Cloud Assistant can run the command",
        { Code: "CmdContent.ExceedLimit" } => "shorten the command, or put it into a script in the image, then run again under a new version",
        { Code: "CmdCount.ExceedQuota" } => $"delete commands of Cloud Assistant that are not needed in {failure.RegionId}, or raise their quota, then retry",
        { Kind: ErrorKind.NotFound } => "see who deleted the instance, then retry",
        { Kind: ErrorKind.NotReady } => "see in the console whether the instance runs, then retry",
        { Kind: ErrorKind.Invalid } => "correct the test's command, then run again under a new version",
        _ => Remedies.For(failure),
    };
}
