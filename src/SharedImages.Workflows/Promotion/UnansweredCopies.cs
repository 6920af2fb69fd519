using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>A CopyImage that has been sent is never abandoned.</summary>
internal static class UnansweredCopies
{
    // ECS, or what stands before it, has answered, but not what became of the copy: it is given time to come to rest.
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Sends a CopyImage whose answer was lost once more, with the same token, to learn the id; goes on until ECS answers.
    /// Null = ECS refuses it for good, so it was never made.
    /// </summary>
    public static async Task<FoundCopy?> LearnAsync(CopyRequest request)
    {
        while (true)
        {
            try
            {
                return await Workflow.ExecuteActivityAsync(
                    (IPromotionActivities a) => a.CopyImageAsync(request), StepOptions.Detached($"{request.ToRegion}: learn the id of an unanswered copy"));
            }
            catch (ActivityFailureException failure)
            {
                if (StepFailedException.From("copy", failure).Error.IsAnswered())
                {
                    return null;
                }

                await Workflow.DelayWithOptionsAsync(new(Pause, summary: $"{request.ToRegion}: ask again about an unanswered copy") { CancellationToken = CancellationToken.None });
            }
        }
    }
}
