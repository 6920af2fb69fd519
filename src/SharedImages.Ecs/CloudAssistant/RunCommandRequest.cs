namespace SharedImages.Ecs;

/// <summary>Request of RunCommand (facts §2.18).</summary>
public sealed record RunCommandRequest : EcsRequest<RunCommandResponse>
{
    /// <summary>The region that is asked.</summary>
    public required override string RegionId { get; init; }

    /// <summary><c>RunShellScript</c>, <c>RunPowerShellScript</c> or <c>RunBatScript</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The script, at most 24 KB after Base64.</summary>
    public required string CommandContent { get; init; }

    /// <summary><c>PlainText</c> (default) or <c>Base64</c>.</summary>
    public string? ContentEncoding { get; init; }

    /// <summary>1–100 running instances, unless <see cref="ResourceTags"/> says which.</summary>
    [Wire("InstanceId")]
    public IReadOnlyList<string> InstanceIds { get; init; } = [];

    /// <summary>Instances with these tags.</summary>
    [Wire("ResourceTag")]
    public IReadOnlyList<Tag> ResourceTags { get; init; } = [];

    /// <summary>Name of the command.</summary>
    public string? Name { get; init; }

    /// <summary>What it is for.</summary>
    public string? Description { get; init; }

    /// <summary>Directory; null = /root, or the system directory.</summary>
    public string? WorkingDir { get; init; }

    /// <summary>Whether the script has parameters.</summary>
    public bool? EnableParameter { get; init; }

    /// <summary>Keep it for InvokeCommand.</summary>
    public bool? KeepCommand { get; init; }

    /// <summary>Values of the parameters in the command; at most 10.</summary>
    public IReadOnlyDictionary<string, string>? Parameters { get; init; }

    /// <summary>Seconds; null = 60.</summary>
    public int? Timeout { get; init; }

    /// <summary>Who runs it; null = root, or System.</summary>
    public string? Username { get; init; }

    /// <summary><c>Once</c> (default), <c>Period</c>, <c>NextRebootOnly</c>, <c>EveryReboot</c> or <c>DryRun</c>.</summary>
    public string? RepeatMode { get; init; }

    /// <summary>When it repeats; needed for <c>Period</c>.</summary>
    public string? Frequency { get; init; }

    /// <summary><c>Process</c> or <c>ProcessTree</c>.</summary>
    public string? TerminationMode { get; init; }

    /// <summary>Tags of the command.</summary>
    [Wire("Tag")]
    public IReadOnlyList<Tag> Tags { get; init; } = [];

    /// <summary>At most 64 ASCII characters. The same token with the same parameters does it once (facts §1.10).</summary>
    public string? ClientToken { get; init; }

    internal override string Result => "InvokeId";
}
