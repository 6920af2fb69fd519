using Microsoft.Extensions.Logging;
using Temporalio.Converters;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>
/// One region's part of a promotion: copy or adopt, wait, verify and repair, share on. Returns an outcome whatever happens, also when
/// cancelled; what it made is in the outcome, and the promotion undoes it.
/// </summary>
[Workflow(ContractNames.CopyToRegion)]
public sealed class CopyToRegionWorkflow
{
    private readonly CopyToRegionInput input;
    private readonly string? unreadable;
    private ItemProgress progress;
    private ItemProgress told;
    private RegionMade made = new();
    private DateTimeOffset copiedAt;
    private int failedCopies;
    private ResolveAction? decision;

    /// <summary>Sets the state before any handler runs.</summary>
    [WorkflowInit]
    public CopyToRegionWorkflow(IRawValue? input = null)
    {
        (this.input, unreadable) = CopyToRegionInput.Read(input);
        told = progress = new() { Item = this.input.Region, Hop = this.input.Hop, State = ItemState.Looking };
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

        decision = read!.Action;
        return Task.CompletedTask;
    }

    // What counts is Temporal's word of who called, which the activities ask for; this only ends at once what they would refuse.
    private void Admit()
    {
        if ((unreadable ?? Misplaced()) is { } refusal)
        {
            throw new ApplicationFailureException(refusal, errorType: ContractNames.Refused, nonRetryable: true);
        }
    }

    private string? Misplaced() => Workflow.Info.Parent is not { } parent
        ? $"{ContractNames.CopyToRegion} is a part of {ContractNames.PromoteImage} and does nothing alone; start that"
        : parent.WorkflowId == ContractNames.WorkflowId(input.Promotion, input.Version) && Workflow.Info.WorkflowId == ContractNames.RegionWorkflowId(parent.WorkflowId, input.Region)
            ? null
            : $"{ContractNames.CopyToRegion} of {input.Region} is not a part of {parent.WorkflowId}; start {ContractNames.PromoteImage}";

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

        await WaitAsync();
        var checks = await VerifyAsync();
        var sharedWith = await ShareAsync();
        await ShowAsync(progress with { State = ItemState.Done });
        return Outcome() with { ChecksMade = checks.Count, Checks = ResultRules.Telling(checks), SharedWith = sharedWith, NewlySharedWith = made.SharedAccounts };
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
            case ResolveAction.Skip:
                return await EndAsync(ItemState.Skipped);
            case ResolveAction.Abort:
                return await EndAsync(ItemState.Failed);
            case ResolveAction.RetryAsNew:
                await BeginAnewAsync();
                return null;
            default:
                await ResumeAsync(FailureRules.NeedsNewToken(error) && progress.ImageId is null ? progress.Generation + 1 : progress.Generation);
                return null;
        }
    }

    private async Task<ResolveAction> ParkAsync()
    {
        decision = null;
        Workflow.UpsertTypedSearchAttributes(ContractNames.ParkedAttribute.ValueSet(true));
        Workflow.Logger.LogInformation("{Region}: parked at {Step}: {Message}", input.Region, progress.Step, progress.Error!.Sentence());
        await ShowAsync(progress with { State = ItemState.Parked, Since = Now, Actions = FailureRules.Actions(input.Hop) });
        try
        {
            await Workflow.WaitConditionAsync(() => decision is not null);
        }
        finally
        {
            Workflow.UpsertTypedSearchAttributes(ContractNames.ParkedAttribute.ValueSet(false));
        }

        return decision!.Value;
    }

    private Task ResumeAsync(int generation) => ShowAsync(progress with
    {
        State = ItemState.Looking,
        Step = null,
        Since = null,
        Error = null,
        Actions = [],
        Generation = generation,
    });

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
        made = made with { Images = [.. made.Images.Where(other => other.ImageId != image.ImageId)] };
    }

    private async Task ObtainAsync()
    {
        var request = PlanRules.Copy(input, Workflow.Info.WorkflowId, progress.Generation);
        var lookup = await StepAsync("look up", () => Workflow.ExecuteActivityAsync(
            (IPromotionActivities a) => a.FindCopyAsync(request), StepOptions.Read($"{input.Region}: look for an earlier copy")));
        var verdict = CopyRules.Decide(lookup, input.Region, request.ImageName);
        if (verdict.Stop is { } stop)
        {
            throw new StepFailedException("look up", stop);
        }

        copiedAt = Now;
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
        made = made with { UnansweredCopy = request, UnansweredSince = made.UnansweredSince ?? Now };
        try
        {
            // Detached: once sent, it runs on to a known answer, whatever is cancelled.
            return await StepAsync("copy", () => Workflow.ExecuteActivityAsync(
                (IPromotionActivities a) => a.CopyImageAsync(request), StepOptions.Detached($"{input.Region} {input.FromImageId}: copy from {input.FromRegion}")));
        }
        catch (StepFailedException failure) when (FailureRules.NeedsNewToken(failure.Error))
        {
            made = made with { UnansweredCopy = null, UnansweredSince = null };
            throw;
        }
    }

    // A copy that was sent without an answer must be known before another one is begun, or there would be two.
    private async Task LearnAsync(CopyRequest unanswered)
    {
        var answer = await UnansweredCopies.LearnAsync(unanswered);
        made = made with
        {
            UnansweredCopy = null,
            UnansweredSince = null,
            Images = answer is not null && answer.Run == input.Run ? [.. made.Images, new(input.Region, answer.ImageId, copiedAt)] : made.Images,
        };
    }

    private void Take(FoundCopy copy)
    {
        var own = copy.Run == input.Run;
        progress = progress with { ImageId = copy.ImageId, Adopted = !own };
        made = made with
        {
            UnansweredCopy = null,
            UnansweredSince = null,
            Images = own ? [.. made.Images, new(input.Region, copy.ImageId, copiedAt)] : made.Images,
        };
        Workflow.CancellationToken.ThrowIfCancellationRequested();
    }

    private async Task WaitAsync()
    {
        await ShowAsync(progress with { State = ItemState.Waiting });
        var wait = new WaitImageRequest(input.Region, progress.ImageId!, input.Account, input.FromRegion, copiedAt);
        await StepAsync("wait", async () =>
        {
            await Workflow.ExecuteActivityAsync(
                (IPromotionActivities a) => a.WaitImageAsync(wait), StepOptions.Wait($"{input.Region} {progress.ImageId}: wait until available"));
            return true;
        });
    }

    private async Task<IReadOnlyList<ImageCheck>> VerifyAsync()
    {
        await ShowAsync(progress with { State = ItemState.Verifying });
        var request = PlanRules.Copy(input, Workflow.Info.WorkflowId, progress.Generation);
        if (progress.Adopted)
        {
            // Who made it stays written on it.
            request.Tags.Remove(Lineage.Run);
            request.Tags.Remove(Lineage.Installation);
        }

        var verify = new VerifyImageRequest
        {
            Region = input.Region,
            ImageId = progress.ImageId!,
            Account = input.Account,
            Source = input.Source,
            ImageName = request.ImageName,
            Description = input.Description,
            Family = input.Family,
            Encrypted = input.Encrypted,
            KmsKeyId = input.KmsKeyId,
            Tags = request.Tags,
        };
        var checks = await StepAsync("verify", () => Workflow.ExecuteActivityAsync(
            (IPromotionActivities a) => a.VerifyImageAsync(verify), StepOptions.Write($"{input.Region} {progress.ImageId}: verify and repair")));
        return checks.FirstOrDefault(check => check.Result == CheckResult.Wrong) is { } wrong
            ? throw new StepFailedException("verify", CheckRules.Mismatch(input.Region, progress.ImageId!, wrong))
            : checks;
    }

    private async Task<IReadOnlyList<string>> ShareAsync()
    {
        await ShowAsync(progress with { State = ItemState.Sharing });
        var imageId = progress.ImageId!;
        var share = new ShareImageRequest(input.Region, imageId, input.Account, input.ShareAccounts);
        if (progress.Adopted && input.ShareAccounts.Count > 0 && made.SharedImageId is null)
        {
            var before = await StepAsync("share", () => Workflow.ExecuteActivityAsync(
                (IPromotionActivities a) => a.ReadSharesAsync(share), StepOptions.Read($"{input.Region} {imageId}: note shares")));
            made = made with
            {
                SharedImageId = imageId,
                SharedAccounts = [.. input.ShareAccounts.Except(before, StringComparer.Ordinal)],
            };
        }

        return await StepAsync("share", () => Workflow.ExecuteActivityAsync(
            (IPromotionActivities a) => a.ShareImageAsync(share), StepOptions.Write($"{input.Region} {imageId}: share with {share.Accounts.Count} accounts, mark as done")));
    }

    private static async Task<T> StepAsync<T>(string step, Func<Task<T>> run)
    {
        try
        {
            return await run();
        }
        catch (ActivityFailureException failure) when (!TemporalException.IsCanceledException(failure))
        {
            throw StepFailedException.From(step, failure);
        }
    }

    private async Task<RegionOutcome> EndAsync(ItemState state)
    {
        await ShowAsync(progress with { State = state, Actions = [] });
        return Outcome();
    }

    private RegionOutcome Outcome() => new()
    {
        Region = input.Region,
        Hop = input.Hop,
        State = progress.State,
        ImageId = progress.ImageId,
        ImageName = progress.ImageId is null ? null : PlanRules.ImageName(input),
        Encrypted = input.Encrypted,
        KmsKeyId = input.KmsKeyId,
        Adopted = progress.Adopted,
        Generation = progress.Generation,
        Error = progress.Error,
        Made = made,
    };

    private async Task ShowAsync(ItemProgress now)
    {
        progress = now;
        ShowBoard();
        if (ProgressRules.IsNews(told, now))
        {
            told = now;
            await TellAsync(now);
        }
    }

    private static async Task TellAsync(ItemProgress news)
    {
        if (Workflow.Info.Parent is not { } parent)
        {
            return;
        }

        try
        {
            await Workflow.GetExternalWorkflowHandle(parent.WorkflowId, parent.RunId)
                .SignalAsync(ContractNames.RegionChanged, [news], new() { CancellationToken = CancellationToken.None });
        }
        catch (FailureException e)
        {
            // The promotion is gone (terminated); its region still ends in order.
            Workflow.Logger.LogWarning("{Region}: the promotion cannot be told: {Message}", news.Item, e.Message);
        }
    }

    private void ShowBoard() => Workflow.CurrentDetails = Board.Region(progress, Now);

    private static DateTimeOffset Now => new(Workflow.UtcNow, TimeSpan.Zero);
}
