namespace SharedImages.Workflows;

/// <summary>A copy that no promotion has finished.</summary>
/// <param name="Region">Its region.</param>
/// <param name="ImageId">Its id.</param>
/// <param name="Promotion">Workflow id of the promotion whose lineage it carries.</param>
/// <param name="Run">First run id of the run that made it.</param>
/// <param name="RunState">How that run stands.</param>
/// <param name="MadeAt">When it was made; null when ECS does not say.</param>
/// <param name="SizeGiB">Size of its system disk.</param>
/// <param name="KeptFor">What keeps it; null = nothing, it is a leftover.</param>
public sealed record UnfinishedImage(
    string Region, string ImageId, string Promotion, string Run, RunState RunState, DateTimeOffset? MadeAt, int SizeGiB, string? KeptFor);
