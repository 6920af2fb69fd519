using System.Net;
using System.Net.Sockets;
using SharedImages.Worker;
using Temporalio.Client;

namespace SharedImages.Cli;

/// <summary>Temporal's Web UI, and where it shows a run.</summary>
/// <param name="Address">Its own address.</param>
/// <param name="Namespace">The namespace that its runs are in.</param>
internal sealed record WebUi(Uri Address, string Namespace)
{
    /// <summary>Where its address comes from when no option says it.</summary>
    public const string Variable = SettingsSources.WebUiVariable;

    /// <summary>What the address of a Web UI looks like.</summary>
    public static InputForm<Uri> Form { get; } = InputForms.HttpAddress("the http or https address of Temporal's Web UI, such as http://127.0.0.1:8233", "http", "https");

    /// <summary>A dev server has its Web UI so many ports above its own.</summary>
    public const int DevServerDistance = 1000;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    /// <summary>The one that is named, else that of a dev server on this machine; null when none is known.</summary>
    /// <param name="named">By the option.</param>
    /// <param name="client">Connected.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="CommandException">The variable holds no address.</exception>
    public static async Task<WebUi?> FindAsync(Uri? named, ITemporalClient client, CancellationToken cancellation) =>
        (named ?? OfVariable() ?? await OfDevServerAsync(client.Connection.Options.TargetHost!, cancellation)) is { } address ? new(address, client.Options.Namespace) : null;

    /// <summary>Where it shows a run.</summary>
    public Uri Link(string workflowId, string runId) => new($"{Workflows}/{Uri.EscapeDataString(workflowId)}/{Uri.EscapeDataString(runId)}");

    private string Workflows => $"{Address.AbsoluteUri.TrimEnd('/')}/namespaces/{Uri.EscapeDataString(Namespace)}/workflows";

    private static Uri? OfVariable() => Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } text ? null
        : Form.Read(text) is { Problem: null, Value: { } address } ? address
        : throw new CommandException(ExitCode.InvalidInput, $"{Variable} is \"{text}\"; give {Form.Wanted}.");

    // Of a server elsewhere, or behind a tunnel that brings one port alone, nothing can be known.
    private static async Task<Uri?> OfDevServerAsync(string server, CancellationToken cancellation) =>
        Uri.TryCreate($"tcp://{server}", UriKind.Absolute, out var address) && address.IsLoopback && address.Port <= IPEndPoint.MaxPort - DevServerDistance
        && new UriBuilder("http", address.Host, address.Port + DevServerDistance).Uri is { } ui && await ListensAsync(ui, cancellation) ? ui : null;

    private static async Task<bool> ListensAsync(Uri ui, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        using var connection = new TcpClient();
        try
        {
            await connection.ConnectAsync(ui.DnsSafeHost, ui.Port, patience.Token);
            return true;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            return false;
        }
    }
}
