using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>What must be decided, and the commands that decide it. Pure.</summary>
internal static class DecisionText
{
    /// <param name="view">With parked regions.</param>
    /// <param name="options">Of the connection, to be given again; see <see cref="OperationRun.Options"/>.</param>
    public static IEnumerable<string> Lines(OperationView view, string options)
    {
        foreach (var item in Parked(view))
        {
            yield return What(item);
            if (item.Error is { } error)
            {
                yield return $"  to do: {error.Remedy}";
            }

            foreach (var (index, action) in item.Actions.Index())
            {
                yield return $"  {(index == 0 ? "then" : "or")} {Meaning(action, item)}: {Command(view, item, action, options)}";
            }
        }
    }

    /// <summary>The parked items, each in lines of a width, with one command in full; how it decides otherwise is said behind it.</summary>
    public static IEnumerable<BoardDetail> Details(OperationView view, string options, int width) => Parked(view).Select(item => new BoardDetail(
        WordWrap.Lines(What(item), width),
        [
            .. item.Error is { } error ? WordWrap.Lines($"  to do: {error.Remedy}", width) : [],
            .. item.Actions.Count > 0 ? Decisions(view, item, item.Actions[0], [.. item.Actions.Skip(1)], options, width) : [],
        ]));

    private static IEnumerable<ItemProgress> Parked(OperationView view) => (view.Progress?.Items ?? []).Where(item => item.State == ItemState.Parked);

    private static string What(ItemProgress item) =>
        $"{item.Item} is parked at {item.Step}{(item.Since is { } since ? $" since {Words.Of(since)}" : "")}{(item.Error is { } error ? $": {error.MessageWithin(item.Item)}" : "")}";

    private static IEnumerable<string> Decisions(OperationView view, ItemProgress item, ResolveAction first, IReadOnlyList<ResolveAction> others, string options, int width) =>
    [
        $"  then {Meaning(first, item)}:",
        .. WordWrap.Command($"    {Command(view, item, first, options)}", width),
        .. others.Count == 0 ? [] : WordWrap.Lines($"  or, in place of {Words.Of(first)}: {string.Join(", ", others.Select(action => $"{Words.Of(action)} ({Meaning(action, item)})"))}", width),
    ];

    private static string Command(OperationView view, ItemProgress item, ResolveAction action, string options) =>
        $"{Invocation.Program} resolve {view.WorkflowId} --item {Words.Argument(item.Item)} --step {Words.Argument(item.Step ?? "")} {Words.Of(action)}{options}";

    private static string Meaning(ResolveAction action, ItemProgress item) => action switch
    {
        ResolveAction.Retry => "try again",
        ResolveAction.RetryAsNew => "remove and copy anew",
        ResolveAction.Skip => "go on without it",
        ResolveAction.Continue => "go on",
        ResolveAction.Back => "bring back what it had before",
        // What could go on has not failed.
        ResolveAction.Abort when item.Actions.Contains(ResolveAction.Continue) => "leave it as it is, and begin no other",
        _ => "give it up as failed",
    };
}
