using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>The steps of one region's part, each an activity: what is asked of it, under which name it parks, and what the Web UI shows.</summary>
internal sealed class CopySteps(CopyToRegionInput input)
{
    /// <summary>The whole CopyImage request, client token included.</summary>
    public CopyRequest Request(int generation) => PlanRules.Copy(input, Workflow.Info.WorkflowId, generation);

    /// <exception cref="StepFailedException">For good.</exception>
    public Task<CopyLookup> FindAsync(CopyRequest request) => StepAsync("look up", () => Workflow.ExecuteActivityAsync(
        (IPromotionActivities a) => a.FindCopyAsync(request), StepOptions.Read($"{input.Region}: look for an earlier copy")));

    /// <summary>Detached: once sent, it runs on to a known answer, whatever is canceled.</summary>
    /// <exception cref="StepFailedException">For good.</exception>
    public Task<FoundCopy> CopyAsync(CopyRequest request) => StepAsync("copy", () => Workflow.ExecuteActivityAsync(
        (IPromotionActivities a) => a.CopyImageAsync(request), StepOptions.Detached($"{input.Region} {input.FromImageId}: copy from {input.FromRegion}")));

    /// <exception cref="StepFailedException">For good.</exception>
    public Task WaitAsync(string imageId, DateTimeOffset copiedAt)
    {
        var wait = new WaitImageRequest(input.Region, imageId, input.Account, input.FromRegion, copiedAt);
        return StepAsync("wait", async () =>
        {
            await Workflow.ExecuteActivityAsync((IPromotionActivities a) => a.WaitImageAsync(wait), StepOptions.Wait($"{input.Region} {imageId}: wait until available"));
            return true;
        });
    }

    /// <exception cref="StepFailedException">For good, or what is wrong cannot be put right.</exception>
    public async Task<VerifiedImage> VerifyAsync(string imageId, bool adopted, int generation, bool readShares)
    {
        var request = Request(generation);
        if (adopted)
        {
            // Who made it stays written on it.
            request.Tags.Remove(Lineage.Run);
            request.Tags.Remove(Lineage.Installation);
        }

        var verify = new VerifyImageRequest
        {
            Region = input.Region,
            ImageId = imageId,
            Account = input.Account,
            Source = input.Source,
            ImageName = request.ImageName,
            Description = input.Description,
            Family = input.Family,
            Encrypted = input.Encrypted,
            KmsKeyId = input.KmsKeyId,
            Tags = request.Tags,
            ReadShares = readShares,
        };
        var verified = await StepAsync("verify", () => Workflow.ExecuteActivityAsync(
            (IPromotionActivities a) => a.VerifyImageAsync(verify), StepOptions.Write($"{input.Region} {imageId}: verify and repair")));
        return verified.Checks.FirstOrDefault(check => check.Result == CheckResult.Wrong) is { } wrong
            ? throw new StepFailedException("verify", CheckRules.Mismatch(input.Region, imageId, wrong))
            : verified;
    }

    /// <exception cref="StepFailedException">For good.</exception>
    public Task<IReadOnlyList<string>> ShareAsync(string imageId)
    {
        var share = new ShareImageRequest(input.Region, imageId, input.Account, input.ShareAccounts);
        return StepAsync("share", () => Workflow.ExecuteActivityAsync(
            (IPromotionActivities a) => a.ShareImageAsync(share), StepOptions.Write($"{input.Region} {imageId}: share with {input.ShareAccounts.Count} accounts, mark as done")));
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
}
