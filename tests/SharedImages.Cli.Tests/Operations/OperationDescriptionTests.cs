using Temporalio.Api.Enums.V1;

namespace SharedImages.Cli.Tests;

public sealed class OperationDescriptionTests
{
    [Fact]
    public void Lines_SayWhyThereIsNoMoreAndWhatTemporalKnows() =>
        new OperationDescription
        {
            Run = new(Views.Id, "run", new("http://127.0.0.1:8233/here"), Views.Now, null),
            Status = WorkflowExecutionStatus.Running,
            Notice = "No worker polls task queue 'shared-images'.",
            Phase = "Distributing",
            Regions = ["cn-shanghai", "us-east-1"],
            Parked = true,
            SourceImageId = "m-0",
            SourceOwner = "2",
            SpecDigest = "abc",
            Pending = [Views.Waiting(25), new("", "ResolveSource", 2, null, "no\nanswer"), new("us-east-1", "CopyImage", 1, null, null), Views.Waiting(30, lastFailure: "region down")],
        }.Lines().AsPrinted().ShouldBe(
        [
            "No worker polls task queue 'shared-images'.",
            "What Temporal knows of promote/web-base/1:",
            "  running, phase Distributing, something waits for a decision",
            "  image m-0 of 2, to cn-shanghai, us-east-1",
            "  spec abc",
            "  cn-shanghai: WaitImage, attempt 3, Creating 25 %, seen 2026-11-24 12:00:00 UTC",
            "  promotion: ResolveSource, attempt 2: no answer",
            "  us-east-1: CopyImage, attempt 1",
            "  cn-shanghai: WaitImage, attempt 3, Creating 30 %, seen 2026-11-24 12:00:00 UTC: region down",
            "Run run, started 2026-11-24 12:00:00 UTC",
            "Web UI: http://127.0.0.1:8233/here",
        ]);
}
