using System.CommandLine;
using SharedImages.Worker;
using Temporalio.Exceptions;

namespace SharedImages.Cli.Tests;

/// <summary>Whatever goes wrong is said in words and ends with a code of its own; the trace is for those who ask for it.</summary>
[Collection(ProgramRun.Collection)]
public sealed class CommandLineTests
{
    public static TheoryData<Exception, int, string[]> Failures => new()
    {
        { new CommandException(ExitCode.Failed, "first", "second\nof it"), ExitCode.Failed, ["first", "second of it"] },
        { new TemporalUnavailableException("Temporal is away"), ExitCode.TemporalUnavailable, ["Temporal is away"] },
        {
            new RpcException(RpcException.StatusCode.PermissionDenied, "no\u001b[2J right.", null),
            ExitCode.TemporalUnavailable,
            ["Temporal did not do what was asked of it (no [2J right); check its address, namespace and access, and try again."]
        },
        {
            new InvalidOperationException("a\nfault."),
            ExitCode.Unexpected,
            ["This should not have happened: InvalidOperationException: a fault. Run it again with --verbose, and report what it then says as a fault of sharedimages."]
        },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task AFailure_IsSaidWithoutItsTrace(Exception failure, int exitCode, string[] lines)
    {
        var run = await ProgramRun.OfAsync(Root(failure), "fail");

        run.ExitCode.ShouldBe(exitCode);
        run.Errors.ShouldBe(lines);
        run.Output.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("fail", "--verbose")]
    [InlineData("--verbose", "fail")]
    public async Task Verbose_AddsTheTrace(params string[] arguments)
    {
        var run = await ProgramRun.OfAsync(Root(new InvalidOperationException("a fault")), arguments);

        run.ExitCode.ShouldBe(ExitCode.Unexpected);
        run.Errors[0].ShouldStartWith("This should not have happened: InvalidOperationException: a fault. Run it again with --verbose");
        run.Errors[1].ShouldBe("System.InvalidOperationException: a fault");
        run.Errors.ShouldContain(line => line.Contains($"at {typeof(CommandLine).FullName}.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Verbose_IsKnownToEachCommand()
    {
        foreach (var command in ProgramCommands.Create().Subcommands)
        {
            (await ProgramRun.OfAsync(command.Name, "--verbose", "--help")).Output.ShouldContain(line => line.Contains("--verbose", StringComparison.Ordinal), command.Name);
        }
    }

    private static RootCommand Root(Exception failure)
    {
        var fail = new Command("fail");
        fail.SetAction((_, _) => Task.FromException<int>(failure));
        return new() { fail, ProgramCommands.VerboseOption() };
    }
}
