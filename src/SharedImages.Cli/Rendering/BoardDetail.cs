namespace SharedImages.Cli;

/// <summary>What stands below a board's table about one item, in lines of its width.</summary>
/// <param name="What">What happened, to what.</param>
/// <param name="ToDo">What to do, and how.</param>
internal sealed record BoardDetail(IReadOnlyList<string> What, IReadOnlyList<string> ToDo)
{
    public int Height => What.Count + ToDo.Count;
}
