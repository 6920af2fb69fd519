using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;
using Temporalio.Activities;
using Temporalio.Exceptions;
using static SharedImages.Activities.Tests.GuardMatrix;

namespace SharedImages.Activities.Tests;

public sealed class GuardMatrixTests
{
    private const string Own = SimulatorWorld.OurAccount;
    private const string NoSuchImage = "m-bp1nosuchimage00000";
    private static readonly DateTimeOffset Before = Site.Start.AddDays(-1);
    private static readonly TimeSpan Patience = Site.Waiting.Patience;

    public static TheoryData<Operation, Subject> Cells => [.. Rows.Select(row => (row.Operation, row.Subject))];

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task EveryCell_IsDoneOrRefusedForItsReason(Operation operation, Subject subject)
    {
        var row = Rows.Single(row => row.Operation == operation && row.Subject == subject);
        foreach (var isForged in (bool[])[false, true])
        {
            await using var site = await Site.StartAsync();
            var imageId = Add(site, subject, Marks(operation, isForged));
            var steps = Steps(site, row, imageId, isForged).ToList();
            foreach (var (by, refused) in Others(operation))
            {
                // What a plan may do it may do as the promotion itself.
                var cell = refused.Kind == CellKind.Refused ? refused : isForged ? row.Forged : row.Honest;
                await CheckAsync(site, cell, operation, imageId, steps, Attempt(site, operation, by));
            }

            await CheckAsync(site, isForged ? row.Forged : row.Honest, operation, imageId, steps, Attempt(site, operation, CalledBy.ItsWorkflow));
        }
    }

    [Fact]
    public void TheTable_HasEveryCell()
    {
        Rows.Select(row => (row.Operation, row.Subject)).ShouldBe(
            Enum.GetValues<Operation>().SelectMany(operation => Enum.GetValues<Subject>().Select(subject => (operation, subject))));
        foreach (var operation in Enum.GetValues<Operation>())
        {
            Others(operation).Select(other => other.By).ShouldBe(Enum.GetValues<CalledBy>().Where(by => by != CalledBy.ItsWorkflow));
        }
    }

    private static async Task CheckAsync(Site site, Cell cell, Operation operation, string imageId, IEnumerable<Func<PromotionActivities, Task<StepError?>>> steps, ActivityInfo attempt)
    {
        foreach (var step in steps)
        {
            var error = await OutcomeAsync(() => site.AttemptAsync(step, attempt));
            if (cell.Kind == CellKind.Refused)
            {
                error.ShouldNotBeNull().Message.ShouldContain(cell.Reason);
                error.Kind.ShouldBe(cell.Error);
            }
            else
            {
                error.ShouldBeNull();
            }
        }

        if (cell.Kind is CellKind.Done or CellKind.OnlyRam)
        {
            ShouldBeDone(site, operation, imageId);
        }
        else
        {
            site.Writes.ShouldBeEmpty();
            site.Simulator.State.Ledger.Entries.ShouldNotContain(entry => entry.Action != null);
        }
    }

    private static void ShouldBeDone(Site site, Operation operation, string imageId)
    {
        string[] writes = operation switch
        {
            Operation.Take => ["CopyImage"],
            Operation.Adopt => [],
            Operation.Change => ["ModifyImageAttribute"],
            Operation.Remove or Operation.Sweep => ["TagResources", "DeleteImage"],
            Operation.ShareOwn when IsWhole(site, imageId) => ["TagResources", "ModifyImageSharePermission", "TagResources", "ModifyImageSharePermission"],
            Operation.ShareOwn => ["ModifyImageSharePermission", "ModifyImageSharePermission"],
            Operation.Retire => ["TagResources", "ModifyImageAttribute"],
            Operation.Repair => ["ModifyImageAttribute", "TagResources", "ModifyImageSharePermission"],
            Operation.Point => ["TagResources"],
            Operation.Release => ["UntagResources"],
            Operation.Recall => ["TagResources", "ModifyImageAttribute"],
            Operation.Unrecall => ["UntagResources"],
            _ => ["ModifyImageSharePermission", "TagResources", "ModifyImageSharePermission"],
        };
        site.Writes.ShouldBe(writes);
        site.Simulator.State.Requests.Where(request => writes.Contains(request.Action)).ShouldAllBe(request => request.Code == "OK");
        site.Simulator.State.Images(Own).Any(image => image.ImageId == imageId).ShouldBe(operation is not (Operation.Remove or Operation.Sweep) && site.Simulator.State.Image(imageId).Account == Own);
    }

    // What a sharing decides is noted on a promotion's image alone.
    private static bool IsWhole(Site site, string imageId) =>
        site.Simulator.State.Image(imageId).Tags is var tags && tags.ContainsKey(Lineage.CopyKey) && tags.ContainsKey(Lineage.SourceOwner);

    // A lookup refuses an image in its answer, and one that finds nothing to adopt has come to nothing.
    private static async Task<StepError?> OutcomeAsync(Func<Task<StepError?>> step)
    {
        try
        {
            return await step();
        }
        catch (ApplicationFailureException failure) when (failure.NonRetryable)
        {
            return failure.Details.ElementAt<StepError>(0);
        }
    }

    private static IEnumerable<Func<PromotionActivities, Task<StepError?>>> Steps(Site site, Row row, string imageId, bool isForged)
    {
        switch (row.Operation)
        {
            case Operation.Take:
                var copy = Taken(site, row.Subject, imageId, isForged);
                yield return Step(a => a.CopyImageAsync(copy));
                break;
            case Operation.Adopt:
                var isThere = row.Honest.Kind is CellKind.Done or CellKind.OnlyRam && !isForged;
                yield return async a =>
                {
                    var found = await a.FindCopyAsync(Adopted(site, imageId, isForged));
                    found.Copies.Select(other => other.ImageId).ShouldBe(isThere ? [imageId] : []);
                    return found.Impostor;
                };
                break;
            case Operation.Change:
                var verify = Changed(imageId, isForged);
                yield return Step(a => a.VerifyImageAsync(verify));
                break;
            case Operation.Remove or Operation.Sweep:
                var remove = new RemoveImageRequest(new(Site.Home, imageId, Before), Own, isForged && row.Operation == Operation.Remove ? Copies.Request().CopyKey : null);
                yield return Step(async a => await a.NoteSnapshotsAsync(remove));
                yield return Step(async a =>
                {
                    await a.RemoveImageAsync(remove);
                    return true;
                });
                break;
            case Operation.ShareOwn:
                var change = new ChangeSharesRequest(Site.Home, imageId, Own, [isForged ? SimulatorWorld.SecondConsumerAccount : SimulatorWorld.ConsumerAccount], []);
                yield return Step(_ => site.Sharing.ChangeSharesAsync(change));
                if (!isForged && row.Subject != Subject.Gone)
                {
                    yield return Step(async _ =>
                    {
                        await site.Sharing.RestoreSharesAsync(change with { Add = [], Remove = change.Add });
                        return true;
                    });
                }

                break;
            case Operation.Retire:
                var retired = new RetireImageRequest(Own, Site.Home, imageId);
                yield return Step(async _ =>
                {
                    await site.Retirement.MarkImageAsync(retired);
                    return true;
                });
                yield return Step(async _ =>
                {
                    await site.Retirement.WithdrawImageAsync(retired);
                    return true;
                });
                break;
            case Operation.Repair:
                var repair = new RepairImageRequest(Own, Site.Home, imageId, "1", Changed(imageId, isForged: false).Source, Refreshes.Spec() with
                {
                    Share = new([isForged ? SimulatorWorld.SecondConsumerAccount : SimulatorWorld.ConsumerAccount]),
                });
                yield return Step(_ => site.Refresh.RepairImageAsync(repair));
                break;
            case Operation.Recall:
                site.Runs.Recalled = new HashSet<string>(isForged ? [] : [imageId], StringComparer.Ordinal);
                yield return Step(async _ =>
                {
                    await site.Recall.MarkRecalledAsync(new(Own, Site.Home, imageId));
                    return true;
                });
                yield return Step(async _ =>
                {
                    await site.Recall.WithdrawRecalledAsync(new(Own, Site.Home, imageId));
                    return true;
                });
                break;
            case Operation.Unrecall:
                site.Runs.Recalled = new HashSet<string>(isForged ? [imageId] : [], StringComparer.Ordinal);
                yield return Step(async _ =>
                {
                    await site.Recall.ReleaseRecalledAsync(new(Own, Site.Home, imageId));
                    return true;
                });
                break;
            case Operation.Point or Operation.Release:
                var image = new ChannelImage(Site.Home, imageId, Own);
                yield return Step(async _ =>
                {
                    await (row.Operation == Operation.Point ? site.Channels.PointChannelAsync(image) : site.Channels.ReleaseChannelAsync(image));
                    return true;
                });
                break;
            default:
                var share = new ShareImageRequest(Site.Home, imageId, Own, [isForged ? SimulatorWorld.SecondConsumerAccount : SimulatorWorld.ConsumerAccount]);
                yield return Step(a => a.ShareImageAsync(share));
                if (!isForged && row.Subject != Subject.Gone)
                {
                    yield return Step(async a =>
                    {
                        await a.UnshareImageAsync(share);
                        return true;
                    });
                }

                break;
        }
    }

    private static Func<PromotionActivities, Task<StepError?>> Step<T>(Func<PromotionActivities, Task<T>> step) => async activities =>
    {
        await step(activities);
        return null;
    };

    private static CopyRequest Taken(Site site, Subject subject, string imageId, bool isForged)
    {
        if (isForged)
        {
            return (Copies.Further(imageId) with { SourceImageId = "m-bp1claimed" }).Labelled();
        }

        var encrypted = Copies.Request() with { FromImageId = imageId, SourceImageId = imageId, ImageName = "taken" };
        return subject switch
        {
            Subject.OursWithLineage or Subject.ForgedCompletely => Copies.Further(imageId),
            Subject.Gone => encrypted.Labelled(),
            Subject.OfAnotherPromotion => encrypted.Labelled(Copies.Of(site, imageId).Tags[Lineage.Content]),
            _ => (encrypted with { SourceOwner = site.Simulator.State.Image(imageId).Account }).Labelled(Copies.Of(site, imageId).Tags[Lineage.Content]),
        };
    }

    private static CopyRequest Adopted(Site site, string imageId, bool isForged) => isForged
        ? Copies.Request() with { KmsKeyId = "another", CopyKey = imageId == NoSuchImage ? "none" : site.Simulator.State.Image(imageId).Tags.GetValueOrDefault(Lineage.CopyKey, "none") }
        : Copies.Request();

    private static VerifyImageRequest Changed(string imageId, bool isForged) => new()
    {
        Region = Site.Home,
        ImageId = imageId,
        Account = Own,
        Source = new() { ImageId = "m-0", Name = "source", Region = Site.Home, OwnerId = Own, OriginId = Own, Content = "", Architecture = "x86_64", Disks = [new("/dev/xvda", 40)] },
        ImageName = Copies.Request().ImageName,
        Description = isForged ? null : "other words",
        Encrypted = true,
        Tags = new(StringComparer.Ordinal) { [Lineage.SourceOwner] = isForged ? SimulatorWorld.StrangerAccount : SimulatorWorld.PublisherAccount },
    };

    // What a finished image carries, and one that a channel points to.
    private static (string, string?)[] Marks(Operation operation, bool isForged) =>
    [
        .. operation == Operation.Repair || (operation is Operation.Point or Operation.Release && !isForged) || (operation == Operation.Sweep && isForged) ? [(Lineage.Done, Lineage.DoneValue)] : (IEnumerable<(string, string?)>)[],
        .. operation == Operation.Unrecall ? [(Lineage.Mark, Lineage.RecalledValue)] : (IEnumerable<(string, string?)>)[],
        .. operation == Operation.Release ? [(Lineage.Channel("prod"), Lineage.ChannelValue)] : (IEnumerable<(string, string?)>)[],
    ];

    private static string Add(Site site, Subject subject, (string, string?)[] marks)
    {
        var made = Copies.Finished(Copies.Request()) with { CreationTime = Before };
        return subject switch
        {
            Subject.OfATrustedOwner => SimulatorWorld.EncryptedImageId,
            Subject.OfAStranger => SimulatorWorld.StrangerImageId,
            Subject.Gone => NoSuchImage,
            _ => site.Simulator.State.AddImage(Own, subject switch
            {
                Subject.OursWithLineage => made with { Tags = Copies.Request().TagsWith([(Lineage.Run, "run-0"), .. marks]) },
                Subject.OfAnotherPromotion => made with
                {
                    Name = "db-base",
                    Tags = Copies.Request().TagsWith([(Lineage.Promotion, "db-base"), (Lineage.Version, "7"), (Lineage.Run, "run-of-db"), (Lineage.CopyKey, "key-of-db"), .. marks]),
                },
                Subject.WithoutLineage => new() { Region = Site.Home, Name = "own", CreationTime = Before },
                Subject.CopiedWithoutLineage => new() { Region = Site.Home, Name = "copied", IsCopied = true, CreationTime = Before },
                Subject.ForgedInPart => made with { Tags = Copies.Request().TagsWith([(Lineage.SourceOwner, null), .. marks]) },
                _ => made with { CreationTime = Site.Start, Tags = Copies.Request().TagsWith(marks) },
            }),
        };
    }

    private static ActivityInfo Attempt(Site site, Operation operation, CalledBy by)
    {
        // Whoever waits for an image has waited for as long as patience lasts.
        var own = site.Attempt(1, Patience);
        site.Runs.Set("alone", new(Runs.Region, "CopyToRegion", Runs.TaskQueue, "alone", Site.Start, RunState.Open, null));
        site.Runs.Set("retire", new("retire/web-base/1", "RetireImages", Runs.TaskQueue, "retire", Site.Start, RunState.Open, null));
        site.Runs.Set("refresh", new("refresh/web-base", "RefreshImages", Runs.TaskQueue, "refresh", Site.Start, RunState.Open, null));
        site.Runs.Set("sweep", new("leftovers/all", "SweepLeftovers", Runs.TaskQueue, "sweep", Site.Start, RunState.Open, null));
        site.Runs.Set("plan", new("plan/promote/web-base/1/once", "PlanOperation", Runs.TaskQueue, "plan", Site.Start, RunState.Open, null));
        site.Runs.Set("evil", new(Runs.Promotion, "Evil", Runs.TaskQueue, "evil", Site.Start, RunState.Open, null));
        site.Runs.Set(Runs.SharingRun, new(Runs.Sharing, "ShareImages", Runs.TaskQueue, Runs.SharingRun, Site.Start, RunState.Open, null));
        var (promotion, sharing) = (own with { WorkflowId = Runs.Promotion, WorkflowRunId = Runs.Run }, own with { WorkflowId = Runs.Sharing, WorkflowRunId = Runs.SharingRun });
        return by switch
        {
            CalledBy.ItsWorkflow when operation == Operation.ShareOwn => sharing,
            CalledBy.ItsWorkflow when operation == Operation.Retire => own with { WorkflowId = "retire/web-base/1", WorkflowRunId = "retire" },
            CalledBy.ItsWorkflow when operation == Operation.Sweep => own with { WorkflowId = "leftovers/all", WorkflowRunId = "sweep" },
            CalledBy.ItsWorkflow when operation == Operation.Repair => own with { WorkflowId = "refresh/web-base", WorkflowRunId = "refresh" },
            CalledBy.ItsWorkflow when operation is Operation.Point or Operation.Release => site.ChannelAttempt(Patience),
            CalledBy.ItsWorkflow when operation is Operation.Recall or Operation.Unrecall => own with { WorkflowId = Runs.Recall, WorkflowRunId = Runs.RecallRun },
            CalledBy.OtherKind => operation is Operation.ShareOwn or Operation.Repair or Operation.Retire or Operation.Point or Operation.Release or Operation.Recall or Operation.Unrecall ? promotion : sharing,
            CalledBy.ItsWorkflow => own,
            CalledBy.ItsPlan => own with { WorkflowId = "plan/promote/web-base/1/once", WorkflowRunId = "plan" },
            CalledBy.ChildAlone => own with { WorkflowRunId = "alone" },
            CalledBy.ActivityAlone => own with { WorkflowId = null, WorkflowRunId = null },
            _ => own with { WorkflowId = Runs.Promotion, WorkflowRunId = "evil" },
        };
    }
}
