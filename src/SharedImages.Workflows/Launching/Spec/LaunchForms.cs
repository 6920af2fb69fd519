using System.Globalization;
using System.Text;

namespace SharedImages.Workflows;

/// <summary>The forms of the text fields that only launches have.</summary>
internal static class LaunchForms
{
    /// <summary>Half of what ECS takes (facts §2.8): it is in the history with every group that is launched.</summary>
    public const int MaxUserData = 16 * 1024;

    public static readonly SpecForm InstanceType = new("an instance type", "use an id such as ecs.g7.large", @"ecs\.[a-z0-9-]{1,40}\.[a-z0-9]{1,20}");

    public static readonly SpecForm VSwitch = new("a vSwitch", "use an id that begins with vsw-", "vsw-[A-Za-z0-9-]{1,60}");

    public static readonly SpecForm SecurityGroup = new("a security group", "use an id that begins with sg-", "sg-[A-Za-z0-9-]{1,60}");

    public static readonly SpecForm DiskCategory = new("a disk category", "use a category such as cloud_essd", "[a-z0-9_]{1,40}");

    /// <summary>Facts §2.8, InstanceName.</summary>
    public static readonly SpecForm InstanceName = new(
        "an instance name",
        "use 2 to 100 letters, digits, '.', ':', '_' and '-', beginning with a letter; web-[1,3] counts from 1 with three digits",
        @"[A-Za-z\u4E00-\u9FFF][A-Za-z0-9\u4E00-\u9FFF.:_-]{1,99}(\[[0-9]{0,6},[1-6]?\][A-Za-z0-9.:_-]{0,20})?");

    public static readonly SpecForm KeyPair = new("a key pair", "use 2 to 128 letters, digits, '.', ':', '_' and '-', beginning with a letter", @"[A-Za-z\u4E00-\u9FFF][A-Za-z0-9\u4E00-\u9FFF.:_-]{1,127}");

    public static readonly SpecForm Role = new("a RAM role", "use 1 to 64 letters, digits, '.', '_' and '-'", "[A-Za-z0-9._-]{1,64}");

    public static readonly SpecForm UserData = new(
        "user data",
        $"use a script of 1 to {MaxUserData} bytes, without control characters but tabs and line ends",
        string.Create(CultureInfo.InvariantCulture, $@"[^\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]{{1,{MaxUserData}}}"))
    {
        Within = text => Encoding.UTF8.GetByteCount(text) <= MaxUserData,
    };
}
