using System.Text.RegularExpressions;
using SharedImages.Ecs;
using SharedImages.Worker;

namespace SharedImages.Cli.Tests;

/// <summary>docs/deployment.md names all settings of the worker and all calls of the ECS client, and no others.</summary>
public sealed partial class DeploymentDocumentTests
{
    private readonly string text = File.ReadAllText(Path.Combine(Checkout.Root, "docs/deployment.md"));

    [Fact]
    public void SettingsTable_IsWhatTheWorkerReads()
    {
        var rows = SettingRow().Matches(text).Select(row => (Key: row.Groups["key"].Value, Variable: row.Groups["variable"].Value)).ToList();

        rows.Select(row => row.Key).ShouldBe(KnownKeys(), ignoreOrder: true);
        rows.ShouldAllBe(row => row.Variable == SettingsSources.VariableOf(row.Key));
    }

    [Fact]
    public void PolicyTable_IsWhatTheEcsClientCalls() =>
        OperationRow().Matches(text).Select(row => row.Groups["operation"].Value)
            .ShouldBe(typeof(IEcsClient).GetMethods().Select(method => method.Name[..^"Async".Length]), ignoreOrder: true);

    // The worker itself lists them when it meets one that it does not know.
    private static string[] KnownKeys()
    {
        var error = Should.Throw<SettingsException>(() => WorkerSettings.Read(SettingsSources.Load(null, [KeyValuePair.Create("SHAREDIMAGES_NONSENSE", (string?)"1")])));

        return error.Message.TrimEnd('.').Split("there are: ")[1].Split(", ");
    }

    [GeneratedRegex(@"^\| `(?<key>[\w:]+)` \| `(?<variable>SHAREDIMAGES_\w+)` \|", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex SettingRow();

    [GeneratedRegex(@"^\| (?<operation>\w+) \| `(ecs|sts):", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex OperationRow();
}
