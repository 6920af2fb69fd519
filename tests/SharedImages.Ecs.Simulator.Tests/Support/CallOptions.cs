namespace SharedImages.Ecs.Simulator.Tests;

/// <summary>What a test can set otherwise than an honest caller would. Null = honest.</summary>
internal sealed record CallOptions(string Action)
{
    public string Version { get; init; } = Action == "GetCallerIdentity" ? "2015-04-01" : "2014-05-26";

    public string? KeyId { get; init; }

    public string? Secret { get; init; }

    public string? Nonce { get; init; }

    public string? Date { get; init; }

    public TimeSpan ClockOff { get; init; }
}
