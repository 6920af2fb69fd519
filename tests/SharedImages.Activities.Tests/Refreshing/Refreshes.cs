using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;
using Temporalio.Activities;

namespace SharedImages.Activities.Tests;

/// <summary>Refreshes as somebody asks for them, and what their promotions have left.</summary>
internal static class Refreshes
{
    /// <summary>What the name of the publisher's encrypted image makes.</summary>
    public const string Version = "2026.11.24";

    /// <summary>The publisher's encrypted images, kept in the home region and one more.</summary>
    public static RefreshSpec Spec() => new(
        "web-base",
        null,
        new(Site.Home, SimulatorWorld.PublisherAccount, null, "web-base-*"),
        VersionFrom.Matched,
        new(true, Site.KeyIn(Site.Home), IntakeAfter.Keep),
        [new(Site.Home, true, Site.KeyIn(Site.Home)), new(Site.Target, true, Site.KeyIn(Site.Target))],
        new("web-base-{version}", "Web base {version}", "web-base", new SortedDictionary<string, string>(StringComparer.Ordinal) { ["team"] = "platform" }),
        null,
        new([]),
        DriftPolicy.Report,
        null);

    /// <summary>A finished image of the version, as its promotion would have left it.</summary>
    /// <param name="spec">The refresh.</param>
    /// <param name="region">One of its targets.</param>
    /// <param name="tags">Lineage that differs; null = without it.</param>
    public static WorldImage Left(this RefreshSpec spec, string region, params ReadOnlySpan<(string Key, string? Value)> tags)
    {
        var target = spec.Targets.Single(target => target.Region == region);
        var image = spec.ImageOf(Version);
        var lineage = new SortedDictionary<string, string>(image.Tags.ToDictionary(), StringComparer.Ordinal)
        {
            [Lineage.Promotion] = spec.Name,
            [Lineage.Version] = Version,
            [Lineage.SourceImage] = SimulatorWorld.EncryptedImageId,
            [Lineage.SourceOwner] = SimulatorWorld.PublisherAccount,
            [Lineage.Hop] = region == spec.Source.Region ? "intake" : "distribution",
            [Lineage.CopyKey] = CopyKeys.CopyKey(spec.Name, Version, SimulatorWorld.EncryptedImageId, region, target.Encrypted, target.KmsKeyId),
            [Lineage.Run] = "run-0",
            [Lineage.Installation] = Site.Installation,
            [Lineage.Content] = "content-1",
            [Lineage.Done] = Lineage.DoneValue,
        };
        foreach (var (key, value) in tags)
        {
            lineage.Remove(key);
            if (value is not null)
            {
                lineage[key] = value;
            }
        }

        return new()
        {
            Region = region,
            Name = image.Name,
            Description = image.Description!,
            Family = image.Family!,
            IsCopied = true,
            Disks = [new(40, target.KmsKeyId)],
            SharedWith = spec.Share.Accounts,
            Tags = lineage,
        };
    }

    /// <summary>Adds an image to our account.</summary>
    public static string Add(this Site site, WorldImage image) => site.Simulator.State.AddImage(SimulatorWorld.OurAccount, image);

    /// <summary>What the refresh finds.</summary>
    public static Task<RefreshReport> SurveyAsync(this Site site, RefreshSpec spec, TimeSpan ago = default) => site.RunAsync(() => site.Refresh.SurveyRefreshAsync(spec), site.RefreshAttempt(ago));

    /// <summary>Has an image set to what the spec says.</summary>
    /// <param name="site">Where.</param>
    /// <param name="spec">The refresh.</param>
    /// <param name="region">The image's region.</param>
    /// <param name="imageId">The image.</param>
    public static async Task<IReadOnlyList<Drift>> RepairAsync(this Site site, RefreshSpec spec, string region, string imageId)
    {
        var report = await site.SurveyAsync(spec);
        var request = new RepairImageRequest(report.Account, region, imageId, report.Version!, report.Source!, spec);
        return await site.RunAsync(() => site.Refresh.RepairImageAsync(request), site.RefreshAttempt());
    }

    /// <summary>An attempt of a step that the refresh asked for.</summary>
    public static ActivityInfo RefreshAttempt(this Site site, TimeSpan ago = default)
    {
        site.Runs.Set("refresh", new("refresh/web-base", "RefreshImages", Runs.TaskQueue, "refresh", Site.Start, RunState.Open, null));
        return site.Attempt(1, ago) with { WorkflowId = "refresh/web-base", WorkflowRunId = "refresh" };
    }
}
