namespace SharedImages.Workflows;

/// <summary>How the move of a channel ended.</summary>
/// <param name="Outcome">How; <see cref="OperationOutcome.Failed"/> also when it was stopped from outside.</param>
/// <param name="Summary">Its own words.</param>
public sealed record ChannelEnd(OperationOutcome Outcome, string Summary);
