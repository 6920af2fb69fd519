using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>Trouble other than ECS's that may pass by itself: <see cref="StepRunner"/> bears it for as long as patience lasts.</summary>
/// <param name="error">What is told when it does not pass.</param>
internal sealed class TroubleException(StepError error) : Exception(error.Message)
{
    public StepError Error { get; } = error;
}
