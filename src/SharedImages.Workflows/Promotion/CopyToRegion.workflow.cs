using Microsoft.Extensions.Logging;
using Temporalio.Converters;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>
/// One region's part of a promotion: copy or adopt, wait, verify and repair, share on. Returns an outcome whatever happens, also when
/// canceled; what it made is in the outcome, and the promotion undoes it.
/// </summary>
[Workflow(ContractNames.CopyToRegion)]
public sealed class CopyToRegionWorkflow
{
    private readonly CopyToRegionInput input;
    private readonly string? unreadable;
    private readonly CopySteps steps;
    private readonly CopyTest? test;
    private readonly ItemNews news;
    private readonly Parking parking = new();
    private ItemProgress progress;
    private RegionMade made = new();
    private DateTimeOffset copiedAt;
    private int failedCopies;

    /// <summary>Sets the state before any handler runs.</summary>
    [WorkflowInit]
    public CopyToRegionWorkflow(IRawValue? input = null)
    {
        (this.input, unreadable) = CopyToRegionInput.Read(input);
        progress = new() { Item = this.input.Region, Hop = this.input.Hop, State = ItemState.Looking };
        news = new(progress);
        steps = new(this.input);
        test = this.input.Test is { } how ? new(this.input, how) : null;
    }

    /// <summary>Where the region is.</summary>
    [WorkflowQuery(ContractNames.Progress)]
    public ItemProgress Progress => progress;

    /// <summary>Runs the region's part.</summary>
    /// <param name="input">A <see cref="CopyToRegionInput"/>.</param>
    [WorkflowRun]
    public async Task<RegionOutcome> RunAsync(IRawValue? input = null)
    {
        Admit();
        ShowBoard();
        try
        {
            return await BringHomeAsync();
        }
        catch (Exception e) when (TemporalException.IsCanceledException(e))
        {
            progress = progress with { State = ItemState.Canceled, Actions = [] };
            return Outcome();
        }
        finally
        {
            ShowBoard();
        }
    }

    /// <summary>An operator's decision on this region; the promotion forwards its own <c>Resolve</c> here.</summary>
    [WorkflowSignal(ContractNames.Resolve, Description = ResolveRequests.Example)]
    public Task ResolveSignalAsync(IRawValue request)
    {
        if (ResolveRequests.Check(request, [progress], out var read) is { } refusal)
        {
            Workflow.Logger.LogWarning("Resolve ignored: {Refusal}", refusal);
            return Task.CompletedTask;
        }

        parking.Decide(read!.Action);
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

    private async Task<RegionOutcome> BringHomeAsync()
    {
        Func<Task<RegionOutcome?>> next = AttemptAsync;
        while (true)
        {
            try
            {
                if (await next() is { } outcome)
                {
                    return outcome;
                }

                next = AttemptAsync;
            }
            catch (StepFailedException failure)
            {
                next = () => HandleAsync(failure);
            }
        }
    }

    // What has been reached (the image id) is kept between attempts, so a retry goes on where it failed.
    private async Task<RegionOutcome?> AttemptAsync()
    {
        if (progress.ImageId is null)
        {
            await ObtainAsync();
        }

        await ShowAsync(progress with { State = ItemState.Waiting });
        await steps.WaitAsync(progress.ImageId!, copiedAt);
        await ShowAsync(progress with { State = ItemState.Verifying });
        var verified = await VerifyAsync();
        IReadOnlyList<CommandResult>? tests = null;
        if (test is not null)
        {
            await ShowAsync(progress with { State = ItemState.Testing });
            tests = await test.RunAsync(progress.ImageId!);
        }

        await ShowAsync(progress with { State = ItemState.Sharing });
        var sharedWith = await steps.ShareAsync(progress.ImageId!);
        await ShowAsync(progress with { State = ItemState.Done });
        return Outcome() with { ChecksMade = verified.Checks.Count, Checks = ResultRules.Telling(verified.Checks), Tests = tests, SharedWith = sharedWith, NewlySharedWith = made.SharedAccounts };
    }

    /// <summary>What happens after a failed step; an outcome ends the region, null tries again.</summary>
    private async Task<RegionOutcome?> HandleAsync(StepFailedException failure)
    {
        var error = failure.Error;
        if (error.Kind == StepErrorKind.CopyFailed)
        {
            failedCopies++;
        }

        progress = progress with { Step = failure.Step, Error = error };
        var verdict = FailureRules.Decide(error, input.Hop, failedCopies);
        if (verdict == FailureVerdict.Fail)
        {
            return await EndAsync(ItemState.Failed);
        }

        var action = verdict == FailureVerdict.BeginAnew ? ResolveAction.RetryAsNew : await ParkAsync();
        switch (action)
        {
            case ResolveAction.Skip or ResolveAction.Abort:
                return await EndAsync(action == ResolveAction.Skip ? ItemState.Skipped : ItemState.Failed);
            case ResolveAction.RetryAsNew:
                await BeginAnewAsync();
                return null;
            default:
                await ResumeAsync(error.IsAnswered() && progress.ImageId is null ? progress.Generation + 1 : progress.Generation);
                return null;
        }
    }

    private async Task<ResolveAction> ParkAsync()
    {
        try
        {
            return await parking.WaitAsync(() =>
            {
                RunAttributes.SetParked(WorkflowTime.Now);
                Workflow.Logger.LogInformation("{Region}: parked at {Step}: {Message}", input.Region, progress.Step, progress.Error!.Sentence());
                return ShowAsync(progress with { State = ItemState.Parked, Since = WorkflowTime.Now, Actions = FailureRules.Actions(input.Hop) });
            });
        }
        finally
        {
            RunAttributes.SetParked(null);
        }
    }

    private Task ResumeAsync(int generation) => ShowAsync(progress.Resumed() with { Generation = generation });

    private async Task BeginAnewAsync()
    {
        await ShowAsync(progress with { State = ItemState.Undoing, Actions = [] });
        if (made.UnansweredCopy is { } unanswered)
        {
            await LearnAsync(unanswered);
        }

        foreach (var image in made.Images.Reverse())
        {
            await DiscardAsync(image);
        }

        if (progress is { ImageId: { } adopted, Adopted: true, Error: { } error } && FailureRules.IsUseless(error))
        {
            await DiscardAsync(new(input.Region, adopted, copiedAt));
        }

        progress = progress with { ImageId = null, Adopted = false };
        await ResumeAsync(progress.Generation + 1);
    }

    private async Task DiscardAsync(MadeImage image)
    {
        await ImageRemoval.RemoveAsync(new(image, input.Account));
        made = made.Without(image.ImageId);
    }

    private async Task ObtainAsync()
    {
        var request = steps.Request(progress.Generation);
        var lookup = await steps.FindAsync(request);
        var verdict = CopyRules.Decide(lookup, input.Region, request.ImageName);
        if (verdict.Stop is { } stop)
        {
            throw new StepFailedException("look up", stop);
        }

        copiedAt = WorkflowTime.Now;
        foreach (var failed in verdict.Discard)
        {
            await DiscardAsync(new(input.Region, failed.ImageId, copiedAt));
        }

        Take(verdict.Take ?? await CopyAsync(request));
    }

    private async Task<FoundCopy> CopyAsync(CopyRequest request)
    {
        await ShowAsync(progress with { State = ItemState.Copying });
        Workflow.CancellationToken.ThrowIfCancellationRequested();
        made = made.Sending(request, WorkflowTime.Now);
        try
        {
            return await steps.CopyAsync(request);
        }
        catch (StepFailedException failure) when (failure.Error.IsAnswered())
        {
            made = made.Answered(null);
            throw;
        }
    }

    // A copy that was sent without an answer must be known before another one is begun, or there would be two.
    private async Task LearnAsync(CopyRequest unanswered)
    {
        var answer = await UnansweredCopies.LearnAsync(unanswered);
        made = made.Answered(answer is null ? null : Own(answer));
    }

    private void Take(FoundCopy copy)
    {
        var own = Own(copy);
        progress = progress with { ImageId = copy.ImageId, Adopted = own is null };
        made = made.Answered(own);
        Workflow.CancellationToken.ThrowIfCancellationRequested();
    }

    // Null = an earlier run made it.
    private MadeImage? Own(FoundCopy copy) => copy.Run == input.Run ? new(input.Region, copy.ImageId, copiedAt) : null;

    // With whom an adopted image was shared before is noted before it is shared on: undo takes back what this run has added.
    private async Task<VerifiedImage> VerifyAsync()
    {
        var imageId = progress.ImageId!;
        var notesShares = progress.Adopted && input.ShareAccounts.Count > 0 && made.SharedImageId is null;
        var verified = await steps.VerifyAsync(imageId, progress.Adopted, progress.Generation, notesShares);
        if (verified.SharedWith is { } before)
        {
            made = made with
            {
                SharedImageId = imageId,
                SharedAccounts = [.. input.ShareAccounts.Except(before, StringComparer.Ordinal)],
            };
        }

        return verified;
    }

    private async Task<RegionOutcome> EndAsync(ItemState state)
    {
        await ShowAsync(progress with { State = state, Actions = [] });
        return Outcome();
    }

    private RegionOutcome Outcome() => ResultRules.Outcome(input, progress, made);

    private Task ShowAsync(ItemProgress now)
    {
        progress = now;
        ShowBoard();
        return news.TellAsync(now);
    }

    private void ShowBoard() => Workflow.CurrentDetails = Board.Region(progress, WorkflowTime.Now);
}
