using Temporalio.Api.Common.V1;
using Temporalio.Api.Failure.V1;
using Temporalio.Api.Workflow.V1;

namespace SharedImages.Workflows.Tests;

public sealed class CopyLookTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly CopyLook Earlier = new("Creating", 40, Now, 0, Now.AddMinutes(-10), Now, true);
    private static readonly CopyLook Later = Earlier with { Progress = 50, SeenAt = Now.AddMinutes(5) };

    [Theory]
    [InlineData(0, 50, 10)]
    [InlineData(40, 50, 50)]
    [InlineData(0, 100, 0)]
    public void Remaining_IsByThePaceSinceTheFirstLook(int first, int now, int minutes) =>
        (Earlier with { FirstProgress = first, Progress = now }).Remaining().ShouldBe(TimeSpan.FromMinutes(minutes));

    [Fact]
    public void Remaining_BeforeItMoves_IsNone() => (Earlier with { FirstProgress = 40 }).Remaining().ShouldBeNull();

    [Fact]
    public void Remaining_InTheQueue_IsNone() => (Earlier with { Status = "Waiting", FirstSeen = null }).Remaining().ShouldBeNull();

    [Fact]
    public async Task Last_OfAStepThatNobodyHasTried_IsNone() => (await LastAsync(new())).ShouldBeNull();

    [Fact]
    public async Task Last_IsWhatTheLastFailureTold() =>
        (await LastAsync(new() { LastFailure = Failed(Later), HeartbeatDetails = Payloads(Earlier) })).ShouldBe(Later);

    [Fact]
    public async Task Last_IsTheHeartbeat_WhenTroubleCameAfterIt() =>
        (await LastAsync(new() { LastFailure = Failed(null), HeartbeatDetails = Payloads(Later) })).ShouldBe(Later);

    [Fact]
    public async Task Last_IsTheNewerOfBoth() =>
        (await LastAsync(new() { LastFailure = Failed(Earlier), HeartbeatDetails = Payloads(Later) })).ShouldBe(Later);

    [Fact]
    public async Task Last_OfAStepThatFailedForGood_IsNotItsError()
    {
        var failure = Failed(null);
        failure.ApplicationFailureInfo.NonRetryable = true;
        failure.ApplicationFailureInfo.Details = Payloads(new StepError(StepErrorKind.Stalled, "stands", "wait on"));

        (await LastAsync(new() { LastFailure = failure })).ShouldBeNull();
    }

    [Fact]
    public async Task Beside_IsInTheHeartbeat_AndNotInTheLastLook()
    {
        var other = Earlier with { ImageId = "m-2" };
        var step = new PendingActivityInfo { HeartbeatDetails = Payloads(Later with { Beside = [other] }) };

        (await CopyLook.BesideAsync(step, ContractJson.DataConverter)).ShouldBe([other]);
        (await LastAsync(step)).ShouldBe(Later);
    }

    [Fact]
    public async Task Beside_OfAStepThatNobodyAskedFor_IsEmpty() =>
        (await CopyLook.BesideAsync(new() { LastFailure = Failed(Later), HeartbeatDetails = Payloads(Earlier) }, ContractJson.DataConverter)).ShouldBeEmpty();

    [Fact]
    public void With_ANewerLook_HasItsProgressAndKeepsTheBase() =>
        Earlier.With(Later with { FirstProgress = 30, FirstSeen = Now }).ShouldBe(Later);

    [Fact]
    public void With_AnOlderLook_IsTheSame() => Later.With(Earlier).ShouldBe(Later);

    [Fact]
    public void With_TheFirstLookWhileCreating_TakesItsBase() => (Earlier with { Status = "Waiting", FirstSeen = null }).With(Later).ShouldBe(Later);

    private static Task<CopyLook?> LastAsync(PendingActivityInfo step) => CopyLook.LastAsync(step, ContractJson.DataConverter);

    private static Failure Failed(CopyLook? told) => new()
    {
        Message = "not so far",
        ApplicationFailureInfo = new() { Type = "NotReady", Details = told is null ? null : Payloads(told) },
    };

    private static Payloads Payloads(object value) => new() { Payloads_ = { ContractJson.DataConverter.PayloadConverter.ToPayload(value) } };
}
