using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Common;

namespace SharedImages.Rehearsal;

/// <summary>The search attributes that the namespace has.</summary>
internal sealed class AttributeRegistry(IEnumerable<SearchAttributeKey> keys)
{
    private static readonly HashSet<string> OfTheServer = new(StringComparer.Ordinal)
    {
        "BatcherUser", "BinaryChecksums", "BuildIds", "TemporalChangeVersion", "TemporalReportedProblems", ScheduledStarts.ById, ScheduledStarts.StartTime,
    };

    private readonly Dictionary<string, IndexedValueType> custom = keys.ToDictionary(key => key.Name, key => key.ValueType, StringComparer.Ordinal);

    public IReadOnlyDictionary<string, IndexedValueType> Custom => custom;

    public bool Has(string name) => custom.ContainsKey(name) || OfTheServer.Contains(name);

    public void Add(string name, IndexedValueType type)
    {
        if (!custom.TryAdd(name, type) && custom[name] != type)
        {
            throw Refusals.Invalid($"search attribute {name} is there as {custom[name]}");
        }
    }

    /// <summary>The name that is not registered; null when all are.</summary>
    public string? Missing(SearchAttributes? attributes) => attributes?.IndexedFields.Keys.FirstOrDefault(name => !Has(name));

    /// <exception cref="Grpc.Core.RpcException">One is not registered.</exception>
    public void Check(SearchAttributes? attributes)
    {
        if (Missing(attributes) is { } name)
        {
            throw Refusals.Invalid($"Namespace default has no mapping defined for search attribute {name}");
        }
    }
}
