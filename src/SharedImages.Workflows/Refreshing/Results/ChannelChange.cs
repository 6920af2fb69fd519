namespace SharedImages.Workflows;

/// <summary>What became of a channel that follows a refresh.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="State"><see cref="ItemState.Done"/> = it points to the version; <see cref="ItemState.Pending"/> = it does not follow yet; <see cref="ItemState.Failed"/>.</param>
/// <param name="Operation">Workflow id of what moved it; null = nothing did.</param>
/// <param name="Why">Why it does not follow, or how it failed.</param>
public sealed record ChannelChange(string Channel, ItemState State, string? Operation, string? Why);
