using Temporalio.Activities;

namespace SharedImages.Workflows;

/// <summary>
/// What the promotion workflows wish for. Each may run twice with the same input and the effect of once.
/// Trouble that passes (throttling, 5xx, no answer, not ready) is retried inside, for as long as the worker's patience lasts;
/// what is left is a non-retryable <c>ApplicationFailure</c> whose type is a <see cref="StepErrorKind"/> and whose first detail a <see cref="StepError"/>.
/// Callers are not believed: each that writes asks Temporal what called it, and ECS what it is about to touch, and refuses
/// (<see cref="StepErrorKind.Refused"/>) whatever the guard does not allow.
/// </summary>
public interface IPromotionActivities : IEffectActivities
{
    /// <summary>Finds the source image and checks account, owner, trust, recipients and state. Reads only; refusals are data, not failures.</summary>
    [Activity]
    Task<SourceReport> ResolveSourceAsync(ResolveSourceRequest request);

    /// <summary>Which of the targets ECS knows and answers in, and what there is of the version already. Reads only.</summary>
    [Activity]
    Task<Survey> SurveyAsync(SurveyRequest request);

    /// <summary>Lets ECS check a copy without making it.</summary>
    [Activity]
    Task DryRunCopyAsync(CopyRequest request);

    /// <summary>Looks up, with every status, the images that carry the copy key or hold the name, and tells which of them are this very copy.</summary>
    [Activity]
    Task<CopyLookup> FindCopyAsync(CopyRequest request);

    /// <summary>
    /// Checks whose image it is and whether its owner is trusted at this moment, then sends CopyImage, exactly as the workflow composed it. A name conflict with an image of the
    /// same copy key returns that image; with another one fails as <see cref="StepErrorKind.NameTaken"/>.
    /// </summary>
    [Activity]
    Task<FoundCopy> CopyImageAsync(CopyRequest request);

    /// <summary>Waits until the image is Available and usable; each attempt looks once, and tells what it saw as a <see cref="CopyLook"/>.</summary>
    [Activity]
    Task WaitImageAsync(WaitImageRequest request);

    /// <summary>Compares the copy with source and spec, repairs what can be repaired, and reads it back; where asked for, with whom it is shared, too.</summary>
    [Activity]
    Task<VerifiedImage> VerifyImageAsync(VerifyImageRequest request);

    /// <summary>Shares the image with the accounts, in tens, after checking the worker's recipient list; then sets the done mark. Returns all accounts read back.</summary>
    [Activity]
    Task<IReadOnlyList<string>> ShareImageAsync(ShareImageRequest request);

    /// <summary>How long such copies have taken, as far as this worker has seen any since it began. Reads only.</summary>
    [Activity]
    Task<IReadOnlyList<TimeSpan?>> EstimateCopiesAsync(IReadOnlyList<CopyRoute> routes);

    /// <summary>Waits until a region's workflow that still runs from before has come to its end. Reads only.</summary>
    /// <param name="workflowId">Its id.</param>
    [Activity]
    Task AwaitEndAsync(string workflowId);
}
