using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace SharedImages.Ecs.Simulator.Tests;

/// <summary>Calls the simulator over HTTP as one access key, signing as facts §1.4 or §1.5 says.</summary>
internal sealed class Caller(Uri endpoint, WorldAccessKey key, TimeProvider clock, string? securityToken = null) : IDisposable
{
    private const string FormType = "application/x-www-form-urlencoded";

    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false });

    /// <summary>Calls and wants success.</summary>
    public async Task<Reply> Call(string action, params (string Name, object Value)[] parameters)
    {
        var reply = await Try(action, parameters);
        reply.ShouldBe(200, "OK");
        return reply;
    }

    /// <summary>Calls and takes what comes.</summary>
    public Task<Reply> Try(string action, params (string Name, object Value)[] parameters) => Try(new CallOptions(action), parameters);

    public async Task<Reply> Try(CallOptions options, params (string Name, object Value)[] parameters)
    {
        using var request = Request(options, parameters);
        return await Send(request);
    }

    public async Task<Reply> Send(HttpRequestMessage request)
    {
        var response = await http.SendAsync(request);
        return await Reply.ReadAsync(response);
    }

    public void Dispose() => http.Dispose();

    private HttpRequestMessage Request(CallOptions options, (string Name, object Value)[] parameters)
    {
        var pairs = parameters.Select(parameter => KeyValuePair.Create(parameter.Name, Convert.ToString(parameter.Value, CultureInfo.InvariantCulture)!));
        if (options.Rpc)
        {
            return RpcRequest(options, [.. pairs]);
        }

        if (options.ActionAsParameter)
        {
            pairs = pairs.Append(KeyValuePair.Create("Action", options.Action)).Append(KeyValuePair.Create("Version", options.Version));
        }

        var encoded = AcsSignature.CanonicalQuery(pairs);
        var (query, body) = options.Form ? ("", Encoding.UTF8.GetBytes(encoded)) : (encoded, []);
        var hash = Convert.ToHexStringLower(SHA256.HashData(body));
        var headers = Headers(options, hash);
        var signature = AcsSignature.Sign(options.Method.Method, query, headers, hash, options.Secret ?? key.Secret);
        var request = Request(options, query, body);
        foreach (var (name, value) in headers.Where(header => header.Key.StartsWith("x-acs-", StringComparison.Ordinal)))
        {
            request.Headers.Add(name, value);
        }

        if (options.Accept is { } accept)
        {
            request.Headers.Add("accept", accept);
        }

        if (options.UnsignedHeader is { } unsigned)
        {
            request.Headers.Add(unsigned, "x");
        }

        request.Headers.TryAddWithoutValidation(
            "Authorization",
            $"{AcsSignature.Algorithm} Credential={options.KeyId ?? key.Id},SignedHeaders={AcsSignature.SignedHeaderList(headers.Keys)},Signature={signature}");
        return request;
    }

    private HttpRequestMessage RpcRequest(CallOptions options, List<KeyValuePair<string, string>> pairs)
    {
        void Add(string name, string? value)
        {
            if (value is not null && !pairs.Any(pair => pair.Key == name))
            {
                pairs.Add(KeyValuePair.Create(name, value));
            }
        }

        Add("Action", options.Action);
        Add("Version", options.Version);
        Add("AccessKeyId", options.KeyId ?? key.Id);
        Add("SecurityToken", SecurityToken(options));
        Add("Timestamp", Date(options));
        Add("SignatureMethod", "HMAC-SHA1");
        Add("SignatureVersion", "1.0");
        Add("SignatureNonce", options.Nonce ?? Guid.NewGuid().ToString());
        var stringToSign = $"{options.Method.Method}&%2F&{Uri.EscapeDataString(AcsSignature.CanonicalQuery(pairs))}";
#pragma warning disable CA5350 // The protocol says SHA-1.
        var signature = HMACSHA1.HashData(Encoding.UTF8.GetBytes($"{options.Secret ?? key.Secret}&"), Encoding.UTF8.GetBytes(stringToSign));
#pragma warning restore CA5350
        Add("Signature", Convert.ToBase64String(signature));
        var encoded = AcsSignature.CanonicalQuery(pairs);
        return options.Form ? Request(options, "", Encoding.UTF8.GetBytes(encoded)) : Request(options, encoded, []);
    }

    private HttpRequestMessage Request(CallOptions options, string query, byte[] body)
    {
        var request = new HttpRequestMessage(options.Method, new Uri(endpoint, $"/?{query}{options.AddedToQuery}"));
        if (options.Method == HttpMethod.Post)
        {
            // Without a body object the handler would send again by itself when the connection is cut.
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = options.Form ? new MediaTypeHeaderValue(FormType) : null;
        }

        return request;
    }

    private string? SecurityToken(CallOptions options) => options.SecurityToken ?? securityToken;

    private string Date(CallOptions options) =>
        options.Date ?? (clock.GetUtcNow() + options.ClockOff).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private Dictionary<string, string> Headers(CallOptions options, string bodyHash)
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["host"] = endpoint.Authority,
            ["x-acs-date"] = Date(options),
            ["x-acs-signature-nonce"] = options.Nonce ?? Guid.NewGuid().ToString(),
            ["x-acs-content-sha256"] = options.DeclaredBodyHash ?? bodyHash,
        };
        if (!options.ActionAsParameter)
        {
            headers["x-acs-action"] = options.Action;
            headers["x-acs-version"] = options.Version;
        }

        if (SecurityToken(options) is { Length: > 0 } token)
        {
            headers["x-acs-accesskey-id"] = options.KeyId ?? key.Id;
            headers["x-acs-security-token"] = token;
        }

        if (options.Form)
        {
            headers["content-type"] = FormType;
        }

        return headers;
    }
}
