namespace SharedImages.Ecs.Simulator.Tests;

/// <summary>What a test can set otherwise than an honest caller would. Null = honest.</summary>
internal sealed record CallOptions(string Action)
{
    public string Version { get; init; } = Action is "GetCallerIdentity" or "AssumeRole" or "AssumeRoleWithOIDC" ? "2015-04-01" : "2014-05-26";

    public string? KeyId { get; init; }

    public string? Secret { get; init; }

    public string? Nonce { get; init; }

    public string? Date { get; init; }

    /// <summary>Signature v1 instead of v3.</summary>
    public bool Rpc { get; init; }

    /// <summary>Another than that of the caller's key; empty = none.</summary>
    public string? SecurityToken { get; init; }

    /// <summary>The header accept.</summary>
    public string? Accept { get; init; }

    public string? DeclaredBodyHash { get; init; }

    public TimeSpan ClockOff { get; init; }

    public HttpMethod Method { get; init; } = HttpMethod.Post;

    /// <summary>Action and Version as parameters instead of headers.</summary>
    public bool ActionAsParameter { get; init; }

    /// <summary>Parameters in a form body instead of the query.</summary>
    public bool Form { get; init; }

    /// <summary>Headers that are sent but, other than an honest caller's, not signed.</summary>
    public string? UnsignedHeader { get; init; }

    /// <summary>Appended to the query after signing.</summary>
    public string AddedToQuery { get; init; } = "";
}
