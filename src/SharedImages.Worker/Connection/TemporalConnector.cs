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
    /// <exception cref="TemporalUnavailableException">The configuration cannot be read; the message says where it is wrong.</exception>
    public static TemporalClientConnectOptions LoadOptions(string? address = null, string? temporalNamespace = null)
    {
        var options = Load();
        options.TargetHost = address ?? options.TargetHost ?? DefaultAddress;
        options.Namespace = temporalNamespace ?? options.Namespace;
        options.DataConverter = ContractJson.DataConverter;
        return options;
    }

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
            throw new TemporalUnavailableException(
                $"Cannot reach Temporal at {options.TargetHost} ({Reason(e)}): start it (sharedimages dev runs one) or name another with --address or TEMPORAL_ADDRESS.", e);
        }
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
                $"Temporal's configuration cannot be read: {OneLine(e)}. Correct the file (TEMPORAL_CONFIG_FILE, else temporal.toml) or the TEMPORAL_ variables.", e);
        }
    }

    /// <summary>What the operating system said, where the native client's account of it has that.</summary>
    private static string Reason(Exception e) => SystemMessage.Match(e.Message) is { Success: true } match ? match.Groups["text"].Value : FirstLine(e);

    private static string FirstLine(Exception e) => e.Message.Split('\n', 2)[0].TrimEnd('.', '\r');

    private static string OneLine(Exception e) => string.Join(" ", e.Message.Split((char[])['\n', '\r', ' '], StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.');

    [GeneratedRegex("kind: [A-Za-z]+, message: \"(?<text>[^\"]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex SystemMessage { get; }
}
