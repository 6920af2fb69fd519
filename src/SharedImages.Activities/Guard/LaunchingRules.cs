using System.Globalization;
using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>What may be launched, by the worker's settings and by what ECS says of the image. Pure.</summary>
internal static class LaunchingRules
{
    /// <summary>Everything about a launch that the worker's settings do not allow; empty = nothing.</summary>
    public static IEnumerable<Refusal> Refuse(IReadOnlyList<LaunchTarget> targets, InstanceSpec instance, LaunchingOptions options)
    {
        var wanted = targets.Sum(target => target.Count);
        if (wanted > options.MaxInstances)
        {
            yield return new("launch-count", options.MaxInstances == 0
                ? $"this worker launches no instances; to let it, give {LaunchingOptions.MaxInstancesSetting} a number and restart the worker"
                : string.Create(CultureInfo.InvariantCulture, $"{wanted} instances are asked for, and this worker allows {options.MaxInstances} at once; ask for fewer, or raise {LaunchingOptions.MaxInstancesSetting} and restart the worker"));
        }

        foreach (var refusal in Unlisted("instance type", targets.SelectMany(target => target.InstanceTypes), options.InstanceTypes, LaunchingOptions.InstanceTypesSetting)
            .Concat(Unlisted("network", targets.SelectMany(target => target.VSwitches.Concat(target.SecurityGroups)), options.Networks, LaunchingOptions.NetworksSetting))
            .Concat(Unlisted("role", Given(instance.Role), options.Roles, LaunchingOptions.RolesSetting))
            .Concat(Unlisted("key pair", Given(instance.KeyPair), options.KeyPairs, LaunchingOptions.KeyPairsSetting)))
        {
            yield return refusal;
        }

        if (instance.UserData is { } userData && !options.UserData.Allow(userData))
        {
            yield return new(
                "launch-user-data",
                $"this worker does not give instances this user data; to allow it, add its digest {AllowedTexts.DigestOf(userData)} to {LaunchingOptions.UserDataSetting}, or set that to true, and restart the worker");
        }
    }

    /// <summary>Whether a group may be launched as it is: by the settings, and as what it says it is. Null = it may.</summary>
    public static StepError? RefuseGroup(InstanceGroup group, Caller caller, LaunchingOptions options)
    {
        var target = new LaunchTarget(group.Region, group.Amount, 1, [group.InstanceType], [group.VSwitch], group.SecurityGroups, group.Encrypted, group.KmsKeyId);
        if (Refuse([target], group.Instance, options).FirstOrDefault() is { } refusal)
        {
            return new(StepErrorKind.NotAllowed, $"{group.Region}: {refusal.Message}", "change the worker's settings, then retry; or skip");
        }

        // Lineage is what undo and the census go by, so instances get no other than the true one, whatever the workflow was told.
        var expected = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [Lineage.Kind] = Lineage.LaunchKind,
            [Lineage.Operation] = caller.WorkflowId,
            [Lineage.Run] = caller.Run,
            [Lineage.Group] = group.ClientToken,
        };
        var wrong = expected.Keys.FirstOrDefault(key => group.Tags.GetValueOrDefault(key, "") != expected[key]);
        return wrong is null && group.ClientToken.Length > 0 && group.Amount is >= 1 and <= InstanceGroup.MaxAmount
            ? null
            : new(
                StepErrorKind.Refused,
                $"{group.Region}: {(wrong is null ? $"a group of {group.Amount} with the token {group.ClientToken} is none" : $"the instances would say {wrong} = {group.Tags.GetValueOrDefault(wrong, "(nothing)")}, which is not so")}",
                "find out who told the workflow so, then run the operation again from its beginning");
    }

    /// <summary>Whether there may be so many more. Null = there may.</summary>
    /// <param name="group">What is to be launched.</param>
    /// <param name="living">How many there are.</param>
    /// <param name="options">The worker's settings.</param>
    public static StepError? RefuseCount(InstanceGroup group, int living, LaunchingOptions options) => living + group.Amount <= options.MaxInstances
        ? null
        : new(
            StepErrorKind.NotAllowed,
            string.Create(CultureInfo.InvariantCulture, $"{group.Region}: {living} launched instances live in the account and {group.Amount} are to come, but this worker allows {options.MaxInstances}"),
            $"delete some that are not needed, or raise {LaunchingOptions.MaxInstancesSetting} and restart the worker; then retry");

    /// <summary>Whether an image's content may be launched. Null = it may.</summary>
    public static StepError? RefuseImage(InstanceGroup group, Image image, string account, TrustOptions trust) =>
        PolicyRules.Owner(image.ImageOwnerId, account, trust)
            .Concat(PolicyRules.Origin(image, ImageRules.Origin(image, account, trust), account, trust))
            .Select(refusal => new StepError(StepErrorKind.Untrusted, $"{group.Region}: {refusal.Message}", "change the worker's trust list, then retry; or skip", ImageId: image.ImageId))
            .FirstOrDefault();

    /// <summary>The image is not there.</summary>
    public static StepError MissingImage(InstanceGroup group) => new(
        StepErrorKind.NotFound,
        $"{group.Region}: {group.ImageId} is not there any more, or no longer shared with this account",
        "see whether it was deleted, or ask its owner to share it again; then retry",
        ImageId: group.ImageId);

    private static IEnumerable<Refusal> Unlisted(string what, IEnumerable<string> asked, IReadOnlyList<string> patterns, string setting) =>
        asked.Distinct(StringComparer.Ordinal)
            .Where(value => !patterns.Any(pattern => NamePattern.Matches(pattern, value)))
            .Select(value => new Refusal(
                $"launch-{what.Replace(' ', '-')}",
                $"this worker does not allow the {what} {value}{(patterns.Count == 0 ? ", nor any other" : "")}; to allow it, add it to {setting} and restart the worker"));

    private static IEnumerable<string> Given(string? value) => value is null ? [] : [value];
}
