namespace SharedImages.Cli;

/// <summary>What an item was at for some time.</summary>
/// <param name="State">In the words of boards.</param>
/// <param name="From">From when.</param>
/// <param name="To">To when; null = it still is.</param>
internal sealed record ReportSpan(string State, DateTimeOffset From, DateTimeOffset? To);
