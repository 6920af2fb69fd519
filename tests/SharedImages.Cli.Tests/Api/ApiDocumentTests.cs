using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SharedImages.Cli.Tests;

/// <summary><c>docs/api.md</c> shows what programs get: the jq lines are run with what the commands print, and the shapes are those of the code.</summary>
[Collection(ProgramRun.Collection)]
public sealed partial class ApiDocumentTests : IDisposable
{
    private const string Format = " -o json | ";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("sharedimages-api-");

    public void Dispose() => folder.Delete(recursive: true);

    /// <summary>A wanted change is accepted by copying the file that the failure names over the document.</summary>
    [Fact]
    public async Task ExamplesAndShapes_AreWhatTheProgramPrints()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var document = await File.ReadAllTextAsync(Path.Combine(Checkout.Root, "docs", "api.md"), cancellation);
        var outputs = await ApiOutputs.ReadAsync(folder.FullName, cancellation);
        outputs.Values.ShouldAllBe(json => HasEnvelope(json));

        var received = Shapes.Replace(document, $"```text\n{string.Join('\n', ApiShapes.Lines())}\n```");
        foreach (Match example in Example.Matches(document))
        {
            var command = example.Groups["command"].Value;
            var parts = command.Split(Format);
            parts.Length.ShouldBe(2, command);
            outputs.Keys.ShouldContain(parts[0]);
            var lines = await RunAsync(parts[1], outputs[parts[0]], cancellation);
            lines.ShouldNotBeEmpty(command);
            lines.ShouldNotContain(line => line.Contains("null", StringComparison.Ordinal), command);
            received = received.Replace(example.Value, $"```console\n$ sharedimages {command}\n{string.Join('\n', lines)}\n```", StringComparison.Ordinal);
        }

        if (received != document)
        {
            var file = Path.Combine(AppContext.BaseDirectory, "api.received.md");
            await File.WriteAllTextAsync(file, received, cancellation);
            received.ShouldBe(document, $"what the program prints has changed; if that is wanted, copy {file} over docs/api.md");
        }

        // Nothing that was made ready is left without an example.
        outputs.Keys.ShouldBe(Example.Matches(document).Select(example => example.Groups["command"].Value.Split(Format)[0]).Distinct(), ignoreOrder: true);
    }

    private static bool HasEnvelope(string json)
    {
        using var parsed = JsonDocument.Parse(json);
        return parsed.RootElement.TryGetProperty("apiVersion", out _) && parsed.RootElement.TryGetProperty("kind", out _);
    }

    private static async Task<IReadOnlyList<string>> RunAsync(string jq, string json, CancellationToken cancellation)
    {
        jq.ShouldStartWith("jq ");
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", jq]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (shell.StandardOutput.ReadToEndAsync(cancellation), shell.StandardError.ReadToEndAsync(cancellation));
        await shell.StandardInput.WriteAsync(json.AsMemory(), cancellation);
        shell.StandardInput.Close();
        await shell.WaitForExitAsync(cancellation);
        shell.ExitCode.ShouldBe(0, $"{jq}: {await errors} (jq is needed: apt-get install jq)");
        return [.. (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Made.Replace(line, "${sort}-…"))];
    }

    /// <summary>Ids that the simulated ECS makes up.</summary>
    [GeneratedRegex(@"\b(?<sort>m|i)-(?!bp1webbase)[a-z0-9]{20}\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Made { get; }

    [GeneratedRegex(@"```console\n\$ sharedimages (?<command>[^\n]+)\n(?<output>[^`]*)```", RegexOptions.ExplicitCapture)]
    private static partial Regex Example { get; }

    [GeneratedRegex(@"```text\n[^`]*```", RegexOptions.ExplicitCapture)]
    private static partial Regex Shapes { get; }
}
