using System.Text.Json.Nodes;

namespace SharedImages.Cli.Tests;

/// <summary>Specs are checked alone, several at once.</summary>
[Collection(ProgramRun.Collection)]
public sealed class ValidateTests : IDisposable
{
    private const string Good = "apiVersion: sharedimages/v1\nkind: Retirement\nname: web-base\nversion: \"1\"\n";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task GoodSpecs_AreToldWithKindAndId()
    {
        var (first, second) = (File("a.yaml", Good), File("b.json", """{"apiVersion":"sharedimages/v1","kind":"Sweep"}"""));

        var run = await ProgramRun.OfAsync("validate", first, second);

        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Output.ShouldBe([$"{first}: Retirement, retire/web-base/1", $"{second}: Sweep, leftovers/all"]);
        run.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task AllErrorsOfAllFiles_AreToldWithTheirPlaces()
    {
        var (bad, good, worse, broken) = (
            File("bad.yaml", Good + "soak: 5\nextra: x\n"), File("good.yaml", Good), File("worse.yaml", "kind: Retirement\n"), File("broken.json", "{"));

        var run = await ProgramRun.OfAsync("validate", bad, good, worse, broken);

        run.ExitCode.ShouldBe(ExitCode.InvalidInput);
        run.Output.ShouldContain($"{bad}:5:7: soak: the number 5 instead of text; put it in quotes: \"5\"");
        run.Output.ShouldContain(line => line.StartsWith($"{bad}:6:1: extra: unknown field;", StringComparison.Ordinal));
        run.Output.ShouldContain($"{good}: Retirement, retire/web-base/1");
        run.Output.Where(line => line.StartsWith($"{worse}:", StringComparison.Ordinal)).Select(line => line.Split(' ')[1]).ShouldBe(["apiVersion:", "name:", "version:"], ignoreOrder: true);
        run.Output.ShouldContain(line => line.StartsWith($"{broken}:1:2: not JSON", StringComparison.Ordinal));
        run.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Json_HasTheSameForPrograms()
    {
        var (good, bad) = (File("good.yaml", Good), File("bad.yaml", Good + "soak: 5\n"));

        var run = await ProgramRun.OfAsync("validate", good, bad, "--output", "json");

        run.ExitCode.ShouldBe(ExitCode.InvalidInput);
        var found = JsonNode.Parse(run.Output.ShouldHaveSingleItem())!;
        (found["apiVersion"]!.ToString(), found["kind"]!.ToString()).ShouldBe(("sharedimages/v1", "Validation"));
        found["isValid"]!.GetValue<bool>().ShouldBeFalse();
        JsonNode.DeepEquals(found["specs"]![0], new JsonObject { ["file"] = good, ["isValid"] = true, ["kind"] = "Retirement", ["workflowId"] = "retire/web-base/1", ["errors"] = new JsonArray() })
            .ShouldBeTrue(run.Output[0]);
        var error = found["specs"]![1]!["errors"]!.AsArray().ShouldHaveSingleItem()!;
        (error["path"]!.ToString(), error["line"]!.GetValue<int>(), error["column"]!.GetValue<int>()).ShouldBe(("soak", 5, 7));
    }

    [Fact]
    public async Task AFileThatIsNotThere_IsRefused()
    {
        var run = await ProgramRun.OfAsync("validate", File("good.yaml", Good), Path.Combine(folder.FullName, "none.yaml"));

        run.ExitCode.ShouldBe(ExitCode.InvalidInput);
        run.Output.ShouldBeEmpty();
        run.Errors.ShouldHaveSingleItem().ShouldContain("none.yaml");
    }

    private string File(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }
}
