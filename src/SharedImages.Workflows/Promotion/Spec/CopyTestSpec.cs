using System.Text.Json.Serialization;

namespace SharedImages.Workflows;

/// <summary>What the copy in each target region must show before it is shared, on an instance that is launched for it and deleted after it.</summary>
/// <param name="On">Where that instance is launched. Required.</param>
/// <param name="ReadyWithin">See <see cref="TestSpec"/>.</param>
/// <param name="Commands">See <see cref="TestSpec"/>.</param>
public sealed record CopyTestSpec(TestPlaces On, [property: JsonConverter(typeof(SpecDurations.Json))] TimeSpan ReadyWithin, IReadOnlyList<TestCommand> Commands);
