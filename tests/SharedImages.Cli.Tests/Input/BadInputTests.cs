using System.CommandLine;

namespace SharedImages.Cli.Tests;

/// <summary>Whatever is wrong with a value is said in one line, with exit code 2, before anything begins: for each value of each command.</summary>
[Collection(ProgramRun.Collection)]
public sealed class BadInputTests
{
    private const string Folder = "/";
    private const string Missing = "/nowhere/at-all.yaml";
    private const string Port = "a port from 0 to 65535 (0 is any free one)";
    private const string Output = "text or json";
    private const string Promotion = "a promotion such as promote/NAME/VERSION";
    private const string Account = "an account UID of 1 to 20 digits, such as 3000000000000003";
    private const string World = "a YAML file that describes a world";
    private const string Spec = "a spec file, or - to read the spec from stdin";
    private const string State = "a file in a folder that is there and can be written";
    private const string Factor = "a factor from 0.001 to 1000000, such as 1 or 60";

    /// <summary>What each value may be, and what it may not.</summary>
    private static readonly SortedDictionary<string, (string Give, string[] Bad)> Values = new(StringComparer.Ordinal)
    {
        ["FILE"] = (Spec, [Folder, Missing, "--nope", "-x"]),
        ["FILE|ID"] = ($"{Spec}, or {Promotion}", [Folder, Missing, "--nope", "web-base", "share/web-base/1", "other/web-base/1"]),
        ["recall FILE|ID"] = ($"{RecallRequest.Wanted}, or {Spec}", [Folder, Missing, "--nope", "web-base", "share/web-base/1"]),
        ["recall ID"] = (RecallRequest.Wanted, [Folder, Missing, "web-base", "share/web-base/1", "release me"]),
        ["PROMOTION"] = (Promotion, [Folder, Missing, "web-base", "share/web-base/1", "web base/1"]),
        ["NAME"] = ("the name of a promotion, such as web-base", ["--nope"]),
        ["schedule NAME"] = ("the name of a refresh, or refresh/NAME", ["--nope", "promote/web-base", "web base"]),
        ["CHANNEL"] = ("dev or stage or prod", ["canary", "Prod", "--nope"]),
        ["VERSION"] = ("the version of a promotion, such as 2026.11.24", ["--nope"]),
        ["--reason"] = ("a reason", ["--output"]),
        ["--without"] = ("a region, such as cn-hangzhou", ["--output"]),
        ["--with"] = (Account, ["me", "300000000000000000003", "3 4", "-3"]),
        ["--from"] = (Account, ["me", "300000000000000000003"]),
        ["--for"] = ("Promotion or Launch or Sharing or Replacement or Refresh or Retirement or Channel or Recall or Sweep", ["promotions", "Promotion,Sharing"]),
        ["--kind"] = ("Promotion or Launch or Sharing or Replacement or Refresh or Retirement or Channel or Recall or Sweep", ["promotions", "Copy"]),
        ["KIND"] = ("Promotion or Launch or Sharing or Replacement or Refresh or Retirement or Channel or Recall or Sweep", ["promotions", "Copy", "--nope"]),
        ["schema --out"] = ("a file to write the schema to", [Folder, "--nope"]),
        ["ID"] = (OperationId.Wanted, ["web-base", "promote/web-base/1/cn-shanghai", "other/web-base/1", "web base/1", "web-base/1\n", "web-base/1\u001b[2J"]),
        ["ACTION"] = ("retry or retryAsNew or skip or abort or continue or back", ["again", "Retry", "0"]),
        ["--item"] = ("an item as status names it, such as a region", ["--step"]),
        ["--step"] = ("a step as status names it, such as copy", ["--item"]),
        ["SHELL"] = ("bash or zsh or fish", ["sh", "Bash", "--nope"]),
        ["--notice"] = ("a time such as 12h or 7d", ["soon", "7", "7 d", "-1d", "1.5h"]),
        ["--older-than"] = ("a time such as 12h or 7d", ["soon", "7", "-1d"]),
        ["--soak"] = ("a time such as 12h or 7d", ["soon", "7", "d"]),
        ["--timeout"] = ("a time from 1s to 30d, such as 90s or 2h", ["soon", "2", "0s", "31d", "999999999d", "-1h", "1.5h"]),
        ["--output"] = (Output, ["xml", "JSON", "1"]),
        ["--address"] = ("host:port, such as localhost:7233", ["localhost", "localhost:", "localhost:0", "localhost:99999", ":7233", "http://localhost:7233", "--namespace"]),
        ["--namespace"] = ("the name of a namespace", ["--output"]),
        ["--ui-address"] = ("the http or https address of Temporal's Web UI, such as http://127.0.0.1:8233", ["here", "127.0.0.1:8233", "ftp://127.0.0.1", "http://127.0.0.1:99999", "--output"]),
        ["--name"] = ("a name as specs have it, such as web-base", ["--output", "web base", "web' OR WorkflowId = 'x", "web/base", "web*"]),
        ["--since"] = ("a time such as 12h or 3d, or a moment such as 2026-11-24 or 2026-11-24T12:00Z", ["soon", "7", "-1d", "24.11.2026", "2026-13-01", "--output"]),
        ["--query"] = ("a list filter of Temporal, such as \"ImageName = 'web-base'\"", ["--output"]),
        ["--update-id"] = ("an id of this decision, such as build-4711", ["--output"]),
        ["--task-queue"] = ("the name of a task queue", ["--output"]),
        ["--config"] = ("a JSON file with the section SharedImages", [Folder, Missing, "--log"]),
        ["--log"] = (Output, ["xml", "Json", "1"]),
        ["--health-port"] = (Port, ["99999", "65536", "-1", "+1", "8o81", "8081.0"]),
        ["--port"] = (Port, ["99999", "65536", "-1", "+1", "http"]),
        ["--admin-port"] = (Port, ["99999", "65536", "-1"]),
        ["--admin-host"] = ("a name or address without a port, such as simulator", ["simulator:8091", "http://simulator", "two words"]),
        ["--listen"] = ("an IP address of this machine, such as 127.0.0.1 or 0.0.0.0", ["localhost", "8090", "127.0.0.256", "127.1"]),
        ["--world"] = (World, [Folder, Missing, "--state"]),
        ["--state"] = (State, [Folder, "--port"]),
        ["--out"] = (State, [Folder, "--output"]),
        ["--plan"] = ("the file of a plan, made by sharedimages plan FILE --out", [Folder, Missing, "--output"]),
        ["--certificate"] = ("a PKCS #12 file (.pfx, .p12)", [Folder, Missing, "--speed"]),
        ["--speed"] = (Factor, ["0", "-1", "NaN", "Infinity", "1e-9", "1e9", "fast"]),
        ["--admin"] = ("an http or https address, such as http://127.0.0.1:8091", ["here", "127.0.0.1:8091", "ftp://127.0.0.1", "http://127.0.0.1:99999"]),
        ["--url"] = ("an http address, such as http://127.0.0.1:8081/ready", ["here", "https://127.0.0.1", "http://127.0.0.1:99999"]),
        ["--seed"] = ("a whole number, such as 7", ["seven", "1.5", "99999999999999999999"]),
        ["--temporal"] = ("the temporal program", [Folder, Missing, "--speed"]),
        ["--report"] = (State, [Folder, "--seed"]),
        ["--save"] = ("a file to write a spec to", [Folder, "--fast"]),
        ["--spec"] = ("a file to write a spec to", [Folder, "--speed"]),
    };

    /// <summary>What else a command cannot do without.</summary>
    private static readonly SortedDictionary<string, string> Needed = new(StringComparer.Ordinal)
    {
        ["FILE"] = "-",
        ["FILE|ID"] = "-",
        ["NAME"] = "web-base",
        ["CHANNEL"] = "prod",
        ["VERSION"] = "1",
        ["PROMOTION"] = "web-base/1",
        ["--from"] = "3",
        ["ID"] = "web-base/1",
        ["ACTION"] = "retry",
        ["--item"] = "promotion",
        ["--admin"] = "http://127.0.0.1:1",
    };

    public static TheoryData<string, string, string> Rows
    {
        get
        {
            var rows = new TheoryData<string, string, string>();
            foreach (var (name, command) in Commands())
            {
                foreach (var input in Inputs(command))
                {
                    Values.ShouldContainKey(KeyOf(name, input), $"{name} takes {input}: say here what is no value of it");
                    foreach (var bad in Values[KeyOf(name, input)].Bad.Prepend(" ").Prepend(""))
                    {
                        rows.Add(name, input, bad);
                    }
                }
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task AValueThatIsNone_IsRefusedInOneLine(string command, string input, string value)
    {
        string[] arguments = [.. command.Split(' '), .. Arguments(Commands().Single(candidate => candidate.Name == command).Command, input, value)];
        ProgramCommands.Create().Parse(arguments).Errors.ShouldNotBeEmpty("it would begin");

        var run = await ProgramRun.OfAsync(arguments);

        run.ExitCode.ShouldBe(ExitCode.InvalidInput);
        run.Output.ShouldBeEmpty();
        var line = run.Errors.ShouldHaveSingleItem();
        line.ShouldStartWith($"{input} is \"{Printable.Of(value)}\"");
        line.ShouldEndWith($"; give {Values[KeyOf(command, input)].Give}. See: sharedimages {command} --help");
    }

    [Theory]
    [InlineData(Folder, ", which is a folder; give ")]
    [InlineData(Missing, ", which is not there; give ")]
    public async Task AFileToRead_SaysWhyItCannotBe(string file, string why) =>
        (await ProgramRun.OfAsync("promote", file)).Errors.ShouldHaveSingleItem().ShouldStartWith($"FILE is \"{file}\"{why}");

    [Theory]
    [InlineData("simulate", "--state", "--state is /nowhere/at-all.yaml; give a file in a folder that is there and can be written. Could not find")]
    [InlineData("dev", "--state", "--state is /nowhere/at-all.yaml; give a file in a folder that is there and can be written. Could not find")]
    [InlineData("dev", "--spec", "--spec is /nowhere/at-all.yaml; give a file in a folder that is there and can be written. Could not find")]
    public async Task AFileToWrite_InAFolderThatIsNotThere_IsRefusedBeforeAnythingBegins(string command, string option, string line)
    {
        var run = await ProgramRun.OfAsync(command, option, Missing);

        run.ExitCode.ShouldBe(ExitCode.InvalidInput);
        run.Errors.ShouldHaveSingleItem().ShouldStartWith(line);
    }

    [Theory]
    [InlineData("promote", "Required argument missing for command: 'promote'. See: sharedimages promote --help")]
    [InlineData("simulate --port", "Required argument missing for option: '--port'. See: sharedimages simulate --help")]
    [InlineData("simulate --port 1 --port 2", "Option '--port' expects a single argument but 2 were provided. See: sharedimages simulate --help")]
    [InlineData("worker --trust-everybody", "worker has no option \"--trust-everybody\". See: sharedimages worker --help")]
    [InlineData("promot x --yes", "There is no command \"promot\"; did you mean promote? See: sharedimages --help")]
    [InlineData("frobnicate", "There is no command \"frobnicate\". See: sharedimages --help")]
    [InlineData("channel sett web-base dev", "There is no command \"channel sett\"; did you mean channel set? See: sharedimages channel --help")]
    [InlineData("recall relase web-base/1", "There is no command \"recall relase\"; did you mean recall release? See: sharedimages recall --help")]
    [InlineData("promote --ouput json", "promote has no option \"--ouput\"; did you mean --output? See: sharedimages promote --help")]
    [InlineData("list --opne", "list has no option \"--opne\"; did you mean --open? See: sharedimages list --help")]
    [InlineData("--verson", "sharedimages has no option \"--verson\"; did you mean --version? See: sharedimages --help")]
    [InlineData("init twice", "\"twice\" is one argument too many. See: sharedimages init --help")]
    [InlineData("status @file", "ID is \"@file\"; give an id such as promote/NAME/VERSION or launch/NAME/VERSION or share/NAME/VERSION or replace/NAME/VERSION or refresh/NAME or retire/NAME/VERSION or channel/NAME/CHANNEL or recall/NAME/VERSION or leftovers/all (NAME/VERSION alone is a promotion's), or the file of its spec. See: sharedimages status --help")]
    [InlineData("ledger", "Option '--admin' is required. See: sharedimages ledger --help")]
    [InlineData("", "Required command was not provided. See: sharedimages --help")]
    public async Task ACommandLineThatIsNone_SaysWhereToLook(string arguments, string line)
    {
        var run = await ProgramRun.OfAsync(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        run.ExitCode.ShouldBe(ExitCode.InvalidInput);
        run.Errors.ShouldBe([line]);
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("--{0}")]
    [InlineData("{0} promote")]
    [InlineData("promote {0}")]
    [InlineData("promote - --{0}")]
    [InlineData("promote - {0}")]
    [InlineData("status {0}")]
    [InlineData("list --kind {0}")]
    [InlineData("channel {0}")]
    public async Task AHugeHostileArgument_IsRefusedInShortLinesThatCommandNothing(string arguments)
    {
        var huge = $"\u001b[2J\u0007{new string('x', 1_000_000)}";

        var run = await ProgramRun.OfAsync([.. arguments.Split(' ').Select(argument => argument.Replace("{0}", huge, StringComparison.Ordinal))]);

        run.ExitCode.ShouldBe(ExitCode.InvalidInput);
        run.Output.ShouldBeEmpty();
        run.Errors.ShouldNotBeEmpty();
        run.Errors.ShouldAllBe(line => line.Length < 1_000 && !line.Any(char.IsControl));
    }

    [Fact]
    public void Values_AreAllOfSomeCommand() =>
        Values.Keys.Except(Commands().SelectMany(command => Inputs(command.Command).Select(input => KeyOf(command.Name, input))), StringComparer.Ordinal).ShouldBeEmpty();

    // What one command calls so may be another thing than what others do.
    private static string KeyOf(string command, string input) => $"{command.Split(' ')[0]} {input}" is var own && Values.ContainsKey(own) ? own : input;

    // One that has commands of its own takes nothing itself, unless it says what.
    private static IEnumerable<(string Name, Command Command)> Commands() => ProgramCommands.Create().Subcommands.SelectMany(command =>
        (command.Subcommands.Count == 0 || command.Arguments.Count > 0 ? [(command.Name, command)] : Array.Empty<(string, Command)>())
            .Concat(command.Subcommands.Select(verb => ($"{command.Name} {verb.Name}", verb))));

    private static IEnumerable<string> Inputs(Command command) =>
        command.Arguments.Select(argument => argument.Name).Concat(command.Options.Where(option => option.ValueType != typeof(bool)).Select(option => option.Name));

    private static IEnumerable<string> Arguments(Command command, string input, string value)
    {
        foreach (var name in Inputs(command).Where(name => name == input || Needed.ContainsKey(name)))
        {
            if (name.StartsWith('-'))
            {
                yield return name;
            }

            yield return name == input ? value : Needed[name];
        }
    }
}
