using SharedImages.Workflows;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.OperatorService.V1;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace SharedImages.Worker;

/// <summary>The search attributes that promotions set. A namespace that lacks one would block them for ever.</summary>
public static class SearchAttributes
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(10);

    /// <summary>The names that the namespace lacks, or holds with another type (then with a note), in the contract's order.</summary>
    public static async Task<IReadOnlyList<string>> FindMissingAsync(ITemporalClient client, CancellationToken cancellationToken = default)
    {
        var there = await ListAsync(client, cancellationToken);
        return [.. ContractNames.SearchAttributes
            .Where(key => !there.TryGetValue(key.Name, out var type) || type != key.ValueType)
            .Select(key => there.TryGetValue(key.Name, out var type) ? $"{key.Name} (there as {type}, needed as {key.ValueType})" : key.Name)];
    }

    /// <summary>Throws unless all are there.</summary>
    /// <exception cref="TemporalUnavailableException">Some are missing; the message names them and what to do.</exception>
    public static async Task EnsureAsync(ITemporalClient client, CancellationToken cancellationToken = default)
    {
        var missing = await FindMissingAsync(client, cancellationToken);
        if (missing.Count > 0)
        {
            throw new TemporalUnavailableException(
                $"Namespace '{client.Options.Namespace}' lacks the search attributes {string.Join(", ", missing)}: run '{Invocation.Program} init --address {client.Connection.Options.TargetHost} --namespace {client.Options.Namespace}'.");
        }
    }

    /// <summary>Registers those that are missing; returns their names. Safe to call at any time, by several at once.</summary>
    public static async Task<IReadOnlyList<string>> RegisterMissingAsync(ITemporalClient client, CancellationToken cancellationToken = default)
    {
        var there = await ListAsync(client, cancellationToken);
        var missing = ContractNames.SearchAttributes.Where(key => !there.ContainsKey(key.Name)).ToList();
        if (missing.Count == 0)
        {
            return [];
        }

        var request = new AddSearchAttributesRequest { Namespace = client.Options.Namespace };
        foreach (var key in missing)
        {
            request.SearchAttributes.Add(key.Name, key.ValueType);
        }

        try
        {
            await client.OperatorService.AddSearchAttributesAsync(request, new() { Timeout = CallTimeout, CancellationToken = cancellationToken });
        }
        catch (RpcException e) when (e.Code == RpcException.StatusCode.AlreadyExists)
        {
            // Another init was faster.
        }

        return [.. missing.Select(key => key.Name)];
    }

    private static async Task<IDictionary<string, IndexedValueType>> ListAsync(ITemporalClient client, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await client.OperatorService.ListSearchAttributesAsync(
                new ListSearchAttributesRequest { Namespace = client.Options.Namespace },
                new() { Timeout = CallTimeout, CancellationToken = cancellationToken });
            return answer.CustomAttributes;
        }
        catch (RpcException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TemporalUnavailableException(
                $"Temporal at {client.Connection.Options.TargetHost} does not list the search attributes of namespace '{client.Options.Namespace}' ({e.Code}: {e.Message}): see whether this identity may list them there, and try again.", e);
        }
    }
}
