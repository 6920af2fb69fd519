namespace SharedImages.Workflows;

/// <summary>Answer of <see cref="ISweepActivities.SurveyLeftoversAsync"/>.</summary>
/// <param name="Account">UID that the worker acts for.</param>
/// <param name="Images">The unfinished copies, those that nothing keeps first; by promotion and region.</param>
/// <param name="More">How many there are beyond these.</param>
/// <param name="Refusals">Every reason not to begin.</param>
public sealed record LeftoverSurvey(string Account, IReadOnlyList<UnfinishedImage> Images, int More, IReadOnlyList<Refusal> Refusals);
