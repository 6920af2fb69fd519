using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Authentication;

namespace SharedImages.Ecs;

/// <summary>Sends one signed request and reads one bounded answer. Never repeats one.</summary>
internal sealed class AcsTransport : IEcsTransport
{
    private readonly EcsClientOptions options;
    private readonly TimeProvider time;
    private readonly HttpClient http;

    /// <exception cref="ArgumentException">The proxy is none.</exception>
    public AcsTransport(EcsClientOptions options, TimeProvider time)
    {
        if (options.Proxy is { } address && !EndpointForm.Is(address))
        {
            throw new ArgumentException("The proxy is not an http or https address of scheme, host and port only; one that wants a password is taken from the machine's https_proxy.", nameof(options));
        }

        this.options = options;
        this.time = time;
        http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = options.ConnectTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            SslOptions = { EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13 },
            Proxy = new ProxyExceptLoopback(options.Proxy is { } proxy ? new WebProxy(proxy) : HttpClient.DefaultProxy),
            UseCookies = false,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        http.DefaultRequestHeaders.Accept.Add(new("application/json"));
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("SharedImages", typeof(AcsTransport).Assembly.GetName().Version?.ToString(3)));
    }

    /// <inheritdoc/>
    public async Task<EcsReply> SendAsync(EcsCall call, CancellationToken cancellationToken = default)
    {
        using var request = Sign(call);
        return await ExchangeAsync(request, call.Endpoint, call.Action, call.RegionId, cancellationToken);
    }

    /// <summary>
    /// The answer to a call that is not signed: signature v1's way without a signature (facts §1.5). Its proof is something in its form, which
    /// no failure repeats.
    /// </summary>
    /// <exception cref="EcsException">Anything else than a success.</exception>
    public async Task<EcsAnswer> PostFormAsync(
        Uri endpoint, string action, string version, string regionId, Parameters form, string proof, CancellationToken cancellationToken)
    {
        var query = AcsSignature.CanonicalQuery(new Parameters()
            .Add("Action", action)
            .Add("Version", version)
            .Add("Format", "JSON")
            .Add("Timestamp", Now())
            .Add("SignatureNonce", NewNonce())
            .Pairs);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{endpoint.GetLeftPart(UriPartial.Authority)}/?{query}"))
        {
            Content = new StringContent(AcsSignature.CanonicalQuery(form.Pairs), new MediaTypeHeaderValue("application/x-www-form-urlencoded")),
        };
        return AnswerReader.Read(await ExchangeAsync(request, endpoint, action, regionId, cancellationToken), action, regionId, proof);
    }

    public void Dispose() => http.Dispose();

    private static string NewNonce() => Guid.NewGuid().ToString("N");

    private async Task<EcsReply> ExchangeAsync(HttpRequestMessage request, Uri endpoint, string action, string regionId, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.RequestTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var clocks = ReadClocks(response);
            var body = await BoundedBody.RentAsync(response.Content, options.MaxResponseBytes, either.Token);
            return new((int)response.StatusCode, body) { RetryAfter = RetryAfter(response), Clocks = clocks };
        }
        catch (OperationCanceledException e) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new EcsException(ErrorKind.Transient, action, regionId, LocalCodes.Timeout, $"no answer from {endpoint.Authority} within {options.RequestTimeout.TotalSeconds:0.#} s", innerException: e);
        }
        catch (OperationCanceledException e) when (e.InnerException is TimeoutException && !cancellationToken.IsCancellationRequested)
        {
            // The handler's connect timeout, which covers the TLS handshake too.
            throw new EcsException(ErrorKind.Transient, action, regionId, LocalCodes.Unreachable, $"cannot connect to {endpoint.Authority} within {options.ConnectTimeout.TotalSeconds:0.#} s", innerException: e);
        }
        catch (HttpRequestException e) when (NothingSent(e))
        {
            throw new EcsException(ErrorKind.Transient, action, regionId, LocalCodes.Unreachable, $"cannot connect to {endpoint.Authority}: {Reason(e)}", innerException: e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new EcsException(ErrorKind.Transient, action, regionId, LocalCodes.NoAnswer, $"the connection to {endpoint.Authority} broke before the answer: {e.Message}", innerException: e);
        }
    }

    private static bool NothingSent(HttpRequestException e) => e.HttpRequestError
        is HttpRequestError.ConnectionError
        or HttpRequestError.NameResolutionError
        or HttpRequestError.SecureConnectionError
        or HttpRequestError.ProxyTunnelError;

    // Why a handshake failed, only the inner exception says.
    private static string Reason(HttpRequestException e) => e.InnerException is AuthenticationException handshake ? handshake.Message : e.Message;

    // On the wire a number of milliseconds (facts §1.8); bounded, so that no answer can put a caller to sleep for days.
    private static TimeSpan? RetryAfter(HttpResponseMessage response) =>
        response.Headers.TryGetValues("x-acs-retry-after", out var values)
        && UInt128.TryParse(values.FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
        && milliseconds > 0
            ? TimeSpan.FromMilliseconds((int)UInt128.Min(milliseconds, 120_000))
            : null;

    private ClockReading? ReadClocks(HttpResponseMessage response)
    {
        if (response.Headers.Date is not { } theirs)
        {
            return null;
        }

        var clocks = new ClockReading(time.GetUtcNow(), theirs);
        options.ClocksRead?.Invoke(clocks);
        return clocks;
    }

    private string Now() => time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private HttpRequestMessage Sign(EcsCall call)
    {
        var (endpoint, signer) = (call.Endpoint, call.Signer);
        var query = AcsSignature.CanonicalQuery(call.Parameters);
        var headers = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["host"] = endpoint.Authority,
            ["x-acs-action"] = call.Action,
            ["x-acs-version"] = call.Version,
            ["x-acs-date"] = Now(),
            ["x-acs-signature-nonce"] = NewNonce(),
            ["x-acs-content-sha256"] = AcsSignature.EmptyBodySha256,
        };
        if (signer.SecurityToken is { } token)
        {
            headers["x-acs-accesskey-id"] = signer.AccessKeyId;
            headers["x-acs-security-token"] = token;
        }

        var signature = AcsSignature.Sign("POST", query, headers, AcsSignature.EmptyBodySha256, signer.AccessKeySecret);
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{endpoint.GetLeftPart(UriPartial.Authority)}/?{query}"))
        {
            // Not null: without a body HttpClient would send a request again by itself when the connection drops.
            Content = new ByteArrayContent([]),
        };
        foreach (var (name, value) in headers.Where(header => header.Key != "host"))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        request.Headers.TryAddWithoutValidation(
            "Authorization",
            $"{AcsSignature.Algorithm} Credential={signer.AccessKeyId},SignedHeaders={AcsSignature.SignedHeaderList(headers.Keys)},Signature={signature}");
        return request;
    }
}
