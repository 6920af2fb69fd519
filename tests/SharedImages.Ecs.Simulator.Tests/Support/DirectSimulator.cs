using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace SharedImages.Ecs.Simulator.Tests;

/// <summary>A simulator without its sockets: requests go into its gateway as the server would hand them over, so that there can be many.</summary>
internal sealed class DirectSimulator
{
    private readonly Gateway gateway;
    private readonly Journal journal = new();
    private int nonces;

    public DirectSimulator(SimulatorWorld world, TimeProvider time)
    {
        World = world;
        Time = time;
        var clock = new LifeClock(time, speed: 1);
        Cloud = new Cloud(world, clock);
        Faults = new FaultScript(clock);
        var identities = new Identities(world, time);
        State = new SimulatorState(Cloud, identities, journal);
        gateway = new Gateway(Cloud, Faults, identities, new Authenticator(identities, world.Rules, time), journal, new ClientTokens(clock, world.Rules));
    }

    public SimulatorWorld World { get; }

    public TimeProvider Time { get; }

    public Cloud Cloud { get; }

    public FaultScript Faults { get; }

    public SimulatorState State { get; }

    /// <summary>A call signed by v3, all in the query, as an honest client makes it.</summary>
    public Task<DirectAnswer> CallAsync(string account, string action, IEnumerable<KeyValuePair<string, string>> parameters) =>
        SendAsync(Signed(World.Account(account).AccessKeys[0], action, parameters));

    /// <summary>The same, before it is sent.</summary>
    public DirectRequest Signed(WorldAccessKey key, string action, IEnumerable<KeyValuePair<string, string>> parameters, string method = "POST", bool form = false)
    {
        var encoded = AcsSignature.CanonicalQuery(parameters);
        var (query, body) = form ? ("", Encoding.UTF8.GetBytes(encoded)) : (encoded, []);
        var headers = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["host"] = "ecs.test",
            ["x-acs-action"] = action,
            ["x-acs-version"] = VersionOf(action),
            ["x-acs-date"] = Time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["x-acs-signature-nonce"] = NextNonce(),
            ["x-acs-content-sha256"] = Convert.ToHexStringLower(SHA256.HashData(body)),
        };
        if (form)
        {
            headers["content-type"] = "application/x-www-form-urlencoded";
        }

        var signature = AcsSignature.Sign(method, query, headers, headers["x-acs-content-sha256"], key.Secret);
        headers["authorization"] = $"{AcsSignature.Algorithm} Credential={key.Id},SignedHeaders={AcsSignature.SignedHeaderList(headers.Keys)},Signature={signature}";
        return new DirectRequest(method, "/", query, headers, body);
    }

    /// <summary>A call signed by v1.</summary>
    public DirectRequest RpcSigned(WorldAccessKey key, string action, IEnumerable<KeyValuePair<string, string>> parameters, string method = "POST", bool form = false)
    {
        var all = new Dictionary<string, string>(parameters, StringComparer.Ordinal)
        {
            ["Action"] = action,
            ["Version"] = VersionOf(action),
            ["AccessKeyId"] = key.Id,
            ["Timestamp"] = Time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["SignatureMethod"] = RpcSignature.Method,
            ["SignatureVersion"] = RpcSignature.Version,
            ["SignatureNonce"] = NextNonce(),
        };
        all[RpcSignature.Parameter] = RpcSignature.Sign(RpcSignature.StringToSign(method, all), key.Secret);
        var encoded = AcsSignature.CanonicalQuery(all);
        var headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["host"] = "ecs.test" };
        if (form)
        {
            headers["content-type"] = "application/x-www-form-urlencoded";
        }

        return new DirectRequest(method, "/", form ? "" : encoded, headers, form ? Encoding.UTF8.GetBytes(encoded) : []);
    }

    public async Task<DirectAnswer> SendAsync(DirectRequest request)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = request.Method;
        context.Request.Path = request.Path;
        context.Request.QueryString = request.Query.Length > 0 ? new QueryString($"?{request.Query}") : default;
        foreach (var (name, value) in request.Headers)
        {
            context.Request.Headers[name] = value;
        }

        using var lifetime = new Lifetime(context);
        using var answer = new MemoryStream();
        context.Request.Body = new MemoryStream(request.Body);
        context.Response.Body = answer;
        await gateway.HandleAsync(context);
        return new DirectAnswer(lifetime.IsCut ? 0 : context.Response.StatusCode, context.Response.ContentType ?? "", Encoding.UTF8.GetString(answer.ToArray()));
    }

    private static string VersionOf(string action) => action is "GetCallerIdentity" or "AssumeRole" or "AssumeRoleWithOIDC" ? "2015-04-01" : "2014-05-26";

    private string NextNonce() => string.Create(CultureInfo.InvariantCulture, $"nonce-{++nonces}");

    private sealed class Lifetime : Microsoft.AspNetCore.Http.Features.IHttpRequestLifetimeFeature, IDisposable
    {
        private readonly CancellationTokenSource cut = new();

        public Lifetime(HttpContext context)
        {
            RequestAborted = cut.Token;
            context.Features.Set<Microsoft.AspNetCore.Http.Features.IHttpRequestLifetimeFeature>(this);
        }

        public bool IsCut => cut.IsCancellationRequested;

        public CancellationToken RequestAborted { get; set; }

        public void Abort() => cut.Cancel();

        public void Dispose() => cut.Dispose();
    }
}
