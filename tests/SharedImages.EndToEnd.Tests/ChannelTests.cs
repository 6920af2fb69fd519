using System.Text.Json;
using SharedImages.Flows.Tests;
using SharedImages.Tests;

namespace SharedImages.EndToEnd;

/// <summary>Channels by real processes: the commands of the README, and what they say where there is nothing to say.</summary>
public sealed class ChannelTests(TemporalServer server)
{
    private const string Region = "cn-shanghai";

    private static string Readme { get; } = File.ReadAllText(Path.Combine(Checkout.Root, "README.md"));

    [Fact]
    public async Task TheReadmesCommands_MoveAChannelAndShowIt()
    {
        await using var site = await Site.StartAsync(server);
        await site.StartWorkerAsync();
        var name = $"web-{site.Version}";
        var old = $"{site.Version}-old";
        await PromoteAsync(site, name, old);
        await PromoteAsync(site, name, site.Version);
        await SetAsync(site, name, "prod", old);

        foreach (var command in Commands().Select(command => command.Replace("web-base", name, StringComparison.Ordinal).Replace("2026.11.24", site.Version, StringComparison.Ordinal)))
        {
            await using var program = await site.RunAsync(Arguments(command));
            (await program.ExitAsync()).ShouldBe(0, command + program.Errors);
        }

        await using var show = await site.RunAsync("channel", "show", name, "--output", "json");
        (await show.ExitAsync()).ShouldBe(0, show.Errors);
        var channels = JsonDocument.Parse(show.Output).RootElement.GetProperty("channels");
        channels.GetProperty("dev").GetProperty("version").GetString().ShouldBe(site.Version);
        var prod = channels.GetProperty("prod");
        (prod.GetProperty("version").GetString(), prod.GetProperty("before").GetString(), prod.GetProperty("reason").GetString()).ShouldBe((old, site.Version, "slow disks"));
        prod.GetProperty("by").GetString().ShouldNotBeNullOrEmpty();
        var pointed = (await site.OurImagesAsync()).Where(image => image.GetProperty("tags").TryGetProperty("sharedimages:channel.prod", out _)).ToList();
        pointed.ShouldHaveSingleItem().GetProperty("imageId").GetString().ShouldBe(prod.GetProperty("regions").GetProperty(Region).GetString());
        await using var history = await site.RunAsync("channel", "history", name, "--output", "json");
        JsonDocument.Parse(history.Output).RootElement.GetProperty("moves").EnumerateArray().Select(move => (move.GetProperty("channel").GetString(), move.GetProperty("version").GetString()))
            .ShouldBe([("prod", old), ("dev", site.Version), ("prod", site.Version), ("prod", old)]);
        await using var status = await site.RunAsync("status", $"channel/{name}/prod");
        (await status.ExitAsync()).ShouldBe(0, status.Errors);
        status.Output.ShouldStartWith($"{name} prod points to {old} in 1 region; before, to {site.Version}.");
        await using var list = await site.RunAsync("list", "--kind", "Channel");
        list.Output.ShouldContain($"channel/{name}/prod  completed");
    }

    [Fact]
    public async Task WhereNothingIsKnown_ItSaysWhatToDo()
    {
        await using var site = await Site.StartAsync(server);
        var name = $"web-{site.Version}";

        foreach (var verb in new[] { "show", "history" })
        {
            await using var asked = await site.RunAsync("channel", verb, name);
            (await asked.ExitAsync()).ShouldBe(2);
            asked.Errors.ShouldContain($"Nothing is known of channels of {name} in namespace 'default'; set one, and it is known again: sharedimages channel set {name} CHANNEL VERSION");
        }

        await using var rollback = await site.RunAsync("channel", "rollback", name, "prod");
        (await rollback.ExitAsync()).ShouldBe(2);
        rollback.Errors.ShouldContain($"Nothing is known of channels of {name}");
        await using var status = await site.RunAsync("status", $"channel/{name}/prod");
        (await status.ExitAsync()).ShouldBe(6);
        status.Errors.ShouldContain("start it with: sharedimages channel set NAME CHANNEL VERSION");
    }

    [Fact]
    public async Task TheReadmesSpec_IsRefusedWhereItsVersionIsNot()
    {
        await using var site = await Site.StartAsync(server);
        var spec = site.WriteSpec(Readme.Split("```yaml\n").Skip(1).Select(block => block.Split("```")[0]).Single(block => block.Contains("kind: Channel\n", StringComparison.Ordinal)));

        await using var rehearsal = await site.RunAsync("rehearse", spec);

        (await rehearsal.ExitAsync()).ShouldBe(2);
        rehearsal.Errors.ShouldContain("an image of account 1000000000000001 that a promotion web-base/2026.11.24 has finished");
    }

    private static async Task PromoteAsync(Site site, string name, string version)
    {
        var spec = (await File.ReadAllTextAsync(site.SpecFile(Region))).Replace(site.Version, version, StringComparison.Ordinal).Replace("name: web-base\n", $"name: {name}\n", StringComparison.Ordinal);
        await using var promote = await site.RunAsync("promote", site.WriteSpec(spec));
        (await promote.ExitAsync()).ShouldBe(0, promote.Errors);
    }

    private static async Task SetAsync(Site site, string name, string channel, string version)
    {
        await using var set = await site.RunAsync("channel", "set", name, channel, version);
        (await set.ExitAsync()).ShouldBe(0, set.Errors);
    }

    private static string[] Commands() =>
        Readme.Split("```sh\n").Skip(1).Select(block => block.Split("```")[0]).Single(block => block.Contains("channel set", StringComparison.Ordinal)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    // As a shell takes them apart; the first word is the program.
    private static string[] Arguments(string command) =>
        [.. command.Split('"').SelectMany((part, number) => number % 2 == 1 ? [part] : part.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Skip(1)];
}
