using System.Globalization;

namespace SharedImages.Workflows;

/// <summary>Reads the field <c>test</c> of a spec of any kind.</summary>
internal static class TestSpecReader
{
    /// <summary>More commands are refused.</summary>
    public const int MaxCommands = 20;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    // In Base64 ECS takes 24 KB of a command (facts §2.18).
    private static readonly SpecForm Run = new("a command", "use one line of 1 to 4096 characters", SpecForms.Visible + "{1,4096}");

    private static readonly SpecForm Output = new("a piece of output", "use 1 to 256 characters", SpecForms.Visible + "{1,256}");

    /// <summary>Null when it is not given.</summary>
    public static TestSpec? Read(SpecErrors errors, SpecFields spec)
    {
        if (spec.Value("test") is not { } node || SpecFields.Of(errors, spec.PathOf("test"), node, "readyWithin", "commands") is not { } fields)
        {
            return null;
        }

        return ReadBody(errors, fields);
    }

    /// <summary>The same of a map that has more fields than these.</summary>
    public static TestSpec ReadBody(SpecErrors errors, SpecFields fields)
    {
        const string remedy = "give a list of commands: - run: systemctl is-active web";
        var items = fields.Items("commands", fields.Value("commands"), remedy, "command", least: 0, MaxCommands);
        return new(
            fields.Duration("readyWithin", 30 * Second, 3600 * Second, 300 * Second),
            [.. items.Select((item, i) => ReadCommand(errors, string.Create(CultureInfo.InvariantCulture, $"{fields.PathOf("commands")}[{i}]"), item))]);
    }

    private static TestCommand ReadCommand(SpecErrors errors, string path, SpecNode node) =>
        SpecFields.Of(errors, path, node, "run", "output", "exitCode", "timeout") is { } fields
            ? new(
                fields.Text("run", Run),
                fields.OptionalText("output", Output),
                fields.Number("exitCode", 0, 255, 0),
                fields.Duration("timeout", 10 * Second, 3600 * Second, 60 * Second))
            : new("", null, 0, Second);
}
