namespace SharedImages.Ecs.Simulator;

/// <summary>A request as it came, decoded but not yet believed.</summary>
internal sealed record ApiRequest
{
    /// <summary>GET or POST.</summary>
    public required string Method { get; init; }

    /// <summary>Lower-case names.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>Decoded pairs of the query; these are what is signed.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Query { get; init; }

    /// <summary>Query and form together.</summary>
    public required Parameters Parameters { get; init; }

    /// <summary>What of the <see cref="Parameters"/> is for the operation: a call again with a new nonce and signature is the same call.</summary>
    public required Parameters OperationParameters { get; init; }

    /// <summary>Lower-case hex SHA-256 of the body that came.</summary>
    public required string BodySha256 { get; init; }

    /// <summary>Whether it can be signed by v1 only: signature v3 is in a header.</summary>
    public bool IsRpcSigned => Header("authorization") is null;

    public string Action => Named("x-acs-action", "Action");

    public string Version => Named("x-acs-version", "Version");

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    private string Named(string header, string parameter) => Header(header) ?? Parameters.Required(parameter);
}
