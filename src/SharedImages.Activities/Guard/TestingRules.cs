using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>Which commands a test may run, by the worker's settings. Pure.</summary>
internal static class TestingRules
{
    /// <summary>Name of the rule.</summary>
    public const string Rule = "test-commands";

    private const int MaxShown = 100;

    /// <summary>Why a test may not run; empty = it may.</summary>
    public static IEnumerable<Refusal> Refuse(IEnumerable<TestCommand> commands, TestingOptions options) =>
        commands.Where(command => !options.Commands.Allow(command.Run)).Select(command => new Refusal(
            Rule,
            $"this worker does not run the command \"{(command.Run.Length <= MaxShown ? command.Run : command.Run[..MaxShown] + "…")}\"; to allow it, add its digest {AllowedTexts.DigestOf(command.Run)} to {TestingOptions.CommandsSetting}, or set that to true, and restart the worker"));
}
