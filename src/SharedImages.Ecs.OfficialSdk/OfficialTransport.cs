using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Authentication;
using System.Text;
using System.Text.Json;
using AlibabaCloud.OpenApiClient.Models;
using AlibabaCloud.TeaUtil.Models;
using Tea;
using SdkClient = AlibabaCloud.SDK.Ecs20140526.Client;

namespace SharedImages.Ecs.OfficialSdk;

/// <summary>
/// Carries calls by the OpenAPI client of the official SDK, one client per endpoint. All values are texts already, so that no culture changes
/// them, and the SDK's retries are off. What it cannot do: docs/official-sdk.md.
/// </summary>
/// <param name="options">Timeouts, proxy, and the largest answer.</param>
/// <param name="time">The clock.</param>
public sealed class OfficialTransport(EcsClientOptions options, TimeProvider time) : IEcsTransport
{
    private readonly ConcurrentDictionary<Uri, (Credentials Signer, SdkClient Client)> clients = new();

    /// <inheritdoc/>
    public async Task<EcsReply> SendAsync(EcsCall call, CancellationToken cancellationToken = default)
    {
        var parameters = new Params
        {
            Action = call.Action,
            Version = call.Version,
            Protocol = call.Endpoint.Scheme,
            Pathname = "/",
            Method = "POST",
            AuthType = "AK",
            Style = "RPC",
            ReqBodyType = "formData",
            // As it came: the SDK's own reading would lose what is a number and what a text.
            BodyType = "string",
        };
        try
        {
            // In order, as our own client sends them. An empty form and not none: without a body HttpClient would send a request again by itself
            // when the connection drops.
            var request = new OpenApiRequest { Query = new(call.Parameters.OrderBy(pair => pair.Key, StringComparer.Ordinal), StringComparer.Ordinal), Body = new Dictionary<string, object>(StringComparer.Ordinal) };
            // The SDK knows no cancellation: the request goes on by itself until it is answered or times out.
            return Reply(call, await ClientOf(call).CallApiAsync(parameters, request, new RuntimeOptions { Autoretry = false }).WaitAsync(cancellationToken));
        }
        catch (TeaException e) when (e.DataResult is { } data)
        {
            return new(e.StatusCode, Json(data));
        }
        catch (TeaException e)
        {
            throw Failed(call, ErrorKind.Credentials, LocalCodes.NoCredentials, $"the official SDK does not send it: {e.Message}", e);
        }
        catch (WebException e)
        {
            throw Failed(call, ErrorKind.Transient, LocalCodes.Timeout, string.Create(CultureInfo.InvariantCulture, $"no answer from {call.Endpoint.Authority} within {options.RequestTimeout.TotalSeconds:0.#} s"), e);
        }
        catch (HttpRequestException e) when (e.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError)
        {
            throw Failed(call, ErrorKind.Transient, LocalCodes.Unreachable, $"cannot connect to {call.Endpoint.Authority}: {(e.InnerException as AuthenticationException)?.Message ?? e.Message}", e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw Failed(call, ErrorKind.Transient, LocalCodes.NoAnswer, $"the connection to {call.Endpoint.Authority} broke before the answer: {e.Message}", e);
        }
        catch (Exception e) when (e is Newtonsoft.Json.JsonException or ArgumentException or InvalidCastException)
        {
            // How the SDK takes an error that is no JSON object; the HTTP status is lost with it.
            throw Failed(call, ErrorKind.Transient, LocalCodes.BadAnswer, "the answer is an error that is not JSON", e);
        }
    }

    /// <summary>Nothing: the SDK keeps its connections as long as the process lives.</summary>
    public void Dispose() => clients.Clear();

    private static EcsException Failed(EcsCall call, ErrorKind kind, string code, string message, Exception inner) =>
        new(kind, call.Action, call.RegionId, code, message, innerException: inner);

    private static byte[] Json(Dictionary<string, object> error) => JsonSerializer.SerializeToUtf8Bytes(error
        .Where(field => field.Key is "Code" or "Message" or "RequestId")
        .ToDictionary(field => field.Key, field => Convert.ToString(field.Value, CultureInfo.InvariantCulture) ?? "", StringComparer.Ordinal));

    private EcsReply Reply(EcsCall call, Dictionary<string, object> answer)
    {
        var body = Encoding.UTF8.GetBytes((string)answer["body"]);
        if (body.Length > options.MaxResponseBytes)
        {
            throw new EcsException(ErrorKind.Transient, call.Action, call.RegionId, LocalCodes.BadAnswer, "the answer is larger than the limit");
        }

        return new((int)answer["statusCode"], body) { Clocks = ReadClocks((Dictionary<string, string>)answer["headers"]) };
    }

    private SdkClient ClientOf(EcsCall call) => clients.AddOrUpdate(
        call.Endpoint,
        _ => (call.Signer, Create(call)),
        (_, known) => known.Signer == call.Signer ? known : (call.Signer, Create(call))).Client;

    private SdkClient Create(EcsCall call)
    {
        var (secret, token) = call.Signer.Reveal();
        var proxy = call.Endpoint.IsLoopback ? null : options.Proxy?.ToString();
        return new(new Config
        {
            AccessKeyId = call.Signer.AccessKeyId,
            AccessKeySecret = secret,
            SecurityToken = token,
            Endpoint = call.Endpoint.Authority,
            Protocol = call.Endpoint.Scheme,
            // The SDK adds the two up and lets a call take that long.
            ConnectTimeout = (int)options.ConnectTimeout.TotalMilliseconds,
            ReadTimeout = (int)(options.RequestTimeout - options.ConnectTimeout).TotalMilliseconds,
            HttpProxy = proxy,
            HttpsProxy = proxy,
            UserAgent = "SharedImages",
        });
    }

    private ClockReading? ReadClocks(Dictionary<string, string> headers)
    {
        if (!headers.TryGetValue("date", out var text) || !DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var theirs))
        {
            return null;
        }

        var clocks = new ClockReading(time.GetUtcNow(), theirs);
        options.ClocksRead?.Invoke(clocks);
        return clocks;
    }
}
