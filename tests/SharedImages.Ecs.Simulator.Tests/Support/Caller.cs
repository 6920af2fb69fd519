using System.Globalization;
using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator.Tests;

/// <summary>Calls the simulator over HTTP as one access key, signing as facts §1.4 says.</summary>
internal sealed class Caller(Uri endpoint, WorldAccessKey key, TimeProvider clock) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });

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
        var response = await _http.SendAsync(request);
        return new Reply((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject(), response);
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Request(CallOptions options, (string Name, object Value)[] parameters)
    {
        var pairs = parameters.Select(parameter => KeyValuePair.Create(parameter.Name, Convert.ToString(parameter.Value, CultureInfo.InvariantCulture)!)).ToList();
        var query = AcsSignature.CanonicalQuery(pairs);
        var headers = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["host"] = endpoint.Authority,
            ["x-acs-action"] = options.Action,
            ["x-acs-version"] = options.Version,
            ["x-acs-date"] = options.Date ?? (clock.GetUtcNow() + options.ClockOff).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["x-acs-signature-nonce"] = options.Nonce ?? Guid.NewGuid().ToString(),
            ["x-acs-content-sha256"] = AcsSignature.EmptyBodySha256,
        };
        var signature = AcsSignature.Sign("POST", query, headers, AcsSignature.EmptyBodySha256, options.Secret ?? key.Secret);
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(endpoint, query.Length == 0 ? "/" : $"/?{query}"))
        {
            // Without a body object the handler would send again by itself when the connection is cut.
            Content = new ByteArrayContent([]),
        };
        foreach (var (name, value) in headers.Where(header => header.Key != "host"))
        {
            request.Headers.Add(name, value);
        }

        request.Headers.TryAddWithoutValidation(
            "Authorization",
            $"{AcsSignature.Algorithm} Credential={options.KeyId ?? key.Id},SignedHeaders={AcsSignature.SignedHeaderList(headers.Keys)},Signature={signature}");
        return request;
    }
}
