using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>One decision for whatever waits for it.</summary>
/// <param name="Action">The decision.</param>
/// <param name="Item">Only on items of this name; null = on all on which it is possible.</param>
/// <param name="Step">Only on what is parked at this step; null = at any.</param>
internal sealed record DecisionWanted(ResolveAction Action, string? Item, string? Step)
{
    /// <summary>Whether it is about an item, and possible for it.</summary>
    public bool Fits(ItemProgress item) =>
        item.State == ItemState.Parked && item.Actions.Contains(Action) && (Item is null || item.Item == Item) && (Step is null || item.Step == Step);
}
