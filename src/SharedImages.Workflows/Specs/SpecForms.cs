using System.Text.RegularExpressions;

namespace SharedImages.Workflows;

/// <summary>The forms of all text fields of a spec.</summary>
internal static partial class SpecForms
{
    private const string ServiceKey = "alias/acs/ecs";

    public static readonly SpecForm ApiVersion = new(
        "an apiVersion known here", $"write apiVersion: {ContractNames.ApiVersion}", text => text == ContractNames.ApiVersion);

    public static SpecForm Kind(string kind) => new("a kind known here", $"write kind: {kind}", text => text == kind);

    public static readonly SpecForm Name = new(
        "a promotion name",
        "use 1 to 64 letters, digits, '.', '_' and '-', beginning with a letter or digit: it becomes part of the workflow id",
        text => IdPart.IsMatch(text));

    public static readonly SpecForm Version = Name with { Noun = "a version" };

    /// <summary>What <see cref="ContractNames.WorkflowId"/> begins with, less its prefix.</summary>
    public static readonly SpecForm PromotionName = new(
        "the name and version of a promotion",
        "use NAME/VERSION, such as web-base/2026.11.24",
        text => text.Split('/') is [var name, var version] && IdPart.IsMatch(name) && IdPart.IsMatch(version));

    public static readonly SpecForm Account = new(
        "an account UID", "use 1 to 20 digits in quotes, such as \"1000000000000001\"", text => Digits.IsMatch(text));

    public static readonly SpecForm Region = new(
        "a region id", "use ECS's id of a region, such as cn-hangzhou", text => text.Length <= 64 && RegionId.IsMatch(text));

    public static readonly SpecForm ImageId = new(
        "a custom image's id", "use an id that begins with m-, such as m-bp1abcdefghijklmnopq", text => CustomImageId.IsMatch(text));

    public static readonly SpecForm InstanceId = new(
        "an instance id", "use an id that begins with i-, such as i-bp1abcdefghijklmnopq", text => EcsInstanceId.IsMatch(text));

    public static readonly SpecForm NamePattern = new(
        "a name pattern", "use 1 to 128 letters, digits, '.', ':', '_', '-', and '*' for any characters, such as web-base-*", text => NameOrStars.IsMatch(text));

    public static readonly SpecForm KmsKeyId = new(
        "a KMS key", "use a key id, an alias (alias/name) or an ARN (acs:kms:region:uid:key/id)", text => KeyId.IsMatch(text) || KeyArn.IsMatch(text));

    /// <summary>Facts §2.2, DestinationImageName.</summary>
    public static readonly SpecForm ImageName = new(
        "an image name",
        "use 2 to 128 letters, digits, '.', ':', '_' and '-', beginning with a letter, but not with aliyun or acs:",
        text => EcsName.IsMatch(text) && !BeginsWithAny(text, "aliyun", "acs:"));

    /// <summary>The papers state no form of families; that of image names is held to be safe.</summary>
    public static readonly SpecForm Family = ImageName with { Noun = "an image family" };

    /// <summary>Facts §2.2, DestinationDescription.</summary>
    public static readonly SpecForm Description = new(
        "a description", "use 2 to 256 characters, not beginning with http:// or https://", text => text.Length is >= 2 and <= 256 && !BeginsWithAny(text, "http://", "https://"));

    /// <summary>Facts §4.4, and the prefix of the lineage tags.</summary>
    public static readonly SpecForm TagKey = new(
        "a tag key",
        $"use 1 to 128 characters, not beginning with aliyun, acs: or {Lineage.Prefix} (reserved for lineage), without http:// and https://",
        text => text.Length is >= 1 and <= 128 && !BeginsWithAny(text, "aliyun", "acs:", Lineage.Prefix) && !HasAddress(text));

    /// <summary>A tag that is looked for and not set: those of lineage as well.</summary>
    public static readonly SpecForm AnyTagKey = TagKey with
    {
        Remedy = "use 1 to 128 characters, without http:// and https://",
        Fits = text => text.Length is >= 1 and <= 128 && !HasAddress(text),
    };

    /// <summary>Facts §4.4.</summary>
    public static readonly SpecForm TagValue = new(
        "a tag value", "use at most 128 characters, without http:// and https://", text => text.Length <= 128 && !HasAddress(text));

    /// <summary>Whether a key is the region's service key, by its alias (facts §4.3 E4). ECS takes that one when none is named.</summary>
    public static bool IsServiceKey(string kmsKeyId) => kmsKeyId == ServiceKey || kmsKeyId.EndsWith($":{ServiceKey}", StringComparison.Ordinal);

    /// <summary>The region that a key's ARN names; null when it is no ARN.</summary>
    public static string? RegionOfKey(string kmsKeyId) => KeyArn.Match(kmsKeyId) is { Success: true } match ? match.Groups["region"].Value : null;

    private static bool BeginsWithAny(string text, params ReadOnlySpan<string> prefixes)
    {
        foreach (var prefix in prefixes)
        {
            if (text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasAddress(string text) =>
        text.Contains("http://", StringComparison.OrdinalIgnoreCase) || text.Contains("https://", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,63}\z")]
    private static partial Regex IdPart { get; }

    [GeneratedRegex(@"\A[0-9]{1,20}\z")]
    private static partial Regex Digits { get; }

    [GeneratedRegex(@"\A[a-z]{2,}(-[a-z0-9]+)+\z", RegexOptions.ExplicitCapture)]
    private static partial Regex RegionId { get; }

    [GeneratedRegex(@"\Am-[A-Za-z0-9]{1,62}\z")]
    private static partial Regex CustomImageId { get; }

    [GeneratedRegex(@"\Ai-[A-Za-z0-9]{1,62}\z")]
    private static partial Regex EcsInstanceId { get; }

    [GeneratedRegex(@"\A[A-Za-z0-9\u4E00-\u9FFF.:_*-]{1,128}\z")]
    private static partial Regex NameOrStars { get; }

    [GeneratedRegex(@"\A[A-Za-z\u4E00-\u9FFF][A-Za-z0-9\u4E00-\u9FFF.:_-]{1,127}\z")]
    private static partial Regex EcsName { get; }

    [GeneratedRegex(@"\A(alias/[A-Za-z0-9/_-]{1,249}|[A-Za-z0-9_-]{1,128})\z", RegexOptions.ExplicitCapture)]
    private static partial Regex KeyId { get; }

    [GeneratedRegex(@"\Aacs:kms:(?<region>[a-z0-9-]{1,64}):[0-9]{1,20}:(key/[A-Za-z0-9_-]{1,128}|alias/[A-Za-z0-9/_-]{1,249})\z", RegexOptions.ExplicitCapture)]
    private static partial Regex KeyArn { get; }
}
