namespace SharedImages.Workflows;

/// <summary>Whom the copies in the targets are shared on to.</summary>
/// <param name="Accounts">UIDs, at most 50, each once; empty = nobody.</param>
public sealed record ShareSpec(IReadOnlyList<string> Accounts);
