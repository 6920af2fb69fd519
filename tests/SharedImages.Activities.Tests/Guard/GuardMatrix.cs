using SharedImages.Workflows;
using static SharedImages.Activities.Tests.GuardMatrix.Operation;
using static SharedImages.Activities.Tests.GuardMatrix.Subject;

namespace SharedImages.Activities.Tests;

/// <summary>
/// What the guard lets whom do to which image. A cell that says <see cref="OnlyRam"/> is done although it should not be: nothing in ECS's
/// answer tells it from the real thing, so only who may set tags decides (docs/security.md).
/// </summary>
public static class GuardMatrix
{
    private static readonly Cell Done = new(CellKind.Done);
    private static readonly Cell Nothing = new(CellKind.Nothing);
    private static readonly Cell OnlyRam = new(CellKind.OnlyRam);
    private static readonly Cell Unlisted = Untrusted("images may not be shared with 5000000000000005: it is not on this worker's share list");
    private static readonly Cell NotTrusted = Untrusted("comes from 4000000000000004, who is not on this worker's trust list now");
    private static readonly Cell Unknown = Untrusted("is a copy of ours without lineage, so nobody knows where it came from");
    private static readonly Cell Part = Refused("carries only a part of the lineage of web-base 1: sharedimages:source-owner is missing");
    private static readonly Cell OthersVersion = Refused("is of db-base 7, not of web-base 1");
    private static readonly Cell NoCopy = Refused("is not a copy, so no promotion made it");
    private static readonly Cell NoPromotion = Refused("is of no promotion, not of web-base 1");
    private static readonly Cell Unfinished = Refused("is not finished: its promotion has not verified and shared it");
    private static readonly Cell OthersName = Refused("is of db-base 7, not of web-base");
    private static readonly Cell NoName = Refused("is of no promotion, not of web-base");
    private static readonly Cell PartOfName = Refused("carries only a part of the lineage of web-base: sharedimages:source-owner is missing");
    private static readonly Cell NoneOfAll = Refused("carries only a part of the lineage of : sharedimages:promotion is missing");
    private static readonly Cell NotRegistered = Refused("is not in the register of recalls");
    private static readonly Cell Registered = Refused("is in the register of recalls, by another recall");
    private static readonly Cell NotWhole = Refused("is no leftover: it carries only a part of the lineage of a copy that a promotion made");
    private static readonly Cell Finished = Refused("is no leftover: a promotion has finished it");
    private static readonly Cell Publishers = Refused("belongs to 2000000000000002, not to 1000000000000001");
    private static readonly Cell Strangers = Refused("belongs to 4000000000000004, not to 1000000000000001");

    /// <summary>What is asked for.</summary>
    public enum Operation
    {
        /// <summary>CopyImage. Forged: it would be the intake of another image of the trusted owner.</summary>
        Take,

        /// <summary>FindCopy. Forged: the copy asked for would have the image's copy key.</summary>
        Adopt,

        /// <summary>VerifyImage. Forged: nothing differs but the owner in the lineage.</summary>
        Change,

        /// <summary>NoteSnapshots and RemoveImage. Forged: this run would have made the image and found it by its tag.</summary>
        Remove,

        /// <summary>ShareImage and UnshareImage. Forged: the recipient is not on the list.</summary>
        Share,

        /// <summary>ChangeShares and RestoreShares of a sharing. Forged: the recipient is not on the list.</summary>
        ShareOwn,

        /// <summary>RepairImage of a refresh; the images are finished. Forged: the recipient is not on the list.</summary>
        Repair,

        /// <summary>MarkImage and WithdrawImage of a retirement. Forged: the same.</summary>
        Retire,

        /// <summary>PointChannel. Forged: the image would be a finished one.</summary>
        Point,

        /// <summary>ReleaseChannel. Forged: the same, which does not matter here.</summary>
        Release,

        /// <summary>MarkRecalled and WithdrawRecalled. Forged: the register does not list the image.</summary>
        Recall,

        /// <summary>ReleaseRecalled. Forged: the register still lists the image.</summary>
        Unrecall,

        /// <summary>NoteSnapshots and RemoveImage of a sweep. Forged: the image is finished.</summary>
        Sweep,
    }

    /// <summary>What it is asked for.</summary>
    public enum Subject
    {
        /// <summary>An earlier run of this promotion made it.</summary>
        OursWithLineage,

        /// <summary>Another promotion made it, from an image of the trusted owner.</summary>
        OfAnotherPromotion,

        /// <summary>Ours, and no copy.</summary>
        WithoutLineage,

        /// <summary>Ours, and a copy of something.</summary>
        CopiedWithoutLineage,

        /// <summary>Shared with us by one on the trust list.</summary>
        OfATrustedOwner,

        /// <summary>Shared with us by one who is not.</summary>
        OfAStranger,

        /// <summary>ECS does not show it.</summary>
        Gone,

        /// <summary>A copy of something with all tags of this promotion's copy but one.</summary>
        ForgedInPart,

        /// <summary>A copy of something with all tags of this run's copy, made while it runs.</summary>
        ForgedCompletely,
    }

    /// <summary>What calls the step.</summary>
    public enum CalledBy
    {
        /// <summary>A part of a region, which the promotion started.</summary>
        ItsWorkflow,

        /// <summary>A part of a region that somebody started alone.</summary>
        ChildAlone,

        /// <summary>Nothing: the activity was started alone.</summary>
        ActivityAlone,

        /// <summary>A plan of the promotion, which may look for copies and do nothing else.</summary>
        ItsPlan,

        /// <summary>A workflow of another type that has the promotion's id.</summary>
        ForeignWorkflow,

        /// <summary>An operation of another kind that has the same name and version.</summary>
        OtherKind,
    }

    /// <summary>How a cell comes out.</summary>
    public enum CellKind
    {
        /// <summary>It is done.</summary>
        Done,

        /// <summary>There is nothing to do, and nothing is done.</summary>
        Nothing,

        /// <summary>It is refused for the reason given.</summary>
        Refused,

        /// <summary>It is done, and only RAM can stop it.</summary>
        OnlyRam,
    }

    /// <summary>By an operation and an image: how it comes out when the promotion asks for what is so, and with a forged input.</summary>
    public static IReadOnlyList<Row> Rows { get; } =
    [
        new(Take, OursWithLineage, Done, Refused("is a copy of m-bp1webbaseencr000001, not of m-bp1claimed")),
        new(Take, OfAnotherPromotion, Done, OthersVersion),
        new(Take, WithoutLineage, Done, Untrusted("comes from 1000000000000001, but the promotion began with an image of 2000000000000002")),
        new(Take, CopiedWithoutLineage, Unknown, Unknown),
        new(Take, OfATrustedOwner, Done, Publishers),
        new(Take, OfAStranger, NotTrusted, Untrusted("comes from 4000000000000004, but the promotion began with an image of 2000000000000002")),
        new(Take, Gone, NotFound("is not in cn-hangzhou, or no longer shared with this account"), NotFound("the intake m-bp1nosuchimage00000 is not in cn-hangzhou any more")),
        new(Take, ForgedInPart, Unknown, Unknown),
        new(Take, ForgedCompletely, OnlyRam, Refused("is a copy of m-bp1webbaseencr000001, not of m-bp1claimed")),

        new(Adopt, OursWithLineage, Done, Mismatch("carries this copy's key, but its copy key is not that of this promotion")),
        new(Adopt, OfAnotherPromotion, Nothing, Mismatch("is of db-base 7, not of web-base 1")),
        new(Adopt, WithoutLineage, Nothing, Nothing),
        new(Adopt, CopiedWithoutLineage, Nothing, Nothing),
        new(Adopt, OfATrustedOwner, Nothing, Nothing),
        new(Adopt, OfAStranger, Nothing, Nothing),
        new(Adopt, Gone, Nothing, Nothing),
        new(Adopt, ForgedInPart, Part with { Error = StepErrorKind.Mismatch }, Part with { Error = StepErrorKind.Mismatch }),
        new(Adopt, ForgedCompletely, OnlyRam, Mismatch("carries this copy's key, but its copy key is not that of this promotion")),

        new(Change, OursWithLineage, Done, Nothing),
        new(Change, OfAnotherPromotion, OthersVersion, OthersVersion),
        new(Change, WithoutLineage, NoCopy, NoCopy),
        new(Change, CopiedWithoutLineage, NoPromotion, NoPromotion),
        new(Change, OfATrustedOwner, Publishers, Publishers),
        new(Change, OfAStranger, Strangers, Strangers),
        new(Change, Gone, NotFound("is gone"), NotFound("is gone")),
        new(Change, ForgedInPart, Part, Part),
        new(Change, ForgedCompletely, OnlyRam, Nothing),

        new(Remove, OursWithLineage, Done, Refused("carries this run's tag, but this run did not make it")),
        new(Remove, OfAnotherPromotion, OthersVersion, OthersVersion),
        new(Remove, WithoutLineage, NoCopy, NoCopy),
        new(Remove, CopiedWithoutLineage, NoPromotion, NoPromotion),
        new(Remove, OfATrustedOwner, Publishers, Publishers),
        new(Remove, OfAStranger, Strangers, Strangers),
        new(Remove, Gone, Nothing, Nothing),
        new(Remove, ForgedInPart, Part, Part),
        new(Remove, ForgedCompletely, OnlyRam, OnlyRam),

        new(Share, OursWithLineage, Done, Unlisted),
        new(Share, OfAnotherPromotion, OthersVersion, OthersVersion),
        new(Share, WithoutLineage, NoCopy, NoCopy),
        new(Share, CopiedWithoutLineage, NoPromotion, NoPromotion),
        new(Share, OfATrustedOwner, Publishers, Publishers),
        new(Share, OfAStranger, Strangers, Strangers),
        new(Share, Gone, NotFound("is gone"), Unlisted),
        new(Share, ForgedInPart, Part, Part),
        new(Share, ForgedCompletely, OnlyRam, Unlisted),
        new(ShareOwn, OursWithLineage, Done, Unlisted),
        new(ShareOwn, OfAnotherPromotion, Done, Unlisted),
        new(ShareOwn, WithoutLineage, Done, Unlisted),
        new(ShareOwn, CopiedWithoutLineage, Done, Unlisted),
        new(ShareOwn, OfATrustedOwner, Refused("belongs to 2000000000000002, and only its owner can share it"), Refused("belongs to 2000000000000002, and only its owner can share it")),
        new(ShareOwn, OfAStranger, Refused("belongs to 4000000000000004, and only its owner can share it"), Refused("belongs to 4000000000000004, and only its owner can share it")),
        new(ShareOwn, Gone, NotFound("is gone"), NotFound("is gone")),
        new(ShareOwn, ForgedInPart, Done, Unlisted),
        new(ShareOwn, ForgedCompletely, Done, Unlisted),
        new(Repair, OursWithLineage, Done, Unlisted),
        new(Repair, OfAnotherPromotion, Refused("is of db-base 7, not of web-base"), Unlisted),
        new(Repair, WithoutLineage, NoCopy, Unlisted),
        new(Repair, CopiedWithoutLineage, Refused("is of no promotion, not of web-base"), Unlisted),
        new(Repair, OfATrustedOwner, Publishers, Unlisted),
        new(Repair, OfAStranger, Strangers, Unlisted),
        new(Repair, Gone, NotFound("is gone"), NotFound("is gone")),
        new(Repair, ForgedInPart, Refused("carries only a part of the lineage of web-base: sharedimages:source-owner is missing"), Unlisted),
        new(Repair, ForgedCompletely, OnlyRam, Unlisted),
        new(Retire, OursWithLineage, Done, Done),
        new(Retire, OfAnotherPromotion, OthersVersion, OthersVersion),
        new(Retire, WithoutLineage, NoCopy, NoCopy),
        new(Retire, CopiedWithoutLineage, NoPromotion, NoPromotion),
        new(Retire, OfATrustedOwner, Publishers, Publishers),
        new(Retire, OfAStranger, Strangers, Strangers),
        new(Retire, Gone, NotFound("is gone"), NotFound("is gone")),
        new(Retire, ForgedInPart, Part, Part),
        new(Retire, ForgedCompletely, OnlyRam, OnlyRam),

        new(Point, OursWithLineage, Done, Unfinished),
        new(Point, OfAnotherPromotion, OthersName, OthersName),
        new(Point, WithoutLineage, NoCopy, NoCopy),
        new(Point, CopiedWithoutLineage, NoName, NoName),
        new(Point, OfATrustedOwner, Publishers, Publishers),
        new(Point, OfAStranger, Strangers, Strangers),
        new(Point, Gone, NotFound("is gone"), NotFound("is gone")),
        new(Point, ForgedInPart, PartOfName, PartOfName),
        new(Point, ForgedCompletely, OnlyRam, Unfinished),

        new(Release, OursWithLineage, Done, Done),
        new(Release, OfAnotherPromotion, OthersName, OthersName),
        new(Release, WithoutLineage, NoCopy, NoCopy),
        new(Release, CopiedWithoutLineage, NoName, NoName),
        new(Release, OfATrustedOwner, Publishers, Publishers),
        new(Release, OfAStranger, Strangers, Strangers),
        new(Release, Gone, Nothing, Nothing),
        new(Release, ForgedInPart, PartOfName, PartOfName),
        new(Release, ForgedCompletely, OnlyRam, OnlyRam),

        new(Recall, OursWithLineage, Done, NotRegistered),
        new(Recall, OfAnotherPromotion, Done, NotRegistered),
        new(Recall, WithoutLineage, NoCopy, NoCopy),
        new(Recall, CopiedWithoutLineage, NoneOfAll, NoneOfAll),
        new(Recall, OfATrustedOwner, Publishers, Publishers),
        new(Recall, OfAStranger, Strangers, Strangers),
        new(Recall, Gone, NotFound("is gone"), NotFound("is gone")),
        new(Recall, ForgedInPart, PartOfName, PartOfName),
        new(Recall, ForgedCompletely, OnlyRam, NotRegistered),

        new(Unrecall, OursWithLineage, Done, Registered),
        new(Unrecall, OfAnotherPromotion, Done, Registered),
        new(Unrecall, WithoutLineage, NoCopy, NoCopy),
        new(Unrecall, CopiedWithoutLineage, NoneOfAll, NoneOfAll),
        new(Unrecall, OfATrustedOwner, Publishers, Publishers),
        new(Unrecall, OfAStranger, Strangers, Strangers),
        new(Unrecall, Gone, NotFound("is gone"), NotFound("is gone")),
        new(Unrecall, ForgedInPart, PartOfName, PartOfName),
        new(Unrecall, ForgedCompletely, OnlyRam, Registered),

        new(Sweep, OursWithLineage, Done, Finished),
        new(Sweep, OfAnotherPromotion, Done, Finished),
        new(Sweep, WithoutLineage, NotWhole, NotWhole),
        new(Sweep, CopiedWithoutLineage, NotWhole, NotWhole),
        new(Sweep, OfATrustedOwner, Refused("is no leftover: it belongs to 2000000000000002"), Refused("is no leftover: it belongs to 2000000000000002")),
        new(Sweep, OfAStranger, Refused("is no leftover: it belongs to 4000000000000004"), Refused("is no leftover: it belongs to 4000000000000004")),
        new(Sweep, Gone, Nothing, Nothing),
        new(Sweep, ForgedInPart, NotWhole, NotWhole),
        new(Sweep, ForgedCompletely, Refused("is no leftover: it is not old enough"), Finished),
    ];

    /// <summary>How all cells of a caller come out, whatever image it is: it is refused before ECS is asked.</summary>
    public static IReadOnlyList<(CalledBy By, Cell Cell)> Others(Operation operation) => operation switch
    {
        ShareOwn => NotOf("sharing"),
        Repair => NotOf("refresh"),
        Retire => NotOf("retirement"),
        Point or Release => NotOf("channel"),
        Recall or Unrecall => NotOf("recall"),
        _ =>
        [
            (CalledBy.ChildAlone, Refused("promote/web-base/1/cn-hangzhou was not started by a promotion")),
            (CalledBy.ActivityAlone, Refused("no workflow of ours called it")),
            (CalledBy.ItsPlan, operation == Adopt ? Nothing : Refused("plan/promote/web-base/1/once (PlanOperation) is no promotion")),
            (CalledBy.ForeignWorkflow, Refused("promote/web-base/1 (Evil) is no promotion")),
            (CalledBy.OtherKind, Refused("share/web-base/1 (ShareImages) is no promotion")),
        ],
    };

    private static IReadOnlyList<(CalledBy By, Cell Cell)> NotOf(string kind) =>
    [
        (CalledBy.ChildAlone, Refused($"promote/web-base/1/cn-hangzhou (CopyToRegion) is no {kind}")),
        (CalledBy.ActivityAlone, Refused("no workflow of ours called it")),
        (CalledBy.ItsPlan, Refused($"plan/promote/web-base/1/once (PlanOperation) is no {kind}")),
        (CalledBy.ForeignWorkflow, Refused($"promote/web-base/1 (Evil) is no {kind}")),
        (CalledBy.OtherKind, Refused($"promote/web-base/1 (PromoteImage) is no {kind}")),
    ];

    private static Cell Refused(string reason) => new(CellKind.Refused, StepErrorKind.Refused, reason);

    private static Cell Untrusted(string reason) => new(CellKind.Refused, StepErrorKind.Untrusted, reason);

    private static Cell Mismatch(string reason) => new(CellKind.Refused, StepErrorKind.Mismatch, reason);

    private static Cell NotFound(string reason) => new(CellKind.Refused, StepErrorKind.NotFound, reason);

    /// <summary>How it comes out.</summary>
    public sealed record Cell(CellKind Kind, StepErrorKind Error = default, string Reason = "");

    /// <summary>An operation on an image.</summary>
    public sealed record Row(Operation Operation, Subject Subject, Cell Honest, Cell Forged);
}
