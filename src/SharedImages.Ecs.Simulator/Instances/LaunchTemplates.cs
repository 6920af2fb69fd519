namespace SharedImages.Ecs.Simulator;

/// <summary>What the launch template that a call names says beside the call itself, whose own words win (facts §2.8).</summary>
internal static class LaunchTemplates
{
    /// <summary>The parameters of a launch, those of its template among them.</summary>
    /// <exception cref="ApiException">There is no such template, or not in this version.</exception>
    public static Parameters ParametersWithTemplate(this Call call)
    {
        var (id, name) = (call.Parameters.Optional("LaunchTemplateId"), call.Parameters.Optional("LaunchTemplateName"));
        if (id is null && name is null)
        {
            return call.Parameters;
        }

        var template = call.Caller.LaunchTemplate(call.RequiredRegion(), id, name) ?? throw NotFound();
        var version = call.Parameters.Int("LaunchTemplateVersion", template.DefaultVersion, max: int.MaxValue);
        return version <= template.Versions.Count ? Together(call.Parameters.All, template.Versions[version - 1].Parameters) : throw NotFound();
    }

    private static Parameters Together(IReadOnlyDictionary<string, string> call, IReadOnlyDictionary<string, string> template)
    {
        var given = call.Where(parameter => parameter.Value.Length > 0).ToList();
        var subjects = given.Select(parameter => Subject(parameter.Key)).ToHashSet(StringComparer.Ordinal);
        return new Parameters(given.Concat(template.Where(parameter => !subjects.Contains(Subject(parameter.Key)))));
    }

    /// <summary>A list is replaced as a whole, of the system disk each property for itself.</summary>
    private static string Subject(string name) => name.StartsWith("SystemDisk.", StringComparison.Ordinal) ? name : name.Split('.')[0] switch
    {
        "SecurityGroupIds" => "SecurityGroupId",
        var subject => subject,
    };

    private static ApiException NotFound() => new(404, "InvalidLaunchTemplate.NotFound", "The specified launch template or version does not exist.");
}
