using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>The search attributes that follow from a spec, for a run whose start has not set them.</summary>
public static class SpecAttributes
{
    /// <summary>All of them.</summary>
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
}
