using SharedImages.Workflows;

namespace SharedImages.Cli.Tests;

public sealed class RunQueryTests
{
    private const string Whole = "(ParentWorkflowId IS NULL OR WorkflowType = 'RefreshImages')";

    [Fact]
    public void AllThatIsAskedFor_IsInTheFilter() =>
        new RunQuery { Kind = OperationKinds.Promotion, Name = "web-base", Since = Views.Now, OnlyParked = true, Condition = "ImageOwner = '2'" }.Text.ShouldBe(
            $"WorkflowType IN ('PromoteImage') AND {Whole} AND ExecutionStatus = 'Running' AND ImageParked = true AND ImageName = 'web-base' AND StartTime >= '2026-11-24T12:00:00.000Z' AND (ImageOwner = '2')");

    [Fact]
    public void WithoutAnything_AllOperationsAreMeant_AndNoPartsOfThem() =>
        new RunQuery().Text.ShouldBe($"WorkflowType IN ({string.Join(", ", OperationKinds.All.Select(kind => $"'{kind.WorkflowType}'"))}) AND {Whole}");
}
