namespace SharedImages.Ecs;

/// <summary>A call in the queue of a <see cref="CallBudget"/>.</summary>
/// <param name="since">When it came, on the budget's clock.</param>
internal sealed class WaitingCall(TimeSpan since)
{
    public TimeSpan Since { get; } = since;

    // The continuation is the caller's: neither the timer nor who gives up has to run it.
    public TaskCompletionSource<int> Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public CancellationTokenRegistration GivingUp { get; set; }
}
