using System.Text.RegularExpressions;

namespace SharedImages.Ecs.Simulator;

/// <summary>The filters of DescribeInstances (facts §2.11).</summary>
internal sealed class InstanceFilter
{
    private static readonly string[] LockReasons = ["financial", "security", "Recycling", "dedicatedhostfinancial", "refunded"];

    private readonly Parameters parameters;
    private readonly IReadOnlyList<KeyValuePair<string, string?>> tags;
    private readonly DateTimeOffset createdFrom = DateTimeOffset.MinValue;
    private readonly DateTimeOffset createdTo = DateTimeOffset.MaxValue;

    /// <exception cref="ApiException">A filter is not one that ECS takes.</exception>
    public InstanceFilter(Parameters parameters)
    {
        this.parameters = parameters;
        tags = parameters.TagFilter();
        CheckOneOf("Status", "InvalidStatus.NotFound", InstanceStatus.All);
        CheckOneOf("LockReason", "InvalidLockReason.NotFound", LockReasons);
        CheckOneOf("InstanceChargeType", "InvalidInstanceChargeType.NotFound", ["PostPaid", "PrePaid"]);
        foreach (var (key, value) in parameters.Pairs("Filter"))
        {
            switch (key)
            {
                case "CreationStartTime": createdFrom = Minute(value); break;
                case "CreationEndTime": createdTo = Minute(value); break;
                default: throw new ApiException(404, "InvalidFilterKey.NotFound", $"The specified filter key does not exist: {key}.");
            }
        }
    }

    /// <summary>Adds the filters to a search.</summary>
    public void AddTo(Search<InstanceRecord> search, DateTimeOffset now)
    {
        search.Where(parameters.Optional("Status"), instance => instance.StatusAt(now));
        search.Where(parameters.Optional("ImageId"), instance => instance.ImageAt(now).ImageId);
        search.Where(parameters.Optional("ZoneId"), instance => instance.Zone.Id);
        search.Where(parameters.Optional("InstanceType"), instance => instance.Type.Id);
        search.Where(parameters.Optional("VpcId"), instance => Ids.Of("vpc", instance.Region));
        search.Where(parameters.Optional("VSwitchId"), instance => instance.VSwitchId);
        search.Where(parameters.Optional("InstanceTypeFamily"), instance => instance.Type.Family);
        search.Where(parameters.Optional("InstanceChargeType"), instance => instance.Options.ChargeType);
        search.Where(parameters.Optional("KeyPairName"), instance => instance.Options.KeyPairName);
        if (parameters.Optional("InstanceName") is { } name)
        {
            search.Where(name.Contains('*', StringComparison.Ordinal) ? instance => MatchesName(name, instance.Name) : instance => instance.Name == name);
        }

        if (parameters.Optional("SecurityGroupId") is { } group)
        {
            search.Where(instance => instance.SecurityGroupIds.Contains(group, StringComparer.Ordinal));
        }

        if (parameters.Optional("LockReason") is { } reason)
        {
            search.Where(instance => instance.LockReasonsAt(now).Contains(reason, StringComparer.Ordinal));
        }

        search.WhereTags(tags, instance => instance.Tags);
        if (createdFrom > DateTimeOffset.MinValue || createdTo < DateTimeOffset.MaxValue)
        {
            search.Where(instance => instance.CreationTime >= createdFrom && instance.CreationTime <= createdTo);
        }
    }

    /// <summary><c>*</c> stands for anything.</summary>
    private static bool MatchesName(string pattern, string name) =>
        Regex.IsMatch(name, $"^{string.Join(".*", pattern.Split('*').Select(Regex.Escape))}$", RegexOptions.Singleline | RegexOptions.NonBacktracking);

    private static DateTimeOffset Minute(string? value) => WireText.ReadMinute(value) ?? throw Errors.InvalidParameter("Filter.N.Value");

    private void CheckOneOf(string name, string code, IReadOnlyList<string> allowed)
    {
        if (parameters.Optional(name) is { } value && !allowed.Contains(value, StringComparer.Ordinal))
        {
            throw new ApiException(404, code, $"The specified {name} does not exist.");
        }
    }
}
