using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>All that tells whether somebody may still come back for an unfinished copy.</summary>
/// <param name="Region">Its region.</param>
/// <param name="Image">As ECS shows it.</param>
/// <param name="SharedWith">Accounts that have it.</param>
/// <param name="Run">How the run stands that its tags name.</param>
/// <param name="Users">The open operations that may work with it.</param>
internal sealed record LeftoverFacts(string Region, Image Image, IReadOnlyList<string> SharedWith, RunState Run, IReadOnlyList<ImageUser> Users)
{
    /// <summary>Asks ECS and Temporal, which is asked once for all of a run. What has gone meanwhile is left out.</summary>
    /// <param name="session">The account in use.</param>
    /// <param name="runs">Temporal.</param>
    /// <param name="ofARun">Images of one run of one promotion, as ECS shows them.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public static async Task<IReadOnlyList<LeftoverFacts>> OfAsync(GuardedSession session, IRuns runs, IReadOnlyList<(string Region, Image Image)> ofARun, CancellationToken cancellationToken)
    {
        var first = ofARun[0].Image;
        var users = await runs.UsersAsync(Promotion(first), [.. ofARun.Select(place => place.Image.ImageId)], cancellationToken);
        var state = await StateAsync(runs, Promotion(first), first.Tags.ValueOf(Lineage.Run), cancellationToken);
        var facts = new List<LeftoverFacts>();
        foreach (var (region, image) in ofARun)
        {
            if (await SharesAsync(session, region, image, cancellationToken) is { } shares)
            {
                facts.Add(new(region, image, shares, state, [.. users.Where(user => user.ImageIds.Count == 0 || user.ImageIds.Contains(image.ImageId, StringComparer.Ordinal))]));
            }
        }

        return facts;
    }

    /// <summary>Workflow id of the promotion whose lineage an image carries.</summary>
    public static string Promotion(Image image) => ContractNames.WorkflowId(image.Tags.ValueOf(Lineage.Promotion), image.Tags.ValueOf(Lineage.Version));

    // ECS tells the owner alone.
    private static async Task<IReadOnlyList<string>?> SharesAsync(GuardedSession session, string region, Image image, CancellationToken cancellationToken)
    {
        if (image.ImageOwnerId != session.Account)
        {
            return [];
        }

        try
        {
            return await OwnImages.SharesAsync(session.Ecs, region, image.ImageId, cancellationToken);
        }
        catch (EcsException failure) when (failure.Kind == ErrorKind.NotFound)
        {
            return null;
        }
    }

    // After a reset the tag names the first run of a chain, and how the chain stands is how its newest does.
    private static async Task<RunState> StateAsync(IRuns runs, string promotion, string run, CancellationToken cancellationToken)
    {
        if (run.Length == 0)
        {
            return RunState.Unknown;
        }

        var newest = await runs.FindAsync(promotion, null, cancellationToken);
        var chain = newest?.FirstRunId == run ? newest : await runs.FindAsync(promotion, run, cancellationToken);
        return chain?.State ?? RunState.Unknown;
    }
}
