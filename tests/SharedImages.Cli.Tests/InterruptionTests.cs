using Temporalio.Exceptions;

namespace SharedImages.Cli.Tests;

public sealed class InterruptionTests
{
    public static TheoryData<Exception, bool> Ends => new()
    {
        { new OperationCanceledException(), true },
        { new TaskCanceledException(), true },
        { new RpcException(RpcException.StatusCode.Cancelled, "canceled", null), true },
        { new RpcTimeoutOrCanceledException("canceled", null), true },
        { new InvalidOperationException("a fault"), false },
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public void Caused_ACallEndsInSeveralWays_ButOnlyWhenThereWasOne(Exception end, bool caused)
    {
        Interruption.Caused(end, new(canceled: true)).ShouldBe(caused);
        Interruption.Caused(end, new(canceled: false)).ShouldBeFalse();
    }
}
