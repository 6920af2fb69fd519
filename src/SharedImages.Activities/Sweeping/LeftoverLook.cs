using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>Finds the copies of this installation that no promotion has finished, and what keeps each. Reads only.</summary>
internal sealed class LeftoverLook(ImageGuard guard, IRuns runs, string installation)
{
    /// <summary>What an answer holds: a payload and an event have a size that Temporal bears.</summary>
    public const int Most = 200;

    public async Task<LeftoverSurvey> SurveyAsync(SweepSpec spec, CancellationToken cancellationToken)
    {
        var session = await guard.EnterAsync(cancellationToken);
        IReadOnlyList<Refusal> refusals = [.. PolicyRules.Account(spec.Account, session.Account)];
        if (refusals.Count > 0)
        {
            return new(session.Account, [], 0, refusals);
        }

        var unfinished = await UnfinishedAsync(session.Ecs, cancellationToken);
        var images = new List<UnfinishedImage>();
        foreach (var ofARun in unfinished.Take(Most).GroupBy(place => (LeftoverFacts.Promotion(place.Image), place.Image.Tags.ValueOf(Lineage.Run))))
        {
            var facts = await LeftoverFacts.OfAsync(session, runs, [.. ofARun], cancellationToken);
            images.AddRange(facts.Select(image => Of(image, LeftoverRules.KeptFor(image, session.Account, installation, ServerTime.Now - spec.OlderThan))));
        }

        return new(session.Account, [.. images.OrderBy(image => image.KeptFor is not null)], Math.Max(0, unfinished.Count - Most), []);
    }

    // The oldest first: they are what a sweep is for.
    private async Task<IReadOnlyList<(string Region, Image Image)>> UnfinishedAsync(IEcsClient ecs, CancellationToken cancellationToken)
    {
        var there = await OwnImages.EverywhereAsync(ecs, [new(Lineage.Installation, installation)], cancellationToken);
        return
        [
            .. there
                .SelectMany(place => place.Images.Where(image => image.Tags.ValueOf(Lineage.Done) != Lineage.DoneValue).Select(image => (place.Region, Image: image)))
                .OrderBy(place => place.Image.CreationTime?.Date)
                .ThenBy(place => LeftoverFacts.Promotion(place.Image), StringComparer.Ordinal)
                .ThenBy(place => place.Image.Tags.ValueOf(Lineage.Run), StringComparer.Ordinal)
                .ThenBy(place => place.Region, StringComparer.Ordinal)
                .ThenBy(place => place.Image.ImageId, StringComparer.Ordinal),
        ];
    }

    private static UnfinishedImage Of(LeftoverFacts facts, string? keptFor)
    {
        var image = facts.Image;
        return new(facts.Region, image.ImageId, LeftoverFacts.Promotion(image), image.Tags.ValueOf(Lineage.Run), facts.Run, image.CreationTime, image.Size, keptFor);
    }
}
