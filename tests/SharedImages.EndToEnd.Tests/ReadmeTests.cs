using System.Text.Json;
using SharedImages.Flows.Tests;
using SharedImages.Tests;

namespace SharedImages.EndToEnd;

/// <summary>The README's examples of each kind, as it shows them but for ids and versions of one's own, by real processes: exit codes and JSON.</summary>
public sealed class ReadmeTests(TemporalServer server)
{
    private const string Region = "cn-shanghai";
    private const string Second = "5000000000000005";

    private static string Readme { get; } = File.ReadAllText(Path.Combine(Checkout.Root, "README.md"));

    [Fact]
    public async Task PromotionAndSharing()
    {
        await using var site = await StartAsync();
        var promoted = await RunAsync<PromotionResult>(site, "promote", Example(site, "Promotion"));
        promoted.Regions.Select(region => (region.Region, region.State)).ShouldBe([(Region, ItemState.Done), ("ap-southeast-1", ItemState.Done)]);

        var shared = await RunAsync<SharingResult>(site, "share", Example(site, "Sharing"));
        shared.Images.ShouldAllBe(image => image.SharedWith.SequenceEqual(new[] { Second }));
        shared.Images.Select(image => image.ImageId).ShouldBe(promoted.Regions.Select(region => region.ImageId), ignoreOrder: true);

        // What is shared already is left alone, and the README takes back from whom its first example has taken back.
        (await RunAsync<SharingResult>(site, Command(site, "share promote/"))).Images.ShouldAllBe(image => image.Added.Count == 0 && image.SharedWith.Count == 1);
        await RunAsync<SharingResult>(site, "share", site.WorkflowId, "--with", Site.Consumer);
        await using var asked = await site.RunAsync([.. Command(site, "unshare promote/"), "--output", "json"]);
        (await asked.ExitAsync()).ShouldBe(1, asked.Errors);
        JsonSerializer.Deserialize<SharingResult>(asked.Output, ContractJson.Options)!.Refusals.ShouldHaveSingleItem().Rule.ShouldBe("confirm-unsharing");
        (await RunAsync<SharingResult>(site, [.. Command(site, "unshare promote/"), "--yes"])).Images.ShouldAllBe(image => image.Removed.SequenceEqual(new[] { Site.Consumer }));
        (await site.OurImagesAsync()).Where(image => image.GetProperty("region").GetString() != Site.Home)
            .ShouldAllBe(image => image.GetProperty("sharedWith").GetArrayLength() == 1 && image.GetProperty("sharedWith")[0].GetString() == Second);
    }

    [Fact]
    public async Task Launch()
    {
        await using var site = await StartAsync();

        var launched = await RunAsync<LaunchResult>(site, "launch", Example(site, "Launch"));

        var region = launched.Regions.ShouldHaveSingleItem();
        region.Instances.Count.ShouldBe(3);
        region.Instances.SelectMany(instance => instance.Tests).Count(test => test.Passed).ShouldBe(3);
        var there = await site.OurInstancesAsync();
        there.Select(instance => instance.GetProperty("instanceId").GetString()).ShouldBe(region.Instances.Select(instance => instance.InstanceId), ignoreOrder: true);
        there.ShouldAllBe(instance => instance.GetProperty("status").GetString() == "Running" && instance.GetProperty("tags").GetProperty("team").GetString() == "web");
        await using var list = await site.RunAsync("list", "--kind", "Launch");
        list.Output.ShouldContain($"launch/web/{site.Version}  completed");
    }

    [Fact]
    public async Task Replacement()
    {
        await using var site = await StartAsync();
        var old = $"web-base/{site.Version}-old";
        await RunAsync<PromotionResult>(site, "promote", site.WriteSpec((await File.ReadAllTextAsync(site.SpecFile(Region))).Replace(site.Version, $"{site.Version}-old", StringComparison.Ordinal)));
        await RunAsync<LaunchResult>(site, "launch", site.LaunchSpec(old, 3, Region));
        var image = (await RunAsync<PromotionResult>(site, "promote", Example(site, "Promotion"))).Regions.Single(region => region.Region == Region).ImageId;
        // A real server's timers take their time.
        var spec = site.WriteSpec((await File.ReadAllTextAsync(Example(site, "Replacement"))).Replace("soak: 30m", "soak: 1s", StringComparison.Ordinal));

        var replaced = await RunAsync<ReplacementResult>(site, "replace", spec);

        replaced.Ends.ShouldBe(new Dictionary<InstanceEnd, int> { [InstanceEnd.Replaced] = 3 });
        replaced.Images.ShouldHaveSingleItem().ImageId.ShouldBe(image);
        (await site.OurInstancesAsync()).ShouldAllBe(instance => instance.GetProperty("status").GetString() == "Running" && instance.GetProperty("imageId").GetString() == image);
        (await site.MadeAsync("snapshot", "CreateSnapshot")).ShouldBe(3);
        await using var status = await site.RunAsync("status", spec);
        (await status.ExitAsync()).ShouldBe(0, status.Errors);
        status.Output.ShouldStartWith($"web-roll {site.Version}: completed, 3 replaced");
        (await RunAsync<ReplacementResult>(site, "replace", spec)).Ends.ShouldBe(new Dictionary<InstanceEnd, int> { [InstanceEnd.Unchanged] = 3 });
    }

    private async Task<Site> StartAsync()
    {
        var site = await Site.StartAsync(server);
        site.AllowInstances();
        site.Environment["SHAREDIMAGES_SHARERECIPIENTS"] = $"{Site.Consumer},{Second}";
        await site.StartWorkerAsync();
        return site;
    }

    private static async Task<TResult> RunAsync<TResult>(Site site, params string[] arguments)
        where TResult : OperationResult
    {
        await using var program = await site.RunAsync([.. arguments, "--output", "json"]);
        (await program.ExitAsync()).ShouldBe(0, program.Output + program.Errors);
        var result = JsonSerializer.Deserialize<TResult>(program.Output, ContractJson.Options)!;
        result.Outcome.ShouldBe(OperationOutcome.Completed, result.Summary);
        return result;
    }

    // The command in the README's text that begins so.
    private static string[] Command(Site site, string start)
    {
        var text = Readme.Replace("\n", " ", StringComparison.Ordinal);
        var from = text.IndexOf($"`{start}", StringComparison.Ordinal) + 1;
        return text[from..text.IndexOf('`', from)].Replace("2026.11.24", site.Version, StringComparison.Ordinal).Split(' ');
    }

    // What stands for ids of one's own is replaced by those of the site, and the version by one that no other test has.
    private static string Example(Site site, string kind)
    {
        var text = Readme.Split("```yaml\n").Skip(1).Select(block => block.Split("```")[0]).Single(block => block.Contains($"kind: {kind}\n", StringComparison.Ordinal));
        foreach (var region in new[] { Site.Home, Region, "ap-southeast-1" })
        {
            text = text.Replace($"KEY-OF-{region.ToUpperInvariant()}", site.KeyIn(region), StringComparison.Ordinal);
        }

        foreach (var (zone, vSwitch) in site.VSwitchesIn(Site.Home))
        {
            text = text.Replace($"vsw-of-{zone}", vSwitch, StringComparison.Ordinal);
        }

        return site.WriteSpec(text
            .Replace($"sg-of-{Site.Home}", site.SecurityGroupIn(Site.Home), StringComparison.Ordinal)
            .Replace("2026.11.24", site.Version, StringComparison.Ordinal));
    }
}
