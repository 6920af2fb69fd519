using Temporalio.Activities;

namespace SharedImages.Rehearsal.Tests;

/// <summary>Activities that ask for what the rehearsal does not model.</summary>
public sealed class AskingActivities
{
    [Activity]
    public static async Task AskAsync() => await ActivityExecutionContext.Current.TemporalClient.CountWorkflowsAsync("StartTime > '2026-11-24T00:00:00Z'");

    [Activity]
    public static async Task AskInOtherWordsAsync()
    {
        try
        {
            await AskAsync();
        }
        catch (Exception e)
        {
            throw new InvalidOperationException("could not count", e);
        }
    }
}
