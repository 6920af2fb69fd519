namespace SharedImages.Workflows;

/// <summary>Answer of <see cref="IRecallActivities.SurveyRecallAsync"/>.</summary>
/// <param name="Account">UID that the worker acts for.</param>
/// <param name="Sources">Images that no promotion of ours made, and that are bad themselves.</param>
/// <param name="Images">Images of ours that are bad, or came of a bad one, by region.</param>
/// <param name="Promotions">Open promotions of them, and such as make them, by workflow id.</param>
/// <param name="Channels">Channels that point to them.</param>
/// <param name="Notes">What is to be looked at by hand, a sentence each.</param>
/// <param name="Refusals">Every reason not to begin.</param>
public sealed record RecallSurvey(
    string Account,
    IReadOnlyList<string> Sources,
    IReadOnlyList<RecalledImage> Images,
    IReadOnlyList<string> Promotions,
    IReadOnlyList<RecalledChannel> Channels,
    IReadOnlyList<string> Notes,
    IReadOnlyList<Refusal> Refusals);
