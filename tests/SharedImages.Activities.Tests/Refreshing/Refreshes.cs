using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;

namespace SharedImages.Activities.Tests;

/// <summary>Refreshes as somebody asks for them.</summary>
internal static class Refreshes
{
    /// <summary>The publisher's encrypted images, kept in the home region and one more.</summary>
    public static RefreshSpec Spec() => new(
        "web-base",
        null,
        new(Site.Home, SimulatorWorld.PublisherAccount, null, "web-base-*"),
        VersionFrom.Matched,
        new(true, Site.KeyIn(Site.Home), IntakeAfter.Keep),
        [new(Site.Home, true, Site.KeyIn(Site.Home)), new(Site.Target, true, Site.KeyIn(Site.Target))],
        new("web-base-{version}", null, null, new SortedDictionary<string, string>(StringComparer.Ordinal)),
        null,
        new([]),
        DriftPolicy.Report,
        null);
}
