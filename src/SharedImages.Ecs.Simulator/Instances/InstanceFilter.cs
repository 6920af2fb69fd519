using System.Text.RegularExpressions;

namespace SharedImages.Ecs.Simulator;

/// <summary>The filters of DescribeInstances (facts §2.11).</summary>
internal sealed class InstanceFilter
{
    private static readonly string[] LockReasons = ["financial", "security", "Recycling", "dedicatedhostfinancial", "refunded"];

    private readonly Parameters _parameters;
    private readonly IReadOnlyList<KeyValuePair<string, string?>> _tags;
    private readonly DateTimeOffset _createdFrom = DateTimeOffset.MinValue;
    private readonly DateTimeOffset _createdTo = DateTimeOffset.MaxValue;

    /// <exception cref="ApiException">A filter is not one that ECS takes.</exception>
    public InstanceFilter(Parameters parameters)
    {
        _parameters = parameters;
        _tags = parameters.TagFilter();
        CheckOneOf("Status", "InvalidStatus.NotFound", InstanceStatus.All);
        CheckOneOf("LockReason", "InvalidLockReason.NotFound", LockReasons);
        CheckOneOf("InstanceChargeType", "InvalidInstanceChargeType.NotFound", ["PostPaid", "PrePaid"]);
        foreach (var (key, value) in parameters.Pairs("Filter"))
        {
            switch (key)
            {
                case "CreationStartTime": _createdFrom = Minute(value); break;
                case "CreationEndTime": _createdTo = Minute(value); break;
                default: throw new ApiException(404, "InvalidFilterKey.NotFound", $"The specified filter key does not exist: {key}.");
            }
        }
    }

    public bool Matches(InstanceRecord instance, DateTimeOffset now) =>
        _parameters.Allows("Status", instance.StatusAt(now))
        && _parameters.Allows("ImageId", instance.ImageAt(now).ImageId)
        && _parameters.Allows("ZoneId", instance.Zone.Id)
        && _parameters.Allows("VpcId", Ids.Of("vpc", instance.Region))
        && _parameters.Allows("VSwitchId", instance.VSwitchId)
        && _parameters.Allows("InstanceType", instance.Type.Id)
        && _parameters.Allows("InstanceTypeFamily", instance.Type.Family)
        && _parameters.Allows("InstanceChargeType", instance.Options.ChargeType)
        && _parameters.Allows("KeyPairName", instance.Options.KeyPairName)
        && (_parameters.Optional("SecurityGroupId") is not { } group || instance.SecurityGroupIds.Contains(group, StringComparer.Ordinal))
        && (_parameters.Optional("InstanceName") is not { } name || MatchesName(name, instance.Name))
        && (_parameters.Optional("LockReason") is not { } reason || instance.LockReasonsAt(now).Contains(reason, StringComparer.Ordinal))
        && TagParameters.Match(instance.Tags, _tags)
        && instance.CreationTime >= _createdFrom
        && instance.CreationTime <= _createdTo;

    /// <summary><c>*</c> stands for anything.</summary>
    private static bool MatchesName(string pattern, string name) =>
        Regex.IsMatch(name, $"^{string.Join(".*", pattern.Split('*').Select(Regex.Escape))}$", RegexOptions.Singleline | RegexOptions.NonBacktracking);

    private static DateTimeOffset Minute(string? value) => WireText.ReadMinute(value) ?? throw Errors.InvalidParameter("Filter.N.Value");

    private void CheckOneOf(string name, string code, IReadOnlyList<string> allowed)
    {
        if (_parameters.Optional(name) is { } value && !allowed.Contains(value, StringComparer.Ordinal))
        {
            throw new ApiException(404, code, $"The specified {name} does not exist.");
        }
    }
}
