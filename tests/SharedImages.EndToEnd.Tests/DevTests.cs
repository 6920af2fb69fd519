using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using SharedImages.Flows.Tests;

namespace SharedImages.EndToEnd;

/// <summary><c>dev</c>: what it starts, that it ends all of it, and that the next one ends what a killed one left.</summary>
[Collection(nameof(DevTests))] // dev takes the usual ports when they are free
public sealed class DevTests(TemporalServer server) : IDisposable
{
    private const string Up = "Ctrl-C ends everything.";

    private readonly string home = Directory.CreateTempSubdirectory("sharedimages-dev-").FullName;

    private string Records => Path.Combine(home, "sharedimages");

    private string Spec => Path.Combine(home, "promotion.yaml");

    public void Dispose() => Directory.Delete(home, recursive: true);

    [Fact]
    public async Task WhatItSaysComesNext_Works_AndSigtermEndsAll()
    {
        RequireServer();
        await using var dev = Start("dev", "--speed", "100", "--spec", Spec);
        var next = (await dev.LineAsync("sharedimages promote")).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..];
        await dev.LineAsync(Up);
        using var temporal = Process.GetProcessById(Record().GetProperty("Server").GetInt32());

        await using var promote = await RunAsync(next);
        dev.Signal("TERM");

        (await promote.ExitAsync()).ShouldBe(0, promote.Errors);
        promote.Output.ShouldContain("6 of 6 regions done");
        (await dev.ExitAsync()).ShouldBe(0, dev.Errors);
        temporal.HasExited.ShouldBeTrue();
        Directory.GetFiles(Records).ShouldBeEmpty();
    }

    [Fact]
    public async Task StateFile_KeepsTheImagesOfAPromotion_AndTheNextDevCopiesNoneOfThemAgain()
    {
        RequireServer();
        var state = Path.Combine(home, "world.yaml");
        (await PromoteInDevAsync("--state", state)).ShouldContain("6 of 6 regions done");
        var kept = OurImages(state);

        (await PromoteInDevAsync("--state", state)).ShouldContain("6 of 6 regions done");

        kept.Length.ShouldBe(6);
        OurImages(state).ShouldBe(kept);
    }

    [Fact]
    public async Task Killed_TheNextOneEndsTheServerThatItLeft()
    {
        RequireServer();
        await using var killed = Start("dev");
        await killed.LineAsync(Up);
        using var temporal = Process.GetProcessById(Record().GetProperty("Server").GetInt32());
        await killed.KillAsync();
        temporal.HasExited.ShouldBeFalse();

        await using var next = Start("dev");
        await next.LineAsync(Up);

        temporal.HasExited.ShouldBeTrue();
        next.Errors.ShouldContain($"Ended the Temporal dev server (process {temporal.Id}, 127.0.0.1:");
        Directory.GetFiles(Records).ShouldHaveSingleItem();
        next.Signal("TERM");
        (await next.ExitAsync()).ShouldBe(0, next.Errors);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(-60, false)]
    public async Task Leftover_IsEndedOnlyIfItIsTheProcessThatWasRecorded(int secondsOff, bool ended)
    {
        await using var bystander = Start("simulate", "--port", "0", "--output", "json");
        await bystander.LineAsync("\"address\"");
        await using var owner = await RunAsync("--version");
        using var process = Process.GetProcessById(bystander.Id);
        Directory.CreateDirectory(Records);
        await File.WriteAllTextAsync(Path.Combine(Records, $"dev-{owner.Id}.json"), JsonSerializer.Serialize(new
        {
            Owner = owner.Id,
            OwnerStarted = process.StartTime.ToUniversalTime(),
            Server = process.Id,
            ServerStarted = process.StartTime.ToUniversalTime().AddSeconds(secondsOff),
            Address = "127.0.0.1:7233",
        }));

        // It gets no further than that.
        await using var dev = await ProgramProcess.RunAsync(new Dictionary<string, string>(Environment()) { ["SHAREDIMAGES_TEMPORAL"] = Path.Combine(home, "nothing-here") }, "dev");

        (await dev.ExitAsync()).ShouldBe(2);
        dev.Errors.ShouldContain($"There is no temporal program at {Path.Combine(home, "nothing-here")}");
        dev.Errors.Contains($"Ended the Temporal dev server (process {bystander.Id}", StringComparison.Ordinal).ShouldBe(ended);
        process.HasExited.ShouldBe(ended);
        Directory.GetFiles(Records).ShouldBeEmpty();
    }

    [Fact]
    public async Task Record_IsOnlyForItsUser()
    {
        RequireServer();
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no file modes.");
            return;
        }

        await using var dev = Start("dev");
        await dev.LineAsync(Up);

        File.GetUnixFileMode(Directory.GetFiles(Records).Single()).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        dev.Signal("TERM");
        await dev.ExitAsync();
    }

    [Fact]
    public async Task SpecFileOfSomebodyElse_IsNotOverwritten()
    {
        await File.WriteAllTextAsync(Spec, "mine");

        await using var dev = await RunAsync("dev", "--spec", Spec);

        (await dev.ExitAsync()).ShouldBe(2);
        dev.Errors.ShouldContain($"{Spec} is there already, with other content");
        (await File.ReadAllTextAsync(Spec)).ShouldBe("mine");
    }

    [Theory]
    [InlineData("/nothing/here", 2, "--temporal is \"/nothing/here\", which is not there; give the temporal program")]
    [InlineData("/etc/passwd", 2, "/etc/passwd cannot be run")]
    [InlineData("/bin/false", 5, "Temporal's dev server ended at once (exit code 1)")]
    public async Task UnusableTemporalProgram_IsSaidWithoutStackTrace(string program, int exitCode, string message)
    {
        await using var dev = await RunAsync("dev", "--temporal", program);

        (await dev.ExitAsync()).ShouldBe(exitCode);
        dev.Errors.ShouldContain(message);
        dev.Errors.ShouldNotContain("   at ");
    }

    private async Task<string> PromoteInDevAsync(params string[] more)
    {
        await using var dev = Start(["dev", "--speed", "100", "--spec", Spec, .. more]);
        var next = (await dev.LineAsync("sharedimages promote")).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..];
        await dev.LineAsync(Up);
        await using var promote = await RunAsync(next);
        (await promote.ExitAsync()).ShouldBe(0, promote.Errors);
        dev.Signal("TERM");
        (await dev.ExitAsync()).ShouldBe(0, dev.Errors);
        return promote.Output;
    }

    // An image's id comes right before its owner, a snapshot's does not.
    private static string[] OurImages(string state) =>
        [.. Regex.Matches(File.ReadAllText(state), "- imageId: (m-[a-z0-9]+)\n +owner: \"1000000000000001\"").Select(image => image.Groups[1].Value)];

    // Skips without one: `dev` would download a server.
    private void RequireServer() => server.Environment.ShouldNotBeNull();

    private JsonElement Record() => JsonDocument.Parse(File.ReadAllText(Directory.GetFiles(Records).Single())).RootElement;

    private ProgramProcess Start(params string[] arguments) => ProgramProcess.Start(Environment(), arguments);

    private Task<ProgramProcess> RunAsync(params string[] arguments) => ProgramProcess.RunAsync(Environment(), arguments);

    // Its records are kept where the user's data are.
    private Dictionary<string, string> Environment() => new(StringComparer.Ordinal) { ["XDG_DATA_HOME"] = home, ["TEMPORAL_CONFIG_FILE"] = "/dev/null" };
}
