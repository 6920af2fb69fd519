namespace SharedImages.Ecs;

/// <summary>What <see cref="DefaultCredentialsProvider"/> looks at outside this process.</summary>
public sealed record CredentialsSurroundings
{
    /// <summary>Reads a variable of the environment; null or empty = not set.</summary>
    public Func<string, string?> ReadVariable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>The user's folder, which holds <c>.aliyun</c> and <c>.alibabacloud</c>.</summary>
    public string HomeFolder { get; init; } = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    /// <summary>The metadata service of ECS instances.</summary>
    public Uri MetadataEndpoint { get; init; } = new("http://100.100.100.200/");

    /// <summary>How long a <c>process_command</c> may run.</summary>
    public TimeSpan ProcessTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>A variable without white space around it; null = not set.</summary>
    internal string? Variable(string name) => ReadVariable(name)?.Trim() is { Length: > 0 } value ? value : null;

    /// <summary>Whether a switch is on: <c>true</c>, in any case.</summary>
    internal bool IsOn(string name) => string.Equals(Variable(name), "true", StringComparison.OrdinalIgnoreCase);
}
