using System.Diagnostics.CodeAnalysis;

namespace SharedImages.Rehearsal;

/// <summary>See <see cref="Wait"/>.</summary>
/// <param name="ready">The answer; null = not yet.</param>
/// <param name="passesTime">Whether time may pass while it lasts.</param>
[SuppressMessage("Design", "MA0048:File name must match type name", Justification = "Wait.cs holds the type without a parameter.")]
internal sealed class Wait<T>(Func<T?> ready, bool passesTime) : Wait(passesTime)
    where T : class
{
    private readonly TaskCompletionSource<T> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Answer => answer.Task;

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The caller gets it, not whoever made the change.")]
    public override bool Check()
    {
        try
        {
            return ready() is { } value && answer.TrySetResult(value);
        }
        catch (Exception e)
        {
            return answer.TrySetException(e);
        }
    }
}
