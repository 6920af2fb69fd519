using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace SharedImages.EndToEnd;

/// <summary><c>--state</c>: a simulated world outlives its process, and a file is never left in pieces. None of this needs a server.</summary>
[Collection(nameof(DevTests))]
public sealed class StateFileTests : IDisposable
{
    private const string Image = "m-bp1webbase0000000001";

    private static readonly Dictionary<string, string> Nothing = [];

    private readonly HttpClient http = new();
    private readonly string folder = Directory.CreateTempSubdirectory("sharedimages-state-").FullName;

    private string State => Path.Combine(folder, "world.yaml");

    private Uri? Admin { get; set; }

    public void Dispose()
    {
        http.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task World_LivesOn_WithItsLedger_ForItsOwnerOnly()
    {
        await StoppedAfterDeprecatingAsync();
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(State).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        await using var again = await StartAsync();

        (await StatusAsync()).ShouldBe("Deprecated");
        var effect = (await GetAsync("/ledger")).GetProperty("entries").EnumerateArray().ShouldHaveSingleItem();
        (effect.GetProperty("resourceId").GetString(), effect.GetProperty("before").GetString(), effect.GetProperty("after").GetString()).ShouldBe((Image, "Available", "Deprecated"));
        await StopAsync(again);
        Directory.GetFiles(folder).ShouldBe([State]);
    }

    [Fact]
    public async Task KilledWhileSaving_TheFormerFileStaysAsItWas()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no named pipes in folders.");
        }

        // More than a pipe holds.
        await using (var first = await StartAsync("--world", World(extraImages: 300)))
        {
            await StopAsync(first);
        }

        var former = await File.ReadAllBytesAsync(State);
        await using (var second = await StartAsync())
        {
            await DeprecateAsync();
            // It writes the file under another name first. As a pipe that nobody empties, that holds it in the middle of writing.
            var draft = string.Create(CultureInfo.InvariantCulture, $"{State}.{second.Id}.new");
            using var make = Process.Start("mkfifo", [draft]);
            await make.WaitForExitAsync();
            second.Signal("TERM");
            await using var pipe = await Task.Run(() => File.OpenRead(draft));
            (await pipe.ReadAsync(new byte[1])).ShouldBe(1);
            await second.KillAsync();
        }

        (await File.ReadAllBytesAsync(State)).ShouldBe(former);
        await using var third = await StartAsync();
        (await StatusAsync()).ShouldBe("Available");
    }

    [Theory]
    [InlineData("format: 1", "", "present")]
    [InlineData("region: cn-hangzhou\n      name", "region: cn-nowhere\n      name", "there is no region cn-nowhere")]
    [InlineData("present:", "present: \"", "not readable as YAML")]
    public async Task DamagedFile_ExitsTwoWithThePlace_AndStaysAsItIs(string right, string wrong, string message)
    {
        await StoppedAfterDeprecatingAsync();
        var damaged = (await File.ReadAllTextAsync(State)).Replace(right, wrong, StringComparison.Ordinal);
        await File.WriteAllTextAsync(State, damaged);

        await using var simulator = await ProgramProcess.RunAsync(Nothing, "simulate", "--port", "0", "--state", State);
        await using var dev = await ProgramProcess.RunAsync(Nothing, "dev", "--state", State);

        foreach (var program in new[] { simulator, dev })
        {
            (await program.ExitAsync()).ShouldBe(2);
            program.Errors.ShouldMatch($@"{State}:\d+:\d+: ");
            program.Errors.ShouldContain(message);
        }

        (await File.ReadAllTextAsync(State)).ShouldBe(damaged);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("nothing/world.yaml")]
    public async Task PlaceThatCannotBeWritten_ExitsTwoWithOneLine_BeforeAnythingStarts(string path)
    {
        var place = path.Length == 0 ? "" : Path.Combine(folder, path);
        await using var simulator = await ProgramProcess.RunAsync(Nothing, "simulate", "--port", "0", "--state", place);
        await using var dev = await ProgramProcess.RunAsync(Nothing, "dev", "--state", place);

        foreach (var program in new[] { simulator, dev })
        {
            (await program.ExitAsync()).ShouldBe(2);
            program.Output.ShouldBeEmpty();
            program.Errors.TrimEnd().ShouldNotContain('\n');
            program.Errors.ShouldStartWith("--state is ");
            program.Errors.ShouldContain("; give a file in a folder that is there and can be written.");
        }
    }

    [Fact]
    public async Task WorldWithoutTheAccountOfDevsWorker_ExitsTwo()
    {
        await File.WriteAllTextAsync(State, "regions: [cn-hangzhou]\naccounts: [{ id: \"7000000000000007\" }]\n");

        await using var dev = await ProgramProcess.RunAsync(Nothing, "dev", "--state", State);

        (await dev.ExitAsync()).ShouldBe(2);
        dev.Errors.ShouldContain("The world has no account 1000000000000001 with an access key");
    }

    private async Task StoppedAfterDeprecatingAsync()
    {
        await using var simulator = await StartAsync("--world", World(extraImages: 0));
        await DeprecateAsync();
        await StopAsync(simulator);
    }

    private string World(int extraImages)
    {
        var text = new StringBuilder("regions: [cn-hangzhou]\naccounts:\n  - id: \"2000000000000002\"\n    accessKeys: [{ id: LTAIexamplePublisher, secret: example-secret-of-Publisher }]\n    images:\n");
        text.AppendLine(CultureInfo.InvariantCulture, $"      - {{ region: cn-hangzhou, name: web-base, id: {Image} }}");
        for (var number = 0; number < extraImages; number++)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"      - {{ region: cn-hangzhou, name: other-{number} }}");
        }

        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "begin")).FullName, "world.yaml");
        File.WriteAllText(file, text.ToString());
        return file;
    }

    private async Task<ProgramProcess> StartAsync(params string[] more)
    {
        var program = ProgramProcess.Start(Nothing, ["simulate", "--port", "0", "--admin-port", "0", "--output", "json", "--state", State, .. more]);
        var info = JsonDocument.Parse(await program.LineAsync("\"address\"")).RootElement;
        Admin = new Uri(info.GetProperty("adminAddress").GetString()!);
        return program;
    }

    private async Task DeprecateAsync()
    {
        using var answer = await http.PostAsync(new Uri(Admin!, $"/images/{Image}/deprecate"), content: null);
        answer.EnsureSuccessStatusCode();
    }

    private async Task<string?> StatusAsync() => (await GetAsync("/state")).GetProperty("images").EnumerateArray()
        .Single(image => image.GetProperty("imageId").GetString() == Image).GetProperty("status").GetString();

    private async Task<JsonElement> GetAsync(string path) => await http.GetFromJsonAsync<JsonElement>(new Uri(Admin!, path));

    private static async Task StopAsync(ProgramProcess simulator)
    {
        simulator.Signal("TERM");
        (await simulator.ExitAsync()).ShouldBe(0, simulator.Errors);
    }
}
