using System.CommandLine;
using System.Text.RegularExpressions;

namespace SharedImages.Cli.Tests;

/// <summary>What <c>--help</c> adds: examples that are right, and the exit codes that the README has.</summary>
[Collection(ProgramRun.Collection)]
public sealed partial class HelpTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("sharedimages-help-").FullName;

    public static TheoryData<string> CommandPaths => [.. Paths(ProgramCommands.Create(), "")];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(CommandPaths))]
    public async Task EachCommand_HasExamplesOfItself_ThatAreRight(string path)
    {
        var examples = Examples.All[path];

        examples.ShouldNotBeEmpty();
        foreach (var example in examples)
        {
            example.ShouldStartWith(path);
            var parsed = ProgramCommands.Create().Parse(Arguments(example));
            parsed.Errors.Select(error => error.Message).ShouldBeEmpty(example);
            parsed.UnmatchedTokens.ShouldBeEmpty(example);
        }

        var help = await ProgramRun.OfAsync([.. path.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);
        help.ExitCode.ShouldBe(ExitCode.Done);
        help.Output.SkipWhile(line => line != "Examples:").Skip(1).Take(examples.Length).ShouldBe(examples.Select(example => $"  sharedimages {example}"));
    }

    [Fact]
    public void Examples_AreOfCommandsThatThereAre() => Examples.All.Keys.ShouldBe(Paths(ProgramCommands.Create(), ""), ignoreOrder: true);

    [Fact]
    public async Task ExitCodes_AreTheSameInHelpAndReadme()
    {
        var help = await ProgramRun.OfAsync("--help");

        var readme = Row.Matches(await File.ReadAllTextAsync(Path.Combine(Checkout.Root, "README.md")))
            .Select(row => (int.Parse(row.Groups["code"].Value, System.Globalization.CultureInfo.InvariantCulture), row.Groups["means"].Value.Replace("`", "", StringComparison.Ordinal)));
        readme.ShouldBe(ExitCode.All);
        help.Output.SkipWhile(line => line != "Exit codes:").Skip(1).TakeWhile(line => line.Length > 0)
            .ShouldBe(ExitCode.All.Select(code => $"  {code.Code,3}  {code.Means}"));
    }

    [Fact]
    public void ExitCodes_AreAllInTheTable() =>
        typeof(ExitCode).GetFields().Select(field => (int)field.GetRawConstantValue()!).ShouldBe(ExitCode.All.Select(code => code.Code));

    [Theory]
    [InlineData("0.1.0+3e75a6502b8db2b76df3e685c0f0d56af825e0bb", "0.1.0+3e75a65")]
    [InlineData("0.1.0", "0.1.0")]
    [InlineData("0.2.0-rc.1+3e75a65", "0.2.0-rc.1+3e75a65")]
    public void Version_HasTheFirstLettersOfTheCommit(string informational, string shown) => ShortVersion.Of(informational).ShouldBe(shown);

    [Fact]
    public async Task Version_IsOneShortLine() => (await ProgramRun.OfAsync("--version")).Output.ShouldHaveSingleItem().ShouldMatch(@"\A[0-9]+\.[0-9]+\.[0-9]+(\+[0-9a-f]{7})?\z");

    // As a shell would hand it over, with files that are there, and without what it would do with the output.
    private string[] Arguments(string example) =>
        [.. Word.Matches(example.Split(" > ")[0]).Select(word => word.Value.Trim('"')).Select(word => word.EndsWith(".yaml", StringComparison.Ordinal) ? FileOf(word) : word)];

    private string FileOf(string name)
    {
        var file = Path.Combine(folder, name);
        File.WriteAllText(file, "");
        return file;
    }

    private static IEnumerable<string> Paths(Command command, string path) =>
        command.Subcommands.SelectMany(sub => Paths(sub, $"{path} {sub.Name}".TrimStart())).Prepend(path);

    [GeneratedRegex(@"^\| (?<code>\d+) \| (?<means>.+) \|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Row { get; }

    [GeneratedRegex("\"[^\"]*\"|[^ ]+")]
    private static partial Regex Word { get; }
}
