using Temporalio.Activities;

namespace SharedImages.Workflows;

/// <summary>What a retirement wishes for. Each may run twice with the same input and the effect of once.</summary>
public interface IRetirementActivities
{
    /// <summary>The images of a version in all regions, and what keeps each. Reads only; refusals are data, not failures.</summary>
    [Activity]
    Task<RetirementSurvey> SurveyRetirementAsync(RetirementSpec spec);

    /// <summary>One image once more: whom it is shared with, and what keeps it. Null = it is gone. Reads only.</summary>
    [Activity]
    Task<RetiredImage?> LookAtImageAsync(RetireImageRequest request);

    /// <summary>Marks an image as retiring, so that nothing new begins to use it.</summary>
    [Activity]
    Task MarkImageAsync(RetireImageRequest request);

    /// <summary>Takes an image back from all accounts and deprecates it; one that is kept is left as it is (<see cref="StepErrorKind.InUse"/>).</summary>
    [Activity]
    Task WithdrawImageAsync(RetireImageRequest request);

    /// <summary>An image as it was before: Available, shared with the accounts, without a mark. Never gives up on passing trouble.</summary>
    [Activity]
    Task RestoreImageAsync(RestoreImageRequest request);
}
