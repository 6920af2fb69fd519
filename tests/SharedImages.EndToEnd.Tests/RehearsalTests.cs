using System.Text.Json;

namespace SharedImages.EndToEnd;

/// <summary><c>demo</c> and <c>rehearse</c>: the built program alone, no Temporal server.</summary>
public sealed class RehearsalTests : IDisposable
{
    private static readonly Dictionary<string, string> Nothing = new(StringComparer.Ordinal);

    private const string World = """
        regions: [cn-hangzhou, cn-shanghai]
        accounts:
          - id: "1000000000000001"
            accessKeys: [{ id: LTAIexample, secret: example }]
            keys:
              - { region: cn-hangzhou, id: 7db3f364-ae51-7aed-ef24-9766874ce929 }
              - { region: cn-shanghai, id: 266c200f-96ce-1225-be3f-e9a6615ec668, enabled: false }
          - id: "2000000000000002"
            images:
              - { region: cn-hangzhou, id: m-bp1webbaseencr000001, name: web-base, sharedWith: ["1000000000000001"] }
          - id: "3000000000000003"
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("sharedimages-rehearsal-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Demo_TheWholeMission_NothingTwice()
    {
        await using var demo = await ProgramProcess.RunAsync(Nothing, "demo", "--fast", "--output", "json");

        (await demo.ExitAsync()).ShouldBe(0, demo.Errors);
        demo.Errors.ShouldStartWith("A rehearsal: the production workflows on virtual time");
        demo.Errors.ShouldContain("sharedimages dev");
        demo.Errors.ShouldContain("the worker is killed");
        demo.Errors.ShouldContain("the region resolved: retry");
        var report = JsonDocument.Parse(demo.Output).RootElement;
        report.GetProperty("result").GetProperty("outcome").GetString().ShouldBe("completed");
        report.GetProperty("result").GetProperty("regions").EnumerateArray().Select(region => region.GetProperty("imageId").GetString()).Distinct().Count().ShouldBe(6);
        report.GetProperty("result").GetProperty("regions").EnumerateArray().ShouldAllBe(region => region.GetProperty("tests")[0].GetProperty("passed").GetBoolean());
        report.GetProperty("result").GetProperty("launch").GetProperty("regions")[0].GetProperty("instances").GetArrayLength().ShouldBe(2);
        report.GetProperty("copiesMade").GetInt32().ShouldBe(6);
        report.GetProperty("copiesAsked").GetInt32().ShouldBe(6);
        var ends = report.GetProperty("then")[0].GetProperty("ends");
        ends.GetProperty("replaced").GetInt32().ShouldBe(11);
        ends.GetProperty("backOnFormerImage").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Rehearse_SaysWhatItWouldTake()
    {
        await using var rehearsal = await ProgramProcess.RunAsync(Nothing, "rehearse", Write(Targets("cn-shanghai")), "--seed", "7");

        (await rehearsal.ExitAsync()).ShouldBe(0, rehearsal.Errors);
        rehearsal.Output.ShouldContain("web-base 1: completed, 1 of 1 regions done");
        rehearsal.Output.ShouldContain("on the virtual clock");
        rehearsal.Output.ShouldContain("2 copies made, 2 asked for");
    }

    [Fact]
    public async Task Rehearse_ASpecThatWouldPark_SaysWhereAndWhatToDo()
    {
        var world = Path.Combine(folder, "world.yaml");
        await File.WriteAllTextAsync(world, World, TestContext.Current.CancellationToken);

        await using var rehearsal = await ProgramProcess.RunAsync(Nothing, "rehearse", Write(Targets("cn-shanghai")), "--world", world);

        (await rehearsal.ExitAsync()).ShouldBe(3, rehearsal.Errors);
        rehearsal.Output.ShouldContain("promote/web-base/1 would wait for a decision.");
        rehearsal.Output.ShouldContain("cn-shanghai would park at copy: copy ");
        rehearsal.Output.ShouldContain("to do: enable the KMS key");
    }

    [Fact]
    public async Task Rehearse_AWorldWithoutWhatTheSpecNames_SaysWhich()
    {
        await using var rehearsal = await ProgramProcess.RunAsync(Nothing, "rehearse", Write("""
            targets:
              - { region: cn-shanghai, kmsKeyId: 00000000-0000-0000-0000-000000000000 }
              - { region: cn-nowhere }
            share: { accounts: ["9000000000000009"] }
            """));

        (await rehearsal.ExitAsync()).ShouldBe(2);
        rehearsal.Errors.ShouldContain("which lacks:");
        rehearsal.Errors.ShouldContain("account 9000000000000009 (share.accounts)");
        rehearsal.Errors.ShouldContain("region cn-nowhere");
        rehearsal.Errors.ShouldContain("key 00000000-0000-0000-0000-000000000000 of account 1000000000000001 in cn-shanghai (there is 266c200f-96ce-1225-be3f-e9a6615ec668)");
    }

    [Fact]
    public async Task Rehearse_AFileThatIsNotThere_IsInvalidInput()
    {
        await using var rehearsal = await ProgramProcess.RunAsync(Nothing, "rehearse", Path.Combine(folder, "none.yaml"));

        (await rehearsal.ExitAsync()).ShouldBe(2);
        rehearsal.Errors.ShouldContain("none.yaml\", which is not there; give a spec file, or - to read the spec from stdin");
    }

    [Fact]
    public async Task Demo_CtrlC_EndsAtOnce()
    {
        await using var demo = ProgramProcess.Start(Nothing, "demo");
        await demo.LineAsync("resolving");

        demo.Signal("INT");

        (await demo.ExitAsync()).ShouldBe(130);
    }

    private static string Targets(string region) => $$"""
        targets:
          - { region: {{region}}, kmsKeyId: 266c200f-96ce-1225-be3f-e9a6615ec668 }
        share: { accounts: ["3000000000000003"] }
        """;

    private string Write(string rest)
    {
        var file = Path.Combine(folder, "promotion.yaml");
        File.WriteAllText(file, $$"""
            apiVersion: sharedimages/v1
            kind: Promotion
            name: web-base
            version: "1"
            source: { region: cn-hangzhou, owner: "2000000000000002", imageId: m-bp1webbaseencr000001 }
            intake: { kmsKeyId: 7db3f364-ae51-7aed-ef24-9766874ce929 }
            image: { name: web-base-1 }
            {{rest}}
            """);
        return file;
    }
}
