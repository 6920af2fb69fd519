using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;
using Temporalio.Exceptions;

namespace SharedImages.Activities.Tests;

/// <summary>
/// A hundred images as random worlds hold them – histories lost, second installations, tags forged or missing –, each of which a sweep is told to remove, whatever it is.
/// </summary>
public sealed class SweepWorldsTests
{
    private const string Own = SimulatorWorld.OurAccount;
    private const int Images = 100;
    private static readonly TimeSpan Patience = Site.Waiting.Patience;

    /// <summary>What protects an image, by what the simulator and Temporal show.</summary>
    private enum Protection
    {
        NoCopy,
        MissingTag,
        SecondInstallation,
        NoInstallation,
        Finished,
        Retiring,
        Recalled,
        Channel,
        Shared,
        Used,
        Young,
        RunOpen,
        RunCompleted,
    }

    [Fact]
    public async Task WhateverASweepIsTold_NothingGoesThatARuleProtects()
    {
        await using var site = await Site.StartAsync();
        site.Runs.Set("sweep", new("leftovers/all", SweepNames.SweepLeftovers, Runs.TaskQueue, "sweep", Site.Start, RunState.Open, null));
        var random = new Random(1507);
        var all = Enum.GetValues<Protection>();
        var (gone, kept) = (0, 0);
        for (var number = 0; number < Images; number++)
        {
            // As often as not nothing protects it.
            var protections = all.Where(_ => random.Next(all.Length * 3 / 2) == 0).ToHashSet();
            // ECS throttles who asks so much at one moment.
            site.Time.Advance(TimeSpan.FromSeconds(10));
            var image = Add(site, random, number, protections);

            await RemoveAsync(site, image);

            var isThere = site.Simulator.State.Images(Own).Any(other => other.ImageId == image);
            isThere.ShouldBe(protections.Count > 0, $"image {number}: {string.Join(", ", protections)}");
            (gone, kept) = isThere ? (gone, kept + 1) : (gone + 1, kept);
        }

        gone.ShouldBeGreaterThan(Images / 4);
        kept.ShouldBeGreaterThan(Images / 4);
    }

    private static string Add(Site site, Random random, int number, HashSet<Protection> protections)
    {
        // Of what protects nothing: a run that failed, was terminated, or is forgotten.
        var run = $"run-of-{number}";
        RunState? state = protections.Contains(Protection.RunOpen) ? RunState.Open
            : protections.Contains(Protection.RunCompleted) ? RunState.Completed
            : random.Next(3) switch { 0 => RunState.Failed, 1 => RunState.Terminated, _ => null };
        if (state is { } known)
        {
            site.Runs.Set(run, new($"promote/web-base/{number}", "PromoteImage", Runs.TaskQueue, run, Site.Start.AddDays(-9), known, null));
        }

        var image = site.Simulator.State.AddImage(Own, Copies.Finished(Copies.Request()) with
        {
            Name = $"image-{number}",
            IsCopied = !protections.Contains(Protection.NoCopy),
            CreationTime = protections.Contains(Protection.Young) ? site.Time.GetUtcNow().AddMinutes(-59) : site.Time.GetUtcNow().AddDays(-8),
            SharedWith = protections.Contains(Protection.Shared) ? [SimulatorWorld.ConsumerAccount] : [],
            Tags = Tags(random, number, run, protections),
        });
        if (protections.Contains(Protection.Used))
        {
            site.Simulator.State.AddInstance(Own, new() { Region = Site.Home, Name = $"instance-{number}", Image = image });
        }

        return image;
    }

    private static Dictionary<string, string> Tags(Random random, int number, string run, HashSet<Protection> protections)
    {
        var tags = new Dictionary<string, string>(Copies.Request().TagsWith([(Lineage.Run, run), (Lineage.Version, $"{number}")]), StringComparer.Ordinal);
        string[] proofs = [Lineage.Promotion, Lineage.Version, Lineage.SourceImage, Lineage.SourceOwner, Lineage.CopyKey, Lineage.Run];
        foreach (var protection in protections)
        {
            _ = protection switch
            {
                Protection.MissingTag => tags.Remove(proofs[random.Next(proofs.Length)]),
                Protection.NoInstallation => tags.Remove(Lineage.Installation),
                Protection.SecondInstallation => Set(tags, Lineage.Installation, "elsewhere"),
                Protection.Finished => Set(tags, Lineage.Done, Lineage.DoneValue),
                Protection.Retiring => Set(tags, Lineage.Mark, Lineage.RetiringValue),
                Protection.Recalled => Set(tags, Lineage.Mark, Lineage.RecalledValue),
                Protection.Channel => Set(tags, Lineage.Channel("prod"), Lineage.ChannelValue),
                _ => false,
            };
        }

        return tags;
    }

    private static bool Set(Dictionary<string, string> tags, string key, string value)
    {
        tags[key] = value;
        return true;
    }

    private static async Task RemoveAsync(Site site, string image)
    {
        var request = new RemoveImageRequest(new(Site.Home, image, Site.Start.AddDays(-8)), Own);
        var attempt = site.Attempt(1, Patience) with { WorkflowId = "leftovers/all", WorkflowRunId = "sweep" };
        foreach (var step in (Func<PromotionActivities, Task>[])[a => a.NoteSnapshotsAsync(request), a => a.RemoveImageAsync(request)])
        {
            try
            {
                await site.AttemptAsync(step, attempt);
            }
            catch (ApplicationFailureException refused) when (refused.NonRetryable)
            {
                refused.Details.ElementAt<StepError>(0).Kind.ShouldBe(StepErrorKind.Refused);
            }
        }
    }
}
