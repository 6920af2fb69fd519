using SharedImages.Workflows;
using Temporalio.Api.Enums.V1;

namespace SharedImages.Activities.Tests;

public sealed class StepFailuresTests
{
    [Theory]
    [InlineData(-5_000, 1)]
    [InlineData(0, 1)]
    [InlineData(0.4, 1)]
    [InlineData(1, 1)]
    [InlineData(90_000, 90_000)]
    public void Later_AnyDelay_IsOneTheServerTakesAsADelay(double asked, double given)
    {
        var failure = StepFailures.Later("not so far", TimeSpan.FromMilliseconds(asked));

        failure.NextRetryDelay.ShouldBe(TimeSpan.FromMilliseconds(given));
        failure.NonRetryable.ShouldBeFalse();
        failure.Category.ShouldBe(ApplicationErrorCategory.Benign);
    }

    [Fact]
    public void Final_OneSentenceAndTheErrorAsDetail()
    {
        var failure = StepFailures.Final(new(StepErrorKind.Quota, "cn-hangzhou: no room", "make room"));

        failure.Message.ShouldBe("cn-hangzhou: no room; make room");
        failure.ErrorType.ShouldBe("Quota");
        failure.NonRetryable.ShouldBeTrue();
        failure.Details.ElementAt<StepError>(0).ShouldBe(new(StepErrorKind.Quota, "cn-hangzhou: no room", "make room"));
    }
}
