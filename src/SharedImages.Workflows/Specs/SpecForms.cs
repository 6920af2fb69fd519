using System.Globalization;

namespace SharedImages.Workflows;

/// <summary>The forms of all text fields of a spec.</summary>
internal static class SpecForms
{
    /// <summary>A character that <see cref="ControlCharacters"/> allows.</summary>
    public const string Visible = @"[^\u0000-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]";

    /// <summary>Not with aliyun or acs:, however they are written.</summary>
    public const string NotReserved = "(?![aA][lL][iI][yY][uU][nN]|[aA][cC][sS]:)";

    private const string ServiceKey = "alias/acs/ecs";

    private const string ArnStart = "acs:kms:";

    private const string IdPart = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

    private const string Address = "[hH][tT][tT][pP][sS]?://";

    private const string NoAddress = $"(?!.*{Address})";

    private const string KeyName = "alias/[A-Za-z0-9/_-]{1,249}";

    public static readonly SpecForm ApiVersion = SpecForm.OneOf("an apiVersion known here", $"write apiVersion: {ContractNames.ApiVersion}", ContractNames.ApiVersion);

    public static SpecForm Kind(string kind) => SpecForm.OneOf("a kind known here", $"write kind: {kind}", kind);

    public static readonly SpecForm Name = new(
        "a promotion name", "use 1 to 64 letters, digits, '.', '_' and '-', beginning with a letter or digit: it becomes part of the workflow id", IdPart);

    public static readonly SpecForm Version = Name with { Noun = "a version" };

    /// <summary>What <see cref="ContractNames.WorkflowId"/> begins with, less its prefix.</summary>
    public static readonly SpecForm PromotionName = new("the name and version of a promotion", "use NAME/VERSION, such as web-base/2026.11.24", $"{IdPart}/{IdPart}");

    public static readonly SpecForm Account = new("an account UID", "use 1 to 20 digits in quotes, such as \"1000000000000001\"", "[0-9]{1,20}");

    public static readonly SpecForm Region = new("a region id", "use ECS's id of a region, such as cn-hangzhou", "(?=[a-z0-9-]{1,64}$)[a-z]{2,}(-[a-z0-9]+)+");

    public static readonly SpecForm ImageId = new("a custom image's id", "use an id that begins with m-, such as m-bp1abcdefghijklmnopq", "m-[A-Za-z0-9]{1,62}");

    public static readonly SpecForm InstanceId = new("an instance id", "use an id that begins with i-, such as i-bp1abcdefghijklmnopq", "i-[A-Za-z0-9]{1,62}");

    public static readonly SpecForm NamePattern = new(
        "a name pattern", "use 1 to 128 letters, digits, '.', ':', '_', '-', and '*' for any characters, such as web-base-*", @"[A-Za-z0-9\u4E00-\u9FFF.:_*-]{1,128}");

    public static readonly SpecForm KmsKeyId = new(
        "a KMS key",
        "use a key id, an alias (alias/name) or an ARN (acs:kms:region:uid:key/id)",
        $"{KeyName}|[A-Za-z0-9_-]{{1,128}}|{ArnStart}[a-z0-9-]{{1,64}}:[0-9]{{1,20}}:(key/[A-Za-z0-9_-]{{1,128}}|{KeyName})");

    /// <summary>Facts §2.2, DestinationImageName.</summary>
    public static readonly SpecForm ImageName = new(
        "an image name",
        "use 2 to 128 letters, digits, '.', ':', '_' and '-', beginning with a letter, but not with aliyun or acs:",
        NotReserved + @"[A-Za-z\u4E00-\u9FFF][A-Za-z0-9\u4E00-\u9FFF.:_-]{1,127}");

    /// <summary>The papers state no form of families; that of image names is held to be safe.</summary>
    public static readonly SpecForm Family = ImageName with { Noun = "an image family" };

    /// <summary>Facts §2.2, DestinationDescription.</summary>
    public static readonly SpecForm Description = new(
        "a description", "use 2 to 256 characters, not beginning with http:// or https://", $"(?!{Address}){Visible}{{2,256}}");

    /// <summary>Why something is done.</summary>
    public static readonly SpecForm Reason = new("a reason", "use 1 to 256 characters", Visible + "{1,256}");

    /// <summary>The channels of an image.</summary>
    public static readonly SpecForm Channel = SpecForm.OneOf("a channel", $"write {string.Join(" or ", Lineage.Channels)}", Lineage.Channels);

    /// <summary>Facts §4.4, and the prefix of the lineage tags.</summary>
    public static readonly SpecForm TagKey = new(
        "a tag key",
        $"use 1 to 128 characters, not beginning with aliyun, acs: or {Lineage.Prefix} (reserved for lineage), without http:// and https://",
        $"{NotReserved}(?!{AnyCase(Lineage.Prefix)}){NoAddress}{Visible}{{1,128}}");

    /// <summary>A tag that is looked for and not set: those of lineage as well.</summary>
    public static readonly SpecForm AnyTagKey = new("a tag key", "use 1 to 128 characters, without http:// and https://", $"{NoAddress}{Visible}{{1,128}}");

    /// <summary>Facts §4.4.</summary>
    public static readonly SpecForm TagValue = new("a tag value", "use at most 128 characters, without http:// and https://", $"{NoAddress}{Visible}{{0,128}}");

    private static readonly SpecForm AnyDuration = new("a duration that is possible here", "use a number and a unit", SpecDurations.Pattern);

    /// <summary>A duration within bounds.</summary>
    public static SpecForm Duration(TimeSpan least, TimeSpan most, TimeSpan usual) => AnyDuration with
    {
        Remedy = $"use a number and a unit, from {SpecDurations.Text(least)} to {SpecDurations.Text(most)}, such as {SpecDurations.Text(usual)}",
        Within = text => SpecDurations.Parse(text) is { } duration && duration >= least && duration <= most,
    };

    /// <summary>Whether a key is the region's service key, by its alias (facts §4.3 E4). ECS takes that one when none is named.</summary>
    public static bool IsServiceKey(string kmsKeyId) => kmsKeyId == ServiceKey || kmsKeyId.EndsWith($":{ServiceKey}", StringComparison.Ordinal);

    /// <summary>The region that a key's ARN names; null when it is no ARN.</summary>
    public static string? RegionOfKey(string kmsKeyId) => kmsKeyId.StartsWith(ArnStart, StringComparison.Ordinal) ? kmsKeyId.Split(':')[2] : null;

    private static string AnyCase(string letters) =>
        string.Concat(letters.Select(c => char.IsAsciiLetter(c) ? string.Create(CultureInfo.InvariantCulture, $"[{char.ToLowerInvariant(c)}{char.ToUpperInvariant(c)}]") : c.ToString()));
}
