using SharedImages.Workflows;
using Temporalio.Api.Enums.V1;

namespace SharedImages.Cli.Tests;

public sealed class OperationListTests
{
    private static readonly OperationList List = new()
    {
        Runs =
        [
            Run("promote/web-base/2026.11.24", OperationPhase.Distributing) with { ParkedSince = Views.Now.AddHours(-3), Done = 4, Parts = 6, StartedBy = "alice@build-server-17" },
            Run("refresh/web-base", OperationPhase.Promoting) with { StartedBy = "worker" },
            Run("replace/web-roll/2026.11.24", null) with { Status = WorkflowExecutionStatus.Completed, Outcome = OperationOutcome.PartlyFailed, Done = 11, Parts = 12 },
            Run("promote/web-base/2026.11.17", OperationPhase.Distributing) with { Status = WorkflowExecutionStatus.Terminated },
        ],
        More = true,
    };

    [Fact]
    public void Lines_WithoutATerminal_HaveAllColumns() => List.Lines(Views.Now).AsPrinted().ShouldBe(
    [
        "ID                           PHASE         DONE      PARKED  STARTED  BY",
        "promote/web-base/2026.11.24  distributing  4+ of 6   3 h     2 d ago  alice@build-server-17",
        "refresh/web-base             promoting                       2 d ago  worker",
        "replace/web-roll/2026.11.24  partlyFailed  11 of 12          2 d ago",
        "promote/web-base/2026.11.17  terminated                      2 d ago",
        "And more: these are the first 4; --all lists all of them.",
    ]);

    [Theory]
    [InlineData(80, "promote/web-base/2026.11.24  distributing  4+ of 6   3 h     2 d ago")]
    [InlineData(66, "promote/web-base/2026.11.24  distributing  4+ of 6   3 h")]
    [InlineData(52, "promote/web-base/2026.11.24  distributing  3 h")]
    [InlineData(20, "promote/web-base/2026.11.24  distributing  3 h")]
    public void Lines_InANarrowTerminal_DoWithoutWhatMattersLeast(int width, string line) => List.Lines(Views.Now, width).ElementAt(1).ShouldBe(line);

    [Fact]
    public void AnEmptyList_SaysSo()
    {
        var none = new OperationList { Runs = [], More = false };

        none.Lines(Views.Now).ShouldBe(["There is none."]);
        none.Lines(Views.Now, parkedOnly: true).ShouldBe(["Nothing waits for a decision."]);
    }

    private static ListedRun Run(string workflowId, OperationPhase? phase) => new()
    {
        Run = new(workflowId, "run", null, Views.Now.AddDays(-2), null),
        Operation = "Promotion",
        Status = WorkflowExecutionStatus.Running,
        Phase = phase,
    };
}
