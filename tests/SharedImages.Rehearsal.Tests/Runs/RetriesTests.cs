using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Failure.V1;

namespace SharedImages.Rehearsal.Tests;

/// <summary>When something that failed is tried again.</summary>
public sealed class RetriesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<Failure, RetryState> Failures => new()
    {
        { new() { Message = "anything" }, RetryState.InProgress },
        { new() { ApplicationFailureInfo = new() { Type = "Told" } }, RetryState.InProgress },
        { new() { ApplicationFailureInfo = new() { Type = "Final" } }, RetryState.NonRetryableFailure },
        { new() { ApplicationFailureInfo = new() { Type = "Told", NonRetryable = true } }, RetryState.NonRetryableFailure },
        { new() { ServerFailureInfo = new() }, RetryState.InProgress },
        { new() { ServerFailureInfo = new() { NonRetryable = true } }, RetryState.NonRetryableFailure },
        { new() { CanceledFailureInfo = new() }, RetryState.NonRetryableFailure },
        { new() { TerminatedFailureInfo = new() }, RetryState.NonRetryableFailure },
        { new() { TimeoutFailureInfo = new() { TimeoutType = TimeoutType.StartToClose } }, RetryState.InProgress },
        { new() { TimeoutFailureInfo = new() { TimeoutType = TimeoutType.Heartbeat } }, RetryState.NonRetryableFailure },
        { new() { TimeoutFailureInfo = new() { TimeoutType = TimeoutType.ScheduleToClose } }, RetryState.NonRetryableFailure },
        { new() { ChildWorkflowExecutionFailureInfo = new() }, RetryState.InProgress },
    };

    [Theory, MemberData(nameof(Failures), DisableDiscoveryEnumeration = true)]
    public void Next_DependsOnTheFailure(Failure failure, RetryState state) =>
        Retries.Next(Policy(), 1, failure, Now, expiration: null).State.ShouldBe(state);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    [InlineData(8, 100)]
    [InlineData(2_000, 100)]
    public void Next_GrowsToTheLongest(int attempt, int seconds) =>
        Retries.Next(Policy(), attempt, new(), Now, expiration: null).Delay.ShouldBe(TimeSpan.FromSeconds(seconds));

    [Fact]
    public void Next_BeyondTheExpiration_IsATimeout() =>
        Retries.Next(Policy(), 3, new(), Now, Now.AddSeconds(3.9)).ShouldBe((null, RetryState.Timeout));

    private static RetryPolicy Policy() => Retries.Complete(new() { NonRetryableErrorTypes = { "Final", "TemporalTimeout:Heartbeat" } });
}
