namespace SharedImages.Flows.Tests;

/// <summary>A spec that moves a channel, as any language sends it: one JSON object.</summary>
public sealed class ChannelBuilder(string name, string channel, string version)
{
    private readonly Dictionary<string, object?> spec = new(StringComparer.Ordinal)
    {
        ["apiVersion"] = ContractNames.ApiVersion,
        ["kind"] = "Channel",
        ["name"] = name,
        ["channel"] = channel,
        ["version"] = version,
    };

    public string WorkflowId => $"channel/{name}/{channel}";

    public ChannelBuilder Without(params string[] regions) => With("without", regions);

    public ChannelBuilder With(string field, object value)
    {
        spec[field] = value;
        return this;
    }

    public object ToJson() => spec;
}
