using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>What must be decided, and the commands that decide it. Pure.</summary>
internal static class DecisionText
{
    /// <param name="view">With parked regions.</param>
    /// <param name="options">Of the connection, to be given again; see <see cref="OperationRun.Options"/>.</param>
    public static IEnumerable<string> Lines(OperationView view, string options)
    {
        foreach (var item in view.Progress!.Items.Where(item => item.State == ItemState.Parked))
        {
            yield return $"{item.Item} is parked at {item.Step}{(item.Since is { } since ? $" since {Words.Of(since)}" : "")}: {item.Error?.MessageWithin(item.Item)}";
            yield return $"  to do: {item.Error?.Remedy}";
            foreach (var action in item.Actions)
            {
                yield return $"  {Meaning(action, item)}: {Invocation.Program} resolve {view.WorkflowId} --item {Words.Argument(item.Item)} --step {Words.Argument(item.Step ?? "")} {Words.Of(action)}{options}";
            }
        }
    }

    private static string Meaning(ResolveAction action, ItemProgress item) => action switch
    {
        ResolveAction.Retry => "then try again",
        ResolveAction.RetryAsNew => "or remove and copy anew",
        ResolveAction.Skip => "or go on without it",
        ResolveAction.Continue => "then go on",
        ResolveAction.Back => "or bring back what it had before",
        // What could go on has not failed.
        ResolveAction.Abort when item.Actions.Contains(ResolveAction.Continue) => "or leave it as it is, and begin no other",
        _ => "or give it up as failed",
    };
}
