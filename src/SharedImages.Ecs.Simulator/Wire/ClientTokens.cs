using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>Which client token led to which answer (facts §1.10). A refusal is not remembered.</summary>
internal sealed class ClientTokens(LifeClock clock)
{
    private static readonly TimeSpan Memory = TimeSpan.FromHours(24);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Use> _uses = new(StringComparer.Ordinal);

    /// <summary>The answer that this token had; null = it is new, and in use until <see cref="Complete"/> or <see cref="Forget"/>.</summary>
    /// <exception cref="ApiException">Used with other parameters, or its first call is still being processed.</exception>
    public JsonObject? Begin(string token, string parameters, ApiException mismatch)
    {
        lock (_gate)
        {
            if (!_uses.TryGetValue(token, out var use) || clock.Now - use.At > Memory)
            {
                _uses[token] = new Use(parameters, Answer: null, clock.Now);
                return null;
            }

            if (use.Parameters != parameters)
            {
                throw mismatch;
            }

            return use.Answer?.DeepClone().AsObject()
                ?? throw new ApiException(403, "LastTokenProcessing", "The last token request is processing, please try again later.");
        }
    }

    public void Complete(string token, JsonObject answer)
    {
        lock (_gate)
        {
            _uses[token] = _uses[token] with { Answer = answer.DeepClone().AsObject() };
        }
    }

    public void Forget(string token)
    {
        lock (_gate)
        {
            _uses.Remove(token);
        }
    }

    private sealed record Use(string Parameters, JsonObject? Answer, DateTimeOffset At);
}
