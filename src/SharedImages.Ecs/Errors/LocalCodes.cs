namespace SharedImages.Ecs;

/// <summary>Codes of <see cref="EcsException"/> that the client gives itself, because there was no ECS answer to take one from.</summary>
public static class LocalCodes
{
    /// <summary>The endpoint could not be connected to; nothing was sent.</summary>
    public const string Unreachable = "Client.Unreachable";

    /// <summary>Sent, but the connection broke before the whole answer came.</summary>
    public const string NoAnswer = "Client.NoAnswer";

    /// <summary>Sent, but no answer within the request timeout.</summary>
    public const string Timeout = "Client.Timeout";

    /// <summary>The answer was not ECS's JSON, or too large.</summary>
    public const string BadAnswer = "Client.BadAnswer";

    /// <summary>No credentials were found, or none that can be used.</summary>
    public const string NoCredentials = "Client.NoCredentials";
}
