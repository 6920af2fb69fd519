using static SharedImages.Flows.Tests.EncryptionMatrix.Operation;
using static SharedImages.Flows.Tests.EncryptionMatrix.Source;

namespace SharedImages.Flows.Tests;

/// <summary>
/// What becomes of an image's encryption, by what is done with it and what the spec says (facts §4.3). All images are in cn-hangzhou; they are
/// copied to cn-shanghai, a shared one through an intake of which the same is said, and launched and put on disks in cn-hangzhou.
/// </summary>
public static class EncryptionMatrix
{
    /// <summary>Where copies are made.</summary>
    public const string Target = "cn-shanghai";

    /// <summary>A key that is neither in cn-hangzhou nor in cn-shanghai.</summary>
    public static string ForeignKey { get; } = SpecBuilder.KeyIn("us-east-1");

    private static readonly Cell Plain = new(Ending.Done, KeyOf.Nobody);
    private static readonly Cell Named = new(Ending.Done, KeyOf.Spec);
    private static readonly Cell ByImage = new(Ending.Done, KeyOf.Image);
    private static readonly Cell Service = new(Ending.Done, KeyOf.Service);

    // E1, E2: of an image of another account the key must be said. E7: an encrypted one never becomes plain, so of an own copy, too.
    private static readonly Cell SaysTarget = Refused("encrypted-needs-key", "is encrypted, so its copy in cn-shanghai must be; set the target's kmsKeyId to a key of cn-shanghai");
    private static readonly Cell SaysIntake = Refused("encrypted-needs-key", "is encrypted, so its intake in cn-hangzhou must be; set intake.kmsKeyId to a key of cn-hangzhou (or intake.encrypted: true for the service key)");
    private static readonly Cell SaysLaunch = Refused("encrypted-needs-key", "is shared and encrypted, so disks made from it must be; set the target's kmsKeyId to a key of cn-hangzhou (or encrypted: true for the service key)");
    private static readonly Cell SaysDisk = Refused("encryption", "is shared and encrypted, so disks made from it must be; give the instances 1 ids in cn-hangzhou a kmsKeyId of cn-hangzhou, or encrypted: true for its service key");

    // E6: that a key of another region is not found is logical, but nowhere written.
    private static readonly Cell NoKeyOfTarget = new(Ending.Parked, KeyOf.Nobody, "", $"set kmsKeyId to a key of cn-shanghai, where {ForeignKey} is not (kms:ListKeys there shows them), or create one there", "E6");
    private static readonly Cell NoKeyOfIntake = Refused("dry run", $"set kmsKeyId to a key of cn-hangzhou, where {ForeignKey} is not (kms:ListKeys there shows them), or create one there", "E6");
    private static readonly Cell NoKeyOfLaunch = Refused("dry run", $"set the target's kmsKeyId to a key of cn-hangzhou, where {ForeignKey} is not (kms:ListKeys there shows them), or create one there", "E6");
    private static readonly Cell NoKeyOfDisk = new(Ending.Back, KeyOf.Nobody, "", $"set kmsKeyId of the selection to a key of cn-hangzhou, where {ForeignKey} is not (kms:ListKeys there shows them), or create one there", "E6");

    // E9.
    private static readonly Cell Unshareable = Refused("service-key-unshareable", "would be encrypted with the service key, and such an image cannot be shared; set the target's kmsKeyId to a customer key, or share with nobody");

    // E10: it needs a role of the owner, whose policy is not confirmed.
    private static readonly Cell NamedByRole = Named with { Unconfirmed = "E10" };

    /// <summary>What is done with the image.</summary>
    public enum Operation
    {
        /// <summary>A promotion.</summary>
        Copy,

        /// <summary>A launch.</summary>
        Launch,

        /// <summary>A replacement of a plain disk.</summary>
        Replace,

        /// <summary>A promotion that shares its copy on; and of what it leaves, or would have left without that, a sharing.</summary>
        Share,
    }

    /// <summary>The image.</summary>
    public enum Source
    {
        /// <summary>Ours.</summary>
        PlainOwn,

        /// <summary>Shared with us.</summary>
        PlainShared,

        /// <summary>Ours, under a key of ours that no spec names.</summary>
        EncryptedOwn,

        /// <summary>Shared with us, under a key of its owner.</summary>
        EncryptedShared,
    }

    /// <summary>What the spec says.</summary>
    public enum Said
    {
        /// <summary>Nothing.</summary>
        Nothing,

        /// <summary><c>encrypted: true</c>.</summary>
        Encrypted,

        /// <summary>A key of ours in the region.</summary>
        Key,

        /// <summary>A key of ours in another region.</summary>
        ForeignKey,

        /// <summary>The region's service key, by its alias (E4).</summary>
        ServiceKey,
    }

    /// <summary>How a cell comes out.</summary>
    public enum Ending
    {
        /// <summary>As asked.</summary>
        Done,

        /// <summary>Refused before the first write, by a rule and with what to do.</summary>
        Refused,

        /// <summary>The region waits for a decision, and nothing was written.</summary>
        Parked,

        /// <summary>The instance runs on, on the disk that it had.</summary>
        Back,
    }

    /// <summary>Whose key the new image or disk has.</summary>
    public enum KeyOf
    {
        /// <summary>It is plain.</summary>
        Nobody,

        /// <summary>The one that the spec names.</summary>
        Spec,

        /// <summary>That of the image it is made from.</summary>
        Image,

        /// <summary>Our service key of the region.</summary>
        Service,

        /// <summary>Any other: never.</summary>
        SomebodyElse,
    }

    /// <summary>By operation and image: nothing said, <c>encrypted: true</c>, a key, a key of another region, the service key.</summary>
    public static IReadOnlyList<Row> Rows { get; } =
    [
        new(Copy, PlainOwn, [Plain, Service, Named, NoKeyOfTarget, Service]),
        new(Copy, PlainShared, [Plain, Service, Named, NoKeyOfIntake, Service]),
        new(Copy, EncryptedOwn, [SaysTarget, Service, Named, NoKeyOfTarget, Service]),
        new(Copy, EncryptedShared, [SaysIntake, Service, Named, NoKeyOfIntake, Service]),

        new(Launch, PlainOwn, [Plain, Service, Named, NoKeyOfLaunch, Service]),
        new(Launch, PlainShared, [Plain, Service, Named, NoKeyOfLaunch, Service]),
        new(Launch, EncryptedOwn, [ByImage, Service, Named, NoKeyOfLaunch, Service]),
        new(Launch, EncryptedShared, [SaysLaunch, Service, Named, NoKeyOfLaunch, Service]),

        new(Replace, PlainOwn, [Plain, Service, Named, NoKeyOfDisk, Service]),
        new(Replace, PlainShared, [Plain, Service, Named, NoKeyOfDisk, Service]),
        new(Replace, EncryptedOwn, [ByImage, Service, Named, NoKeyOfDisk, Service]),
        new(Replace, EncryptedShared, [SaysDisk, Service, Named, NoKeyOfDisk, Service]),

        new(Share, PlainOwn, [Plain, Unshareable, NamedByRole, NoKeyOfTarget, Unshareable]),
        new(Share, PlainShared, [Plain, Unshareable, NamedByRole, NoKeyOfIntake, Unshareable]),
        new(Share, EncryptedOwn, [SaysTarget, Unshareable, NamedByRole, NoKeyOfTarget, Unshareable]),
        new(Share, EncryptedShared, [SaysIntake, Unshareable, NamedByRole, NoKeyOfIntake, Unshareable]),
    ];

    private static Cell Refused(string rule, string text, string? unconfirmed = null) => new(Ending.Refused, KeyOf.Nobody, rule, text, unconfirmed);

    /// <summary>How it comes out.</summary>
    /// <param name="Ending">How it ends.</param>
    /// <param name="Key">The key of what is new.</param>
    /// <param name="Rule">The rule, or the step before the first write, that refuses it.</param>
    /// <param name="Text">What the refusal, or the remedy, says.</param>
    /// <param name="Unconfirmed">The number of facts §4.3 that no source confirms; null = none.</param>
    public sealed record Cell(Ending Ending, KeyOf Key, string Rule = "", string Text = "", string? Unconfirmed = null);

    /// <summary>An operation on an image, by what is said in the order of <see cref="Said"/>.</summary>
    public sealed record Row(Operation Operation, Source Source, IReadOnlyList<Cell> Cells);
}
