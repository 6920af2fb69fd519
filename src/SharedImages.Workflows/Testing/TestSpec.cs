using System.Text.Json.Serialization;

namespace SharedImages.Workflows;

/// <summary>What an instance must show before it counts as good: its agent, then commands in order.</summary>
/// <param name="ReadyWithin">How long the Cloud Assistant agent may take to come up. Default 5 min.</param>
/// <param name="Commands">At most 20. Default none: the agent alone is asked for.</param>
public sealed record TestSpec([property: JsonConverter(typeof(SpecDurations.Json))] TimeSpan ReadyWithin, IReadOnlyList<TestCommand> Commands);
