namespace SharedImages.Workflows;

/// <summary>Reads what a promotion does with its copies: the fields <c>test</c> and <c>launch</c>.</summary>
internal static class CopyUseReader
{
    /// <summary>Null when it is not given.</summary>
    /// <param name="errors">What is wrong goes there.</param>
    /// <param name="promotion">The spec.</param>
    /// <param name="regions">Its target regions.</param>
    public static CopyTestSpec? ReadTest(SpecErrors errors, SpecFields promotion, IReadOnlyList<string> regions)
    {
        if (promotion.Value("test") is not { } node || SpecFields.Of(errors, "test", node, "on", "readyWithin", "commands") is not { } fields)
        {
            return null;
        }

        var test = TestSpecReader.ReadBody(errors, fields);
        return new(ReadPlaces(errors, fields, regions), test.ReadyWithin, test.Commands);
    }

    /// <summary>Null when it is not given.</summary>
    /// <param name="errors">What is wrong goes there.</param>
    /// <param name="promotion">The spec.</param>
    /// <param name="regions">Its target regions.</param>
    public static LastLaunchSpec? ReadLaunch(SpecErrors errors, SpecFields promotion, IReadOnlyList<string> regions)
    {
        if (promotion.Value("launch") is not { } node || SpecFields.Of(errors, "launch", node, "targets", "instance", "test") is not { } fields)
        {
            return null;
        }

        var (targets, instance) = LaunchSpecReader.ReadBody(errors, fields);
        foreach (var region in targets.Select(target => target.Region).Where(region => region.Length > 0).Except(regions, StringComparer.Ordinal))
        {
            errors.Add("launch.targets", fields.Value("targets")!, $"{region} is no target of this promotion, so there will be no copy", $"add {region} to targets, or launch elsewhere");
        }

        return new(targets, instance, TestSpecReader.Read(errors, fields));
    }

    private static TestPlaces ReadPlaces(SpecErrors errors, SpecFields test, IReadOnlyList<string> regions)
    {
        if (test.Required("on", "say where test instances are launched: a map of instanceTypes, vSwitches and securityGroups") is not { } node
            || SpecFields.Of(errors, test.PathOf("on"), node, "instanceTypes", "vSwitches", "securityGroups") is not { } fields)
        {
            return new([], EmptyByRegion(), EmptyByRegion());
        }

        var places = new TestPlaces(
            fields.Texts("instanceTypes", LaunchForms.InstanceType, 1, LaunchSpecReader.MaxTypes),
            ReadByRegion(errors, fields, "vSwitches", LaunchForms.VSwitch, LaunchSpecReader.MaxVSwitches, regions),
            ReadByRegion(errors, fields, "securityGroups", LaunchForms.SecurityGroup, LaunchSpecReader.MaxSecurityGroups, regions));
        foreach (var (region, vSwitches) in places.VSwitches)
        {
            LaunchSpecReader.CheckPlaces(errors, $"{fields.PathOf("vSwitches")}.{region}", node, places.InstanceTypes.Count * vSwitches.Count);
        }

        return places;
    }

    private static SortedDictionary<string, IReadOnlyList<string>> ReadByRegion(SpecErrors errors, SpecFields on, string name, SpecForm form, int most, IReadOnlyList<string> regions)
    {
        var lists = EmptyByRegion();
        on.Lists(name, SpecForms.Region, form, 1, most);
        // Without a region, what is wrong with the targets says it.
        if (on.Required(name, $"give a map with a list for each target region; {form.Remedy}") is not { } node
            || regions.Count == 0
            || SpecFields.Of(errors, on.PathOf(name), node, [.. regions]) is not { } fields)
        {
            return lists;
        }

        foreach (var region in regions)
        {
            lists[region] = fields.Texts(region, form, 1, most);
        }

        return lists;
    }

    private static SortedDictionary<string, IReadOnlyList<string>> EmptyByRegion() => new(StringComparer.Ordinal);
}
