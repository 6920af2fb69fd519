namespace SharedImages.Ecs.Simulator;

/// <summary>Instances that a call of Cloud Assistant names; it has a code of its own for those that are not there.</summary>
internal static class Targets
{
    public static List<InstanceRecord> Named(Call call, string region, IReadOnlyCollection<string> ids) =>
        [.. ids.Distinct(StringComparer.Ordinal).Select(id => call.OwnInstances(region, [id]).Run().From().FirstOrDefault() ?? throw NotFound())];

    public static ApiException NotFound() => new(404, "InvalidInstance.NotFound", "The specified instance does not exist.");
}
