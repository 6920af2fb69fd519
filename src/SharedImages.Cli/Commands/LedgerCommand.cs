using System.CommandLine;
using System.Text.Json;
using SharedImages.Ecs.Simulator;

namespace SharedImages.Cli;

/// <summary><c>ledger</c>: what the calls to a simulator have left behind.</summary>
internal static class LedgerCommand
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    public static Command Create()
    {
        var admin = new Option<Uri>("--admin")
        {
            Description = "The simulator's admin address, as simulate says it with --admin-port.",
            HelpName = "address",
            Required = true,
        }.Of(InputForms.HttpAddress("an http or https address, such as http://127.0.0.1:8091", Uri.UriSchemeHttp, Uri.UriSchemeHttps));
        var output = Output.CreateOption();
        var command = new Command("ledger", "Show what a simulator's callers made, removed and left, and who has which image: exit code 1 if there are duplicates.") { admin, output };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(admin)!, parsed.GetValue(output), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(Uri admin, OutputFormat output, CancellationToken cancellation)
    {
        var ledger = await ReadAsync(admin, cancellation);
        if (output == OutputFormat.Json)
        {
            await Terminal.WriteJsonAsync(ledger.ToJson());
        }
        else
        {
            LedgerText.Write(Terminal.Out, ledger);
        }

        return ledger.Duplicates.Count == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static async Task<SimulatedLedger> ReadAsync(Uri admin, CancellationToken cancellation)
    {
        using var http = new HttpClient { Timeout = Timeout };
        try
        {
            return SimulatedLedger.Parse(await http.GetStringAsync(new Uri(admin, "/ledger"), cancellation));
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            throw new CommandException(ExitCode.InvalidInput, $"There is no ledger at {admin} ({e.GetBaseException().Message.TrimEnd('.')}); give the admin address of a running simulator, started with simulate --admin-port.");
        }
    }
}
