using Microsoft.Extensions.Logging;
using Temporalio.Converters;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>
/// One instance's part of a replacement: check and mark, stop, snapshot, replace, start, test. Returns an outcome whatever happens, also
/// when canceled: what has been stopped is started again, and one that cannot be started parks, which a cancellation does not end. One
/// found Stopped ends Stopped, untested.
/// </summary>
[Workflow(ReplacementNames.ReplaceSystemDisk)]
public sealed class ReplaceSystemDiskWorkflow
{
    private readonly ReplaceSystemDiskInput input;
    private readonly string? unreadable;
    private readonly InstanceSteps steps;
    private readonly PartBoard board;
    private readonly PartDisk disk;
    private FormerDisk? former;
    private bool stopSent;
    private string? leaving;
    private string? formerDiskImageId;

    /// <summary>Sets the state before any handler runs.</summary>
    [WorkflowInit]
    public ReplaceSystemDiskWorkflow(IRawValue? input = null)
    {
        (this.input, unreadable) = ReplaceSystemDiskInput.Read(input);
        board = new(this.input.InstanceId);
        steps = new(this.input);
        disk = new(steps, board);
    }

    /// <summary>Where the instance is.</summary>
    [WorkflowQuery(ContractNames.Progress)]
    public ItemProgress Progress => board.Progress;

    /// <summary>Runs the instance's part.</summary>
    /// <param name="input">A <see cref="ReplaceSystemDiskInput"/>.</param>
    [WorkflowRun]
    public async Task<InstanceOutcome> RunAsync(IRawValue? input = null)
    {
        Admit();
        try
        {
            return await WorkAsync();
        }
        finally
        {
            await ReleaseAsync();
        }
    }

    /// <summary>An operator's decision on this instance; the replacement forwards its own <c>Resolve</c> here.</summary>
    [WorkflowSignal(ContractNames.Resolve, Description = ResolveRequests.Example)]
    public Task ResolveSignalAsync(IRawValue request)
    {
        board.Decide(request);
        return Task.CompletedTask;
    }

    // What counts is Temporal's word of who called, which the activities ask for; this only ends at once what they would refuse.
    private void Admit()
    {
        if ((unreadable ?? input.Misplaced(Workflow.Info.WorkflowId, Workflow.Info.Parent?.WorkflowId)) is { } refusal)
        {
            throw new ApplicationFailureException(refusal, errorType: ContractNames.Refused, nonRetryable: true);
        }
    }

    private async Task<InstanceOutcome> WorkAsync()
    {
        InstanceFacts facts;
        try
        {
            board.Show(ItemState.Looking);
            facts = await steps.ClaimAsync();
        }
        catch (StepFailedException failure)
        {
            return Outcome(InstanceEnd.Unchanged, inService: true, failure.Error);
        }

        disk.Begin(facts, isGiven: input.Former is not null);
        if (input.Former is not null)
        {
            former = input.Former;
            return input.DiskId == disk.Id
                ? await BringBackAsync(null)
                : Outcome(InstanceEnd.Unchanged, inService: true, PartRules.OtherDisk(input.Disk.Region, input.InstanceId, input.DiskId, disk.Id));
        }

        former = new(facts.ImageId, facts.DiskId, facts.DiskSize, facts.Encrypted, facts.KmsKeyId, facts.Status == InstanceFacts.Running);
        return facts.ImageId == input.Disk.ImageId ? Outcome(InstanceEnd.Unchanged, inService: true, null) : await RollAsync();
    }

    private async Task<InstanceOutcome> RollAsync()
    {
        try
        {
            ThrowIfCanceled();
            board.Show(ItemState.Copying);
            await StopAsync();
            if (input.Of.KeepOldDisk is { } days)
            {
                former = former! with { SnapshotId = await steps.SnapshotAsync(disk.Id, days) };
            }

            ThrowIfCanceled();
            await disk.ReplaceAsync(input.Disk, former!.Size);
            await StartAsync();
            await TestAsync();
            return Outcome(InstanceEnd.Replaced, inService: true, null);
        }
        catch (StepFailedException failure)
        {
            return await RecoverAsync(failure);
        }
        catch (Exception e) when (TemporalException.IsCanceledException(e))
        {
            // A new disk stays: to take it back would lose what was written since.
            return disk.GivenId is null
                ? await RecoverAsync(new(PartRules.CancelStep, PartRules.Canceled(input.Disk.Region, input.InstanceId)))
                : Outcome(InstanceEnd.Replaced, inService: true, null);
        }
    }

    /// <summary>After a failed step: nothing replaced = started again as it was; else the way back that the spec asks for.</summary>
    private async Task<InstanceOutcome> RecoverAsync(StepFailedException failure)
    {
        Workflow.Logger.LogInformation("{Instance}: {Step} failed: {Message}", input.InstanceId, failure.Step, failure.Error.Sentence());
        if (await disk.SeeAsync() is { } unseen)
        {
            return Outcome(InstanceEnd.FailedAsLeft, inService: false, unseen.Error);
        }

        if (disk.GivenId is null)
        {
            var stopped = stopSent ? await EnsureRunningAsync(failure) : null;
            stopped = await disk.SeeAsync() ?? stopped;
            if (disk.IsAwaited)
            {
                return Outcome(InstanceEnd.FailedAsLeft, inService: false, PartRules.MayStillCome((stopped ?? failure).Error));
            }

            if (disk.GivenId is null)
            {
                return Outcome(PartRules.EndOfUntouched(failure.Error, stopped is null), stopped is null, (stopped ?? failure).Error);
            }
        }

        if (input.Of.OnFailure != WayBack.Keep)
        {
            return await BringBackAsync(failure);
        }

        var down = await EnsureRunningAsync(failure);
        return Outcome(InstanceEnd.FailedAsLeft, down is null && PartRules.IsFit(failure), (down ?? failure).Error);
    }

    /// <summary>The former image or the former disk's content on a new disk. What fails here parks: only a person can tell what the instance needs.</summary>
    private async Task<InstanceOutcome> BringBackAsync(StepFailedException? cause)
    {
        while (true)
        {
            try
            {
                board.Show(ItemState.Undoing);
                await GiveFormerAsync();
                await StartAsync();
                return Outcome(InstanceEnd.BackOnFormerImage, inService: true, cause?.Error);
            }
            catch (StepFailedException failure)
            {
                var decision = disk.IsGivenUp ? ResolveAction.Abort : await board.ParkAsync(failure, Workflow.CancellationToken);
                if (decision == ResolveAction.Retry)
                {
                    continue;
                }

                // Nobody looks at a canceled run again, so it must not be left stopped by it.
                var unseen = await disk.SeeAsync();
                var down = unseen ?? (decision is null ? await EnsureRunningAsync(failure) : await TryStartAsync());
                down = await disk.SeeAsync() ?? down;
                var error = (down ?? cause ?? failure).Error;
                return disk.IsAwaited
                    ? Outcome(InstanceEnd.FailedAsLeft, inService: false, PartRules.MayStillCome(error))
                    : Outcome(IsBack ? InstanceEnd.BackOnFormerImage : InstanceEnd.FailedAsLeft, down is null && (cause is null || IsBack), error);
            }
        }
    }

    private async Task GiveFormerAsync()
    {
        if (IsBack)
        {
            return;
        }

        var wish = await FormerAsync();
        await StopAsync();
        leaving = disk.Id;
        await disk.ReplaceAsync(wish, former!.Size);
    }

    // By what was done with it: the disk that the run gave it first has been left for another one.
    private bool IsBack => leaving is not null && leaving != disk.Id;

    private async Task<DiskWish> FormerAsync()
    {
        var imageBefore = former!.ImageId;
        if (input.Of.OnFailure == WayBack.FormerDisk && former.SnapshotId is { } snapshot)
        {
            imageBefore = formerDiskImageId ??= await steps.MakeImageAsync(snapshot);
        }

        return new(input.Disk.Region, imageBefore, former.Encrypted, former.KmsKeyId);
    }

    // One found Stopped is not started, and so not stopped again either.
    private Task StopAsync()
    {
        stopSent = former!.WasRunning;
        return stopSent ? steps.StopAsync() : Task.CompletedTask;
    }

    private Task TestAsync()
    {
        board.Show(ItemState.Testing);
        return input.Of.Test is { } test && former!.WasRunning ? steps.TestAsync(test, disk.Generation) : Task.CompletedTask;
    }

    private Task StartAsync() => former!.WasRunning ? steps.StartAsync() : Task.CompletedTask;

    /// <summary>Starts what was found running, and parks for as long as it cannot; not null = somebody has given it up, and why it is down.</summary>
    private async Task<StepFailedException?> EnsureRunningAsync(StepFailedException before)
    {
        // Nobody is called before it has been tried twice.
        var isTried = before.Step == InstanceSteps.StartStep;
        return !isTried && await TryStartAsync() is null ? null : await board.DoAsync(StartAsync);
    }

    private async Task<StepFailedException?> TryStartAsync()
    {
        try
        {
            await StartAsync();
            return null;
        }
        catch (StepFailedException failure)
        {
            return failure;
        }
    }

    // A mark that stays is told by other namespaces and taken over by this one.
    private async Task ReleaseAsync()
    {
        try
        {
            await steps.ReleaseAsync();
        }
        catch (StepFailedException failure)
        {
            Workflow.Logger.LogWarning("{Instance}: its mark stays: {Message}", input.InstanceId, failure.Error.Sentence());
        }
    }

    private InstanceOutcome Outcome(InstanceEnd end, bool inService, StepError? error)
    {
        board.End(disk.ImageId, error);
        return new()
        {
            Region = input.Disk.Region,
            InstanceId = input.InstanceId,
            End = end,
            ImageId = disk.ImageId,
            InService = inService,
            Former = disk.GivenId is null && !disk.IsAwaited && former?.SnapshotId is null ? null : former,
            DiskId = disk.GivenId,
            FormerDiskImageId = formerDiskImageId,
            Error = error,
        };
    }

    private static void ThrowIfCanceled() => Workflow.CancellationToken.ThrowIfCancellationRequested();
}
