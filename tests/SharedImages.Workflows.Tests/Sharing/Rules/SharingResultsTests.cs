using System.Text.Json;

namespace SharedImages.Workflows.Tests;

public sealed class SharingResultsTests
{
    private static readonly SharingSpec Spec = SharingJson.Read().Spec!;

    [Theory]
    [InlineData("Done Done", OperationOutcome.Completed, "web-base 2026.11.24: 2 of 2 images done.")]
    [InlineData("Done Skipped", OperationOutcome.Completed, "web-base 2026.11.24: 1 of 2 images done, 1 skipped by decision.")]
    [InlineData("Done Failed", OperationOutcome.PartlyFailed, "web-base 2026.11.24: 1 of 2 images done; cn-shanghai/m-1 failed (no right; grant it).")]
    [InlineData("Failed", OperationOutcome.Failed, "web-base 2026.11.24: 0 of 1 image done; cn-shanghai/m-0 failed (no right; grant it).")]
    [InlineData("Skipped", OperationOutcome.Failed, "web-base 2026.11.24: 0 of 1 image done, 1 skipped by decision.")]
    public void Ended_SaysWhatCameOut(string states, OperationOutcome outcome, string summary)
    {
        var result = SharingResults.Ended(Spec, [.. states.Split(' ').Select((state, number) => Image(number, Enum.Parse<ItemState>(state)))], [], []);

        result.Outcome.ShouldBe(outcome);
        result.Summary.ShouldBe(summary);
    }

    [Fact]
    public void Bounded_FitsAMemo()
    {
        var images = Enumerable.Range(0, 500).Select(number => Image(number, ItemState.Undone) with { SharedWith = [.. Enumerable.Repeat("3000000000000003", 50)] }).ToList();
        var left = images.Select(image => new Leftover(image.Region, $"shares of {image.ImageId}", new(StepErrorKind.Permission, new('x', 1000), "grant it"))).ToList();

        JsonSerializer.SerializeToUtf8Bytes(SharingResults.Bounded(SharingResults.Canceled(Spec, images, left)), ContractJson.Options).Length.ShouldBeLessThan(3 * 1024);
    }

    private static SharesOutcome Image(int number, ItemState state) => new()
    {
        Region = "cn-shanghai",
        ImageId = $"m-{number}",
        State = state,
        Error = state == ItemState.Failed ? new(StepErrorKind.Permission, $"cn-shanghai/m-{number}: no right", "grant it") : null,
    };
}
