using SharedImages.Workflows;
using static SharedImages.Activities.Tests.InstanceGuardMatrix.Operation;
using static SharedImages.Activities.Tests.InstanceGuardMatrix.Subject;

namespace SharedImages.Activities.Tests;

/// <summary>
/// What the guard lets whom do to which instance, its disk and its snapshots; <see cref="GuardMatrix"/> says it of images. What is launched and
/// what is replaced are known by tags, so only RAM can stop somebody who sets all of them while the run runs (docs/security.md).
/// </summary>
public static class InstanceGuardMatrix
{
    private static readonly Cell Done = new(CellKind.Done);
    private static readonly Cell Nothing = new(CellKind.Nothing);
    private static readonly Cell Gone = new(CellKind.Refused, StepErrorKind.NotFound, "is gone");
    private static readonly Cell NotOwn = Refused("does not carry all the tags of an instance launched by this run of launch/web/1, so it is not its own");
    private static readonly Cell TooOld = Refused("is older than this run of launch/web/1, so it is not its own");
    private static readonly Cell NotTested = Refused("does not carry the mark of this run of replace/web-roll/1, so it is not its own");
    private static readonly Cell Unclaimed = Refused("does not carry this run's mark any more");
    private static readonly Cell ClaimedByAnother = Refused("does not carry this run's mark any more, but that of run roll-0 of tests");
    private static readonly Cell ClaimedElsewhere = Refused("does not carry this run's mark any more, but that of run roll-0 of elsewhere");
    private static readonly Cell Forbidden = Refused("carries none of the tags that let this worker replace a disk");

    /// <summary>What is asked for, by the ECS call that it would come to.</summary>
    public enum Operation
    {
        /// <summary>RunCommand by a launch.</summary>
        Test,

        /// <summary>DeleteInstances by a launch.</summary>
        Delete,

        /// <summary>TagResources by a replacement.</summary>
        Claim,

        /// <summary>StopInstance.</summary>
        Stop,

        /// <summary>CreateSnapshot of the disk.</summary>
        Snapshot,

        /// <summary>ReplaceSystemDisk.</summary>
        Replace,

        /// <summary>CreateImage of the snapshot.</summary>
        MakeImage,

        /// <summary>StartInstance.</summary>
        Start,

        /// <summary>RunCommand by a replacement.</summary>
        TestReplaced,

        /// <summary>UntagResources.</summary>
        Release,
    }

    /// <summary>The instance.</summary>
    public enum Subject
    {
        /// <summary>This run has launched it, or marked it.</summary>
        OfThisRun,

        /// <summary>An earlier run of the same operation has.</summary>
        OfAnotherRun,

        /// <summary>Launched by a promotion.</summary>
        OfAPromotion,

        /// <summary>It carries the tags of this run's instances, but for that of a group.</summary>
        TaggedInPart,

        /// <summary>It carries all of them, and is older than the run.</summary>
        TaggedCompletely,

        /// <summary>Marked by a run in another namespace.</summary>
        OfAnotherInstallation,

        /// <summary>It carries nothing of ours; of a replacement: it may be replaced.</summary>
        OfNobody,

        /// <summary>Marked by this run, but without a tag that lets its disk be replaced.</summary>
        NotReplaceable,

        /// <summary>Of another account.</summary>
        OfAStranger,

        /// <summary>ECS does not show it.</summary>
        Vanished,
    }

    /// <summary>What calls the step.</summary>
    public enum CalledBy
    {
        /// <summary>The launch, or the part of the instance.</summary>
        ItsWorkflow,

        /// <summary>Nothing: the activity was started alone.</summary>
        ActivityAlone,

        /// <summary>A workflow of another type that has the operation's id.</summary>
        ForeignWorkflow,

        /// <summary>One of the right type and id that other workers run.</summary>
        ForeignWorkers,

        /// <summary>A sharing that runs.</summary>
        Sharing,

        /// <summary>A plan of the operation.</summary>
        ItsPlan,

        /// <summary>An instance's part that somebody started alone.</summary>
        PartAlone,

        /// <summary>An instance's part that a window started, which somebody started alone.</summary>
        WindowAlone,

        /// <summary>The part of another instance of this run.</summary>
        PartOfAnother,

        /// <summary>The replacement itself.</summary>
        Replacement,
    }

    /// <summary>How a cell comes out.</summary>
    public enum CellKind
    {
        /// <summary>It is done.</summary>
        Done,

        /// <summary>There is nothing to do, and nothing is done.</summary>
        Nothing,

        /// <summary>It is refused for the reason given, and nothing is written.</summary>
        Refused,
    }

    /// <summary>The instances that launches are about.</summary>
    public static IReadOnlyList<Subject> Launched { get; } = [OfThisRun, OfAnotherRun, OfAPromotion, TaggedInPart, TaggedCompletely, OfNobody, OfAStranger, Vanished];

    /// <summary>The instances that replacements are about.</summary>
    public static IReadOnlyList<Subject> Replaced { get; } = [OfThisRun, OfAnotherRun, OfAnotherInstallation, OfNobody, NotReplaceable, OfAStranger, Vanished];

    /// <summary>By operation, in the order of its instances, how it comes out when its own workflow asks.</summary>
    public static IReadOnlyList<Row> Rows { get; } =
    [
        new(Test, Launched, [Done, NotOwn, NotOwn, NotOwn, TooOld, NotOwn, Gone, Gone]),
        new(Delete, Launched, [Done, NotOwn, NotOwn, NotOwn, TooOld, NotOwn, Nothing, Nothing]),

        // A mark of this installation that nobody works on any more is taken over: Temporal lets one part of an instance run.
        new(Claim, Replaced, [Nothing, Done, Refused("is marked as being replaced by run roll-0 of elsewhere"), Done, Forbidden, Gone, Gone]),
        new(Stop, Replaced, [Done, ClaimedByAnother, ClaimedElsewhere, Unclaimed, Forbidden, Gone, Gone]),
        new(Snapshot, Replaced, [Done, ClaimedByAnother, ClaimedElsewhere, Unclaimed, Forbidden, Gone, Gone]),
        new(Replace, Replaced, [Done, ClaimedByAnother, ClaimedElsewhere, Unclaimed, Forbidden, Gone, Gone]),
        new(MakeImage, Replaced, [Done, ClaimedByAnother, ClaimedElsewhere, Unclaimed, Forbidden, Gone, Gone]),

        // A stopped instance helps nobody, so its part may start it whatever it carries.
        new(Start, Replaced, [Done, Done, Done, Done, Done, Gone, Gone]),
        new(TestReplaced, Replaced, [Done, NotTested, NotTested, NotTested, Done, Gone, Gone]),
        new(Release, Replaced, [Done, Nothing, Nothing, Nothing, Done, Gone, Gone]),
    ];

    /// <summary>How all cells of a caller come out, whatever instance it is: it is refused before ECS is asked.</summary>
    public static IReadOnlyList<(CalledBy By, string Reason)> Others(Operation operation) => operation is Test or Delete
        ?
        [
            (CalledBy.ActivityAlone, "no workflow of ours called it"),
            (CalledBy.ForeignWorkflow, "launch/web/1 (Evil) is no launch"),
            (CalledBy.ForeignWorkers, "launch/web/1 is run by the workers of task queue theirs, not of shared-images"),
            (CalledBy.Sharing, "share/web-base/1 (ShareImages) is no promotion"),
            (CalledBy.ItsPlan, "plan/launch/web/1/once (PlanOperation) is no promotion"),
        ]
        :
        [
            (CalledBy.ActivityAlone, "no workflow of ours called it"),
            (CalledBy.ForeignWorkflow, "(Evil) is no replacement"),
            (CalledBy.ForeignWorkers, "is run by the workers of task queue theirs, not of shared-images"),
            (CalledBy.Sharing, "share/web-base/1 (ShareImages) is no replacement"),
            (CalledBy.ItsPlan, "plan/replace/web-roll/1/once (PlanOperation) is no replacement"),
            (CalledBy.PartAlone, "was not started by a window of a replacement"),
            (CalledBy.WindowAlone, "replace/web-roll/1/windows/roll-run/0 (ReplaceWindow) is no replacement"),
            .. operation == TestReplaced ? Array.Empty<(CalledBy, string)>() :
            [
                (CalledBy.PartOfAnother, "is the part of another instance"),
                (CalledBy.Replacement, "replace/web-roll/1 is the part of another instance"),
            ],
        ];

    private static Cell Refused(string reason) => new(CellKind.Refused, StepErrorKind.Refused, reason);

    /// <summary>How it comes out.</summary>
    public sealed record Cell(CellKind Kind, StepErrorKind Error = default, string Reason = "");

    /// <summary>An operation, and how it comes out for each of its instances.</summary>
    public sealed record Row(Operation Operation, IReadOnlyList<Subject> Subjects, IReadOnlyList<Cell> Cells);
}
