using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using SharedImages.Workflows;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Client;
using Temporalio.Common.EnvConfig;
using Temporalio.Exceptions;

namespace SharedImages.Worker;

/// <summary>
/// How every part of the program reaches Temporal: by Temporal's own environment configuration (config file, strict, and
/// <c>TEMPORAL_ADDRESS</c>, <c>TEMPORAL_NAMESPACE</c>, <c>TEMPORAL_API_KEY</c>, <c>TEMPORAL_TLS…</c>), which options override.
/// </summary>
public static partial class TemporalConnector
{
    /// <summary>Used when neither option nor configuration names an address.</summary>
    public const string DefaultAddress = "localhost:7233";

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    /// <summary>The connect options, with the contract's data converter.</summary>
    /// <param name="address"><c>host:port</c>; null = as configured, else <see cref="DefaultAddress"/>.</param>
    /// <param name="temporalNamespace">Null = as configured, else <c>default</c>.</param>
    /// <exception cref="TemporalUnavailableException">The configuration cannot be read, or names no address; the message says where it is wrong.</exception>
    public static TemporalClientConnectOptions LoadOptions(string? address = null, string? temporalNamespace = null)
    {
        var options = Load();
        if (address is null && options.TargetHost is { Length: > 0 } configured && !IsAddress(configured))
        {
            throw new TemporalUnavailableException($"Temporal's address is \"{configured}\" by {TemporalEnvironment.AddressSource}; give host:port, such as {DefaultAddress}.");
        }

        options.TargetHost = address ?? options.TargetHost ?? DefaultAddress;
        options.Namespace = temporalNamespace ?? options.Namespace;
        options.DataConverter = ContractJson.DataConverter;
        return options;
    }

    /// <summary>Whether a text is <c>host:port</c>.</summary>
    public static bool IsAddress(string text) =>
        HostAndPort.Match(text) is { Success: true } match && int.Parse(match.Groups["port"].Value, CultureInfo.InvariantCulture) is > 0 and <= IPEndPoint.MaxPort;

    /// <summary>Connects and sees that the namespace is there.</summary>
    /// <exception cref="TemporalUnavailableException">Not reachable, refused, or no such namespace; the message says what to do.</exception>
    public static async Task<TemporalClient> ConnectAsync(TemporalClientConnectOptions options, CancellationToken cancellationToken = default)
    {
        try
        {
            var client = await TemporalClient.ConnectAsync(options).WaitAsync(ConnectTimeout, cancellationToken);
            await client.WorkflowService.DescribeNamespaceAsync(
                new DescribeNamespaceRequest { Namespace = options.Namespace },
                new() { Timeout = ConnectTimeout, CancellationToken = cancellationToken });
            return client;
        }
        catch (RpcException e) when (e.Code == RpcException.StatusCode.NotFound)
        {
            throw new TemporalUnavailableException(
                $"Temporal at {options.TargetHost} has no namespace '{options.Namespace}': create it (temporal operator namespace create --namespace {options.Namespace}) or name another with --namespace or TEMPORAL_NAMESPACE.", e);
        }
        catch (RpcException e) when (e.Code is RpcException.StatusCode.Unauthenticated or RpcException.StatusCode.PermissionDenied)
        {
            throw new TemporalUnavailableException(
                $"Temporal at {options.TargetHost} refuses us in namespace '{options.Namespace}' ({e.Message}): check TEMPORAL_API_KEY and the TEMPORAL_TLS settings.", e);
        }
        catch (Exception e) when (e is RpcException or RpcTimeoutOrCanceledException or InvalidOperationException or TimeoutException or ArgumentException)
        {
            throw new TemporalUnavailableException(await ExplainAsync(options, e, cancellationToken), e);
        }
    }

    private static async Task<string> ExplainAsync(TemporalClientConnectOptions options, Exception e, CancellationToken cancellationToken)
    {
        const string another = "name another server with --address or TEMPORAL_ADDRESS";
        var host = options.TargetHost!;
        if (RefusedCertificate.Match(e.Message) is { Success: true } refused)
        {
            return $"Temporal at {host} shows a TLS certificate that is not accepted ({refused.Groups["why"].Value}): name its CA with TEMPORAL_TLS_SERVER_CA_CERT_PATH, the name in it with TEMPORAL_TLS_SERVER_NAME, or {another}.";
        }

        // The SDK turns TLS on for a key.
        var usesTls = options.Tls is { } tls ? !tls.Disabled : options.ApiKey is not null;
        if (await TlsProbe.SpeaksTlsAsync(host, cancellationToken) is not { } speaksTls || speaksTls == usesTls)
        {
            return $"Cannot reach Temporal at {host} ({Reason(e)}): start it ({Invocation.Program} dev runs one) or {another}.";
        }

        if (speaksTls)
        {
            return $"Temporal at {host} speaks TLS, and TLS is off: set TEMPORAL_TLS=true (or tls in {TemporalEnvironment.Profile}), or {another}.";
        }

        var (source, remedy) = TemporalEnvironment.TlsSource();
        return $"Temporal at {host} does not speak TLS, and TLS is on because {source}: {remedy}, or {another}.";
    }

    private static TemporalClientConnectOptions Load()
    {
        try
        {
            return ClientEnvConfig.LoadClientConnectOptions(new() { ConfigFileStrict = true });
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The SDK passes on whatever its native reader says, under no common type.
            throw new TemporalUnavailableException(
                $"Temporal's configuration cannot be read ({TemporalEnvironment.Profile}): {OneLine(e)}. Correct the file or the TEMPORAL_ variables, which name file (TEMPORAL_CONFIG_FILE) and profile (TEMPORAL_PROFILE).", e);
        }
    }

    /// <summary>What the operating system or the server said, where the native client's account of it has that; else what comes before that account.</summary>
    private static string Reason(Exception e) =>
        e is TimeoutException ? $"no answer within {ConnectTimeout.TotalSeconds:0} s"
        : Said.Matches(e.Message) is [.., var last] ? last.Groups["text"].Value
        : NativeAccount.Split(FirstLine(e), 2)[0].TrimEnd(' ', ':', '(');

    private static string FirstLine(Exception e) => e.Message.Split('\n', 2)[0].TrimEnd('.', '\r');

    private static string OneLine(Exception e) => string.Join(" ", e.Message.Split((char[])['\n', '\r', ' '], StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.');

    [GeneratedRegex(@"\A(\[[0-9A-Fa-f:.%]+\]|[A-Za-z0-9._-]+):(?<port>[0-9]{1,5})\z", RegexOptions.ExplicitCapture)]
    private static partial Regex HostAndPort { get; }

    [GeneratedRegex("(message|error): \"(?<text>[^\"]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Said { get; }

    [GeneratedRegex(@"[a-z]+::|[A-Za-z]+ \{|[A-Za-z]+\(", RegexOptions.ExplicitCapture)]
    private static partial Regex NativeAccount { get; }

    [GeneratedRegex(@"InvalidCertificate\((?<why>[A-Za-z]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex RefusedCertificate { get; }
}
