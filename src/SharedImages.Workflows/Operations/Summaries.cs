namespace SharedImages.Workflows;

/// <summary>What the results of all kinds say in the same words. Pure.</summary>
internal static class Summaries
{
    /// <summary>The spec could not be read.</summary>
    public static string Unreadable(IReadOnlyList<SpecError> errors) => $"The spec has {Count(errors.Count, "error")}: {string.Join(" | ", errors.Select(error => error.ToString()))}";

    /// <summary>Not begun; nothing was written.</summary>
    public static string Refused(string name, string version, IReadOnlyList<Refusal> refusals) =>
        $"{ContractNames.Title(name, version)} was refused before any write: {string.Join(" | ", refusals.Select(refusal => refusal.Message))}";

    /// <summary>So many of a thing.</summary>
    public static string Count(int count, string thing) => Count(count, thing, thing + "s");

    /// <summary>So many of a thing whose plural has a form of its own.</summary>
    public static string Count(int count, string one, string many) => $"{count} {(count == 1 ? one : many)}";
}
