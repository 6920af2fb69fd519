namespace SharedImages.Ecs.Simulator;

/// <summary>To whom the ledger counts what it finds changed.</summary>
internal sealed record LedgerAuthor(LedgerCause Cause)
{
    private static readonly char[] BetweenIds = [',', '"', '[', ']', ' '];

    public static LedgerAuthor Service { get; } = new(LedgerCause.Service);

    public static LedgerAuthor Unknown { get; } = new(LedgerCause.Unknown);

    /// <summary>Null = no call.</summary>
    public Call? Call { get; private init; }

    /// <summary>Ids, as far as they are some, of what may have changed.</summary>
    public IReadOnlyList<string> Names { get; private init; } = [];

    public static LedgerAuthor Outside(params string[] names) => new(LedgerCause.Outside) { Names = names };

    public static LedgerAuthor Of(Call call) => new(LedgerCause.Call)
    {
        Call = call,
        Names =
        [
            .. call.Parameters.All
                .Where(parameter => parameter.Key.Contains("Id", StringComparison.Ordinal))
                .SelectMany(parameter => parameter.Value.Split(BetweenIds, StringSplitOptions.RemoveEmptyEntries)),
        ],
    };
}
