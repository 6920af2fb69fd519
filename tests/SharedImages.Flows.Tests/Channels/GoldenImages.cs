using SharedImages.Ecs.Simulator;
using Temporalio.Client;

namespace SharedImages.Flows.Tests;

/// <summary>Images of one name as promotions have left them, and where its channels point to, as consumers find it: by one filter of tags.</summary>
internal sealed class GoldenImages(Flow flow)
{
    public static readonly IReadOnlyList<string> SixRegions = ["ap-southeast-1", "cn-beijing", "cn-hangzhou", "cn-shanghai", "eu-central-1", "us-east-1"];

    /// <summary>No other test has it: a server may be shared.</summary>
    public string Name { get; } = $"web-{flow.Spec().Version}";

    public ChannelBuilder To(string version, string channel = "prod") => new(Name, channel, version);

    /// <summary>One image per region.</summary>
    public void Add(string version, params IEnumerable<string> regions)
    {
        foreach (var region in regions)
        {
            AddOne(version, region);
        }
    }

    /// <param name="version">Its version.</param>
    /// <param name="region">Its region.</param>
    /// <param name="tags">Other tags, or other values of its own.</param>
    public string AddOne(string version, string region, params (string Key, string Value)[] tags)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [Lineage.Promotion] = Name,
            [Lineage.Version] = version,
            [Lineage.SourceImage] = SimulatorWorld.EncryptedImageId,
            [Lineage.SourceOwner] = SimulatorWorld.PublisherAccount,
            [Lineage.CopyKey] = $"key-of-{version}-in-{region}",
            [Lineage.Run] = $"run-of-{version}",
            [Lineage.Done] = Lineage.DoneValue,
        };
        foreach (var (key, value) in tags)
        {
            all[key] = value;
        }

        return flow.Simulator.State.AddImage(SimulatorWorld.OurAccount, new() { Region = region, Name = $"{Name}-{version}", IsCopied = true, Tags = all });
    }

    /// <summary>The versions that a channel points to in a region: one at rest.</summary>
    public IReadOnlyList<string> In(string region, string channel = "prod") =>
        [.. flow.OurImages(region)
            .Where(image => image.Tags.GetValueOrDefault(Lineage.Promotion) == Name && image.Tags.GetValueOrDefault(Lineage.Channel(channel)) == Lineage.ChannelValue)
            .Select(image => image.Tags[Lineage.Version])
            .Order(StringComparer.Ordinal)];

    public string Id(string version, string region) => flow.OurImages(region).Single(image => image.Tags.GetValueOrDefault(Lineage.Version) == version && image.Tags.GetValueOrDefault(Lineage.Promotion) == Name).ImageId;

    public WorkflowHandle History => flow.Client.GetWorkflowHandle(ChannelNames.HistoryId(Name));

    /// <summary>Where its channels are, as their history says.</summary>
    public async Task<IReadOnlyDictionary<string, ChannelState>> ChannelsAsync()
    {
        IReadOnlyDictionary<string, ChannelState>? channels = null;
        await flow.EventuallyAsync(
            async () => (channels = (await History.DescribeAsync()).Memo.TryGetValue(ChannelNames.ChannelsMemo, out var memo) ? (await memo.ToValueAsync<ImageChannels>()).Channels : null) is not null,
            () => "the history says nothing");
        return channels!;
    }

    public async Task<IReadOnlyList<ChannelMove>> MovesAsync() => (await History.QueryAsync<ChannelMoves>(ChannelNames.Moves, [])).Moves;

    public Task<WorkflowHandle> StartAsync(ChannelBuilder spec) => flow.StartJsonAsync(spec.WorkflowId, spec.ToJson(), again: true);

    public async Task<ChannelResult> RunAsync(ChannelBuilder spec) => await Flow.ResultAsync<ChannelResult>(await StartAsync(spec));
}
