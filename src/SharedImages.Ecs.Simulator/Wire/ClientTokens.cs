using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>Which client token led to which answer (facts §1.10). A refusal is remembered only when the rules say so.</summary>
internal sealed class ClientTokens(LifeClock clock, WorldRules rules)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Use> uses = new(StringComparer.Ordinal);
    private readonly Queue<(string Token, DateTimeOffset At)> byAge = new();

    /// <summary>Those whose first call is over and that are still remembered.</summary>
    public IReadOnlyList<ClientTokenState> State()
    {
        lock (gate)
        {
            return [.. uses
                .Where(use => (use.Value.Answer is not null || use.Value.HasFailed) && clock.Now - use.Value.At <= rules.ClientTokenMemory)
                .OrderBy(use => use.Value.At)
                .ThenBy(use => use.Key, StringComparer.Ordinal)
                .Select(use => new ClientTokenState(use.Key, use.Value.Parameters, use.Value.At, use.Value.Answer))];
        }
    }

    /// <summary>Takes in tokens that were used earlier, oldest first.</summary>
    public void Resume(IEnumerable<ClientTokenState> tokens)
    {
        lock (gate)
        {
            foreach (var token in tokens)
            {
                uses[token.Token] = new Use(token.Parameters, token.Answer, token.At, token.Answer is null);
                byAge.Enqueue((token.Token, token.At));
            }
        }
    }

    /// <summary>The answer that this token had; null = it is new, and in use until <see cref="Complete"/> or <see cref="Fail"/>.</summary>
    /// <exception cref="ApiException">Used with other parameters, its first call is still being processed, or has failed for good.</exception>
    public JsonObject? Begin(string token, string parameters, ApiException mismatch)
    {
        lock (gate)
        {
            ForgetOld(clock.Now);
            if (!uses.TryGetValue(token, out var use))
            {
                uses[token] = use = new Use(parameters, Answer: null, clock.Now);
                byAge.Enqueue((token, use.At));
                return null;
            }

            if (use.Parameters != parameters)
            {
                throw mismatch;
            }

            if (use.HasFailed)
            {
                throw new ApiException(403, "IdempotentFailed", "The first request with this clientToken has failed.");
            }

            return use.Answer is { } answer
                ? JsonNode.Parse(answer)!.AsObject()
                : throw new ApiException(403, "LastTokenProcessing", "The last token request is processing, please try again later.");
        }
    }

    public void Complete(string token, JsonObject answer)
    {
        lock (gate)
        {
            // It may have been held for so long that it is forgotten.
            if (uses.TryGetValue(token, out var use))
            {
                uses[token] = use with { Answer = answer.ToJsonString() };
            }
        }
    }

    public void Fail(string token)
    {
        lock (gate)
        {
            if (rules.RememberFailedTokens && uses.TryGetValue(token, out var use))
            {
                uses[token] = use with { HasFailed = true };
                return;
            }

            uses.Remove(token);
        }
    }

    private void ForgetOld(DateTimeOffset now)
    {
        while (byAge.TryPeek(out var oldest) && now - oldest.At > rules.ClientTokenMemory)
        {
            byAge.Dequeue();
            if (uses.TryGetValue(oldest.Token, out var use) && use.At == oldest.At)
            {
                uses.Remove(oldest.Token);
            }
        }
    }

    private sealed record Use(string Parameters, string? Answer, DateTimeOffset At, bool HasFailed = false);
}
