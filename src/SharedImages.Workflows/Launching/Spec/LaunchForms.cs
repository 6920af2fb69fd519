using System.Text;
using System.Text.RegularExpressions;

namespace SharedImages.Workflows;

/// <summary>The forms of the text fields that only launches have.</summary>
internal static partial class LaunchForms
{
    /// <summary>Half of what ECS takes (facts §2.8): it is in the history with every group that is launched.</summary>
    public const int MaxUserData = 16 * 1024;

    public static readonly SpecForm InstanceType = new("an instance type", "use an id such as ecs.g7.large", text => TypeId.IsMatch(text));

    public static readonly SpecForm VSwitch = new("a vSwitch", "use an id that begins with vsw-", text => text.StartsWith("vsw-", StringComparison.Ordinal) && ResourceId.IsMatch(text));

    public static readonly SpecForm SecurityGroup = new("a security group", "use an id that begins with sg-", text => text.StartsWith("sg-", StringComparison.Ordinal) && ResourceId.IsMatch(text));

    public static readonly SpecForm DiskCategory = new("a disk category", "use a category such as cloud_essd", text => Category.IsMatch(text));

    /// <summary>Facts §2.8, InstanceName.</summary>
    public static readonly SpecForm InstanceName = new(
        "an instance name", "use 2 to 100 letters, digits, '.', ':', '_' and '-', beginning with a letter; web-[1,3] counts from 1 with three digits", text => EcsName.IsMatch(text));

    public static readonly SpecForm KeyPair = new("a key pair", "use 2 to 128 letters, digits, '.', ':', '_' and '-', beginning with a letter", text => Name.IsMatch(text));

    public static readonly SpecForm Role = new("a RAM role", "use 1 to 64 letters, digits, '.', '_' and '-'", text => RoleName.IsMatch(text));

    public static readonly SpecForm UserData = new(
        "user data",
        $"use a script of 1 to {MaxUserData} bytes, without control characters but tabs and line ends",
        text => text.Length > 0 && Encoding.UTF8.GetByteCount(text) <= MaxUserData && !text.Any(c => c is not ('\n' or '\r' or '\t') && ControlCharacters.Is(c)));

    [GeneratedRegex(@"\Aecs\.[a-z0-9-]{1,40}\.[a-z0-9]{1,20}\z")]
    private static partial Regex TypeId { get; }

    [GeneratedRegex(@"\A[a-z]{2,3}-[A-Za-z0-9-]{1,60}\z")]
    private static partial Regex ResourceId { get; }

    [GeneratedRegex(@"\A[a-z0-9_]{1,40}\z")]
    private static partial Regex Category { get; }

    [GeneratedRegex(@"\A[A-Za-z\u4E00-\u9FFF][A-Za-z0-9\u4E00-\u9FFF.:_-]{1,99}(\[[0-9]{0,6},[1-6]?\][A-Za-z0-9.:_-]{0,20})?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex EcsName { get; }

    [GeneratedRegex(@"\A[A-Za-z\u4E00-\u9FFF][A-Za-z0-9\u4E00-\u9FFF.:_-]{1,127}\z")]
    private static partial Regex Name { get; }

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,64}\z")]
    private static partial Regex RoleName { get; }
}
