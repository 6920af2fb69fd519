using System.CommandLine;
using SharedImages.Worker;

namespace SharedImages.Cli;

/// <summary><c>health</c>: asks a health endpoint, for container images that hold no other HTTP client.</summary>
internal static class HealthCommand
{
    private const string PortVariable = SettingsSources.VariablePrefix + "HEALTH__PORT";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    public static Command Create()
    {
        var url = new Option<Uri>("--url")
        {
            Description = $"Address to ask (else /ready on this machine's port {PortVariable}).",
            HelpName = "url",
        }.Of(InputForms.HttpAddress("an http address, such as http://127.0.0.1:8081/ready", Uri.UriSchemeHttp));
        var command = new Command("health", "Ask a health endpoint: exit code 0 if it answers 200, else 1.") { url };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(url) ?? OwnEndpoint(), cancellation));
        return command;
    }

    private static Uri OwnEndpoint()
    {
        if (Environment.GetEnvironmentVariable(PortVariable) is not { Length: > 0 } text)
        {
            throw new CommandException(ExitCode.InvalidInput, $"Nothing to ask: give --url or set {PortVariable}.");
        }

        return InputForms.Port.Read(text) is (var port, null)
            ? new UriBuilder(Uri.UriSchemeHttp, "127.0.0.1", port, "ready").Uri
            : throw new CommandException(ExitCode.InvalidInput, $"{PortVariable} is \"{text}\"; give {InputForms.Port.Wanted}, or give --url.");
    }

    private static async Task<int> RunAsync(Uri url, CancellationToken cancellation)
    {
        using var http = new HttpClient { Timeout = Timeout };
        try
        {
            using var answer = await http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellation);
            await Terminal.Out.WriteLineAsync($"{url} answers {(int)answer.StatusCode}");
            return answer.IsSuccessStatusCode ? ExitCode.Done : ExitCode.Failed;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            throw new CommandException(ExitCode.Failed, $"{url} does not answer: {e.GetBaseException().Message}");
        }
    }
}
