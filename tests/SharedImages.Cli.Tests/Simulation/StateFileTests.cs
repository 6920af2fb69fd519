using Microsoft.Extensions.Time.Testing;
using SharedImages.Ecs.Simulator;

namespace SharedImages.Cli.Tests;

public sealed class StateFileTests : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly FakeTimeProvider time = new();
    private readonly string folder = Directory.CreateTempSubdirectory("sharedimages-state-").FullName;

    private string State => Path.Combine(folder, "world.yaml");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task World_IsWrittenAMinuteAfterItHasChanged_AndNotWhileItStands()
    {
        await using var simulator = await StartAsync();
        await using var keeping = StateFile.Of(State)!.Keep(simulator, time);
        time.Advance(Minute);
        File.Exists(State).ShouldBeFalse();

        simulator.State.DeprecateImage(SimulatorWorld.PlainImageId);
        time.Advance(Minute - TimeSpan.FromSeconds(1));
        File.Exists(State).ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(1));
        (await StatusInFileAsync()).ShouldBe("Deprecated");

        File.Delete(State);
        time.Advance(Minute);
        File.Exists(State).ShouldBeFalse();
        simulator.State.DisableAccessKey(SimulatorWorld.Default().Account(SimulatorWorld.OurAccount).AccessKeys[0].Id);
        time.Advance(Minute);
        (await File.ReadAllTextAsync(State)).ShouldContain("enabled: false");
        Directory.GetFiles(folder).ShouldBe([State]);
    }

    [Fact]
    public async Task WriteThatFails_LeavesTheFileAsItWas_AndIsTriedAgainTheNextMinute()
    {
        await File.WriteAllTextAsync(State, "former");
        var draft = $"{State}.{Environment.ProcessId}.new";
        Directory.CreateDirectory(draft);
        await using var simulator = await StartAsync();
        await using var keeping = StateFile.Of(State)!.Keep(simulator, time);

        simulator.State.DeprecateImage(SimulatorWorld.PlainImageId);
        time.Advance(Minute);
        (await File.ReadAllTextAsync(State)).ShouldBe("former");

        Directory.Delete(draft);
        time.Advance(Minute);
        (await StatusInFileAsync()).ShouldBe("Deprecated");
    }

    [Fact]
    public async Task World_IsNotWrittenAnyMoreOnceItIsLetGo()
    {
        await using var simulator = await StartAsync();
        await using (StateFile.Of(State)!.Keep(simulator, time))
        {
            simulator.State.DeprecateImage(SimulatorWorld.PlainImageId);
        }

        time.Advance(Minute);

        File.Exists(State).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("world/")]
    [InlineData("folder")]
    [InlineData("nothing/world.yaml")]
    [InlineData("file/world.yaml")]
    public void PlaceThatCannotBeWritten_IsRefusedBeforeAnythingStarts_AndNothingIsLeftThere(string path)
    {
        Directory.CreateDirectory(Path.Combine(folder, "folder"));
        File.WriteAllText(Path.Combine(folder, "file"), "");
        var place = path.Length == 0 ? "" : Path.Combine(folder, path);

        var refused = Should.Throw<CommandException>(() => StateFile.Of(place)!.Load());

        refused.ExitCode.ShouldBe(ExitCode.InvalidInput);
        refused.Message.ShouldStartWith($"--state is {place}; give a file in a folder that is there and can be written. ");
        Directory.GetFileSystemEntries(folder, "*", SearchOption.AllDirectories).Length.ShouldBe(2);
    }

    [Theory]
    [InlineData("")]
    [InlineData("simulator:8091")]
    [InlineData("http://simulator")]
    public void AdminHostThatIsNoName_IsRefused(string name) =>
        ProgramCommands.Create().Parse(["simulate", "--admin-host", name]).Errors.ShouldHaveSingleItem().Message.ShouldBe($"--admin-host is \"{name}\"; give a name or address without a port, such as simulator");

    private Task<EcsSimulator> StartAsync() => EcsSimulator.StartAsync(new EcsSimulatorOptions { Time = time, WallClock = time });

    /// <summary>As another simulator reads it.</summary>
    private async Task<string> StatusInFileAsync()
    {
        await using var again = await EcsSimulator.StartAsync(new EcsSimulatorOptions { World = StateFile.Of(State)!.Load()!, Time = time });
        return again.State.Image(SimulatorWorld.PlainImageId).Status;
    }
}
