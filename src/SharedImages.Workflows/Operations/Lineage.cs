namespace SharedImages.Workflows;

/// <summary>The tags that what we make carries from the call on that makes it: a copy, where it comes from and which copy it is; an instance, what launched it.</summary>
public static class Lineage
{
    /// <summary>What all lineage keys begin with; user tags may not.</summary>
    public const string Prefix = "sharedimages:";

    /// <summary>Name of the promotion.</summary>
    public const string Promotion = Prefix + "promotion";

    /// <summary>Version of the promotion.</summary>
    public const string Version = Prefix + "version";

    /// <summary>Id of the image as it was shared with us.</summary>
    public const string SourceImage = Prefix + "source-image";

    /// <summary>UID of the account that the image came from in the first place (<see cref="SourceImage.OriginId"/>).</summary>
    public const string SourceOwner = Prefix + "source-owner";

    /// <summary><c>intake</c> or <c>distribution</c>.</summary>
    public const string Hop = Prefix + "hop";

    /// <summary>See <see cref="CopyKeys"/>.</summary>
    public const string CopyKey = Prefix + "copy-key";

    /// <summary>First run id of the promotion that made the copy.</summary>
    public const string Run = Prefix + "run";

    /// <summary>Name of the deployment that made the copy, one for all its workers.</summary>
    public const string Installation = Prefix + "installation";

    /// <summary>See <see cref="ContentDigest"/>.</summary>
    public const string Content = Prefix + "content";

    /// <summary>What made an instance: <see cref="LaunchKind"/>. All instances of ours have it, and are counted by it.</summary>
    public const string Kind = Prefix + "kind";

    /// <summary>Value of <see cref="Kind"/> of a launched instance.</summary>
    public const string LaunchKind = "launch";

    /// <summary>Workflow id of the operation that launched an instance.</summary>
    public const string Operation = Prefix + "operation";

    /// <summary>Client token of the RunInstances call that launched an instance: what was asked for together is found together.</summary>
    public const string Group = Prefix + "group";

    /// <summary>There when the region was done: copied, verified, shared as asked.</summary>
    public const string Done = Prefix + "done";

    /// <summary>Value of <see cref="Done"/>.</summary>
    public const string DoneValue = "true";

    /// <summary>Accounts that somebody shared it with, or took it back from, by a sharing.</summary>
    public const string Shares = Prefix + "shares";

    /// <summary>What has been decided about it: <see cref="RetiringValue"/> or <see cref="RecalledValue"/>.</summary>
    public const string Mark = Prefix + "mark";

    /// <summary>Value of <see cref="Mark"/> of an image that is on its way out.</summary>
    public const string RetiringValue = "retiring";

    /// <summary>Value of <see cref="Mark"/> of an image that must not be used.</summary>
    public const string RecalledValue = "recalled";

    /// <summary>The channels that an image name has: each is a tag, of which an image can have few.</summary>
    public static IReadOnlyList<string> Channels { get; } = ["dev", "stage", "prod"];

    /// <summary>Value of the tag of a channel. It is always the same, so that a filter by tags needs to know no version.</summary>
    public const string ChannelValue = "true";

    /// <summary>There while a channel points to the image.</summary>
    public static string Channel(string channel) => $"{Prefix}channel.{channel}";

    /// <summary>How many lineage tags a copy has.</summary>
    public const int Count = 10;

    /// <summary>How many tags ECS allows on an image (facts §4.4).</summary>
    public const int MaxTags = 20;

    /// <summary>How many of them neither lineage nor users take: one for each channel, and two for what becomes of an image.</summary>
    public const int KeptFree = 5;

    /// <summary>How many tags a user may give.</summary>
    public const int MaxUserTags = MaxTags - Count - KeptFree;
}
