namespace SharedImages.Workflows;

/// <summary>Answer of <see cref="IChannelActivities.SurveyChannelAsync"/>.</summary>
/// <param name="Account">UID that the worker acts for.</param>
/// <param name="Places">The regions where there is something to do or to leave as it is; complete only without refusals.</param>
/// <param name="From">The versions that the channel points to now, each once.</param>
/// <param name="Unchecked">What could not be checked, a sentence each.</param>
/// <param name="Refusals">Every reason not to move it.</param>
public sealed record ChannelSurvey(
    string Account, IReadOnlyList<ChannelPlace> Places, IReadOnlyList<string> From, IReadOnlyList<string> Unchecked, IReadOnlyList<Refusal> Refusals);
