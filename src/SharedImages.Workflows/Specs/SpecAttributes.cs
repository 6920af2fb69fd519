using Temporalio.Common;
using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>The search attributes that follow from a spec.</summary>
public static class SpecAttributes
{
    /// <summary>All of them, for a run whose start has not set them.</summary>
    public static IReadOnlyList<SearchAttributeUpdate> Of(IOperationSpec spec)
    {
        var attributes = new List<SearchAttributeUpdate>
        {
            ContractNames.RegionsAttribute.ValueSet(spec.Regions),
            ContractNames.NameAttribute.ValueSet(spec.Name),
            spec.Version.Length > 0 ? ContractNames.VersionAttribute.ValueSet(spec.Version) : ContractNames.VersionAttribute.ValueUnset(),
            ContractNames.ParkedAttribute.ValueSet(false),
            spec.SourceImageId is { } imageId ? ContractNames.SourceAttribute.ValueSet(imageId) : ContractNames.SourceAttribute.ValueUnset(),
        };
        if (spec.SourceOwner is { } owner)
        {
            attributes.Insert(1, ContractNames.OwnerAttribute.ValueSet(owner));
        }

        return attributes;
    }

    /// <summary>All of them as a run gets them from its start.</summary>
    /// <param name="spec">What it is asked for.</param>
    /// <param name="startedBy">Who starts it.</param>
    public static SearchAttributeCollection AtStart(IOperationSpec spec, string startedBy)
    {
        var attributes = new SearchAttributeCollection.Builder()
            .Set(ContractNames.PhaseAttribute, nameof(OperationPhase.Resolving))
            .Set(ContractNames.RegionsAttribute, spec.Regions)
            .Set(ContractNames.NameAttribute, spec.Name)
            .Set(ContractNames.ParkedAttribute, false)
            .Set(ContractNames.StartedByAttribute, startedBy);
        if (spec.Version.Length > 0)
        {
            attributes.Set(ContractNames.VersionAttribute, spec.Version);
        }

        if (spec.SourceOwner is { } owner)
        {
            attributes.Set(ContractNames.OwnerAttribute, owner);
        }

        if (spec.SourceImageId is { } image)
        {
            attributes.Set(ContractNames.SourceAttribute, image);
        }

        return attributes.ToSearchAttributeCollection();
    }
}
