using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace SharedImages.Ecs.Simulator.Tests;

/// <summary>A blank as other people's SDKs put it on the wire, where every one of them signs <c>%20</c> (facts §1.1). Bytes on a socket: HttpClient writes queries anew.</summary>
public sealed class RawBlankTests : SimulatorTest
{
    private const string FormType = "application/x-www-form-urlencoded";
    private const string Description = "copied by c++ & co + %2B";
    private const string OnTheWire = "copied%20by%20c%2B%2B%20%26%20co%20%2B%20%252B";

    [Theory]
    [InlineData("+", false, false)]
    [InlineData("+", false, true)]
    [InlineData("+", true, false)]
    [InlineData("+", true, true)]
    [InlineData("%20", false, false)]
    [InlineData("%20", false, true)]
    [InlineData("%20", true, false)]
    [InlineData("%20", true, true)]
    public async Task A_blank_is_one_in_query_and_form_of_both_signatures_and_an_escaped_plus_stays_one(string blank, bool form, bool rpc)
    {
        var (parameters, headers) = rpc ? (Canonical(RpcParameters()), "") : (Canonical(Copy()), AcsHeaders(form ? Canonical(Copy()).Replace("%20", blank, StringComparison.Ordinal) : ""));
        parameters.ShouldContain(OnTheWire);

        var answer = await Send(parameters.Replace("%20", blank, StringComparison.Ordinal), headers, form);

        answer.ShouldStartWith("HTTP/1.1 200 OK\r\n", customMessage: answer);
        State.Images(SimulatorWorld.OurAccount).ShouldHaveSingleItem().Description.ShouldBe(Description);
    }

    private static string Canonical(Dictionary<string, string> parameters) => AcsSignature.CanonicalQuery(parameters);

    private static Dictionary<string, string> Copy() => new(StringComparer.Ordinal)
    {
        ["RegionId"] = Hangzhou,
        ["ImageId"] = SimulatorWorld.PlainImageId,
        ["DestinationRegionId"] = Hangzhou,
        ["DestinationDescription"] = Description,
    };

    private static WorldAccessKey Key => SimulatorWorld.Default().Account(SimulatorWorld.OurAccount).AccessKeys[0];

    private string Now => Time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private Dictionary<string, string> RpcParameters()
    {
        var parameters = new Dictionary<string, string>(Copy(), StringComparer.Ordinal)
        {
            ["Action"] = "CopyImage",
            ["Version"] = "2014-05-26",
            ["Format"] = "JSON",
            ["AccessKeyId"] = Key.Id,
            ["Timestamp"] = Now,
            ["SignatureMethod"] = "HMAC-SHA1",
            ["SignatureVersion"] = "1.0",
            ["SignatureNonce"] = "n",
        };
        parameters["Signature"] = RpcSignature.Sign($"POST&%2F&{Uri.EscapeDataString(Canonical(parameters))}", Key.Secret);
        return parameters;
    }

    /// <param name="body">The very bytes that are sent: a form is signed as it is.</param>
    private string AcsHeaders(string body)
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["host"] = Simulator.Endpoint.Authority,
            ["x-acs-action"] = "CopyImage",
            ["x-acs-version"] = "2014-05-26",
            ["x-acs-date"] = Now,
            ["x-acs-signature-nonce"] = "n",
            ["x-acs-content-sha256"] = AcsSignature.Hash(body),
        };
        if (body.Length > 0)
        {
            headers["content-type"] = FormType;
        }

        var signature = AcsSignature.Sign("POST", body.Length > 0 ? "" : Canonical(Copy()), headers, headers["x-acs-content-sha256"], Key.Secret);
        var lines = headers.Where(header => header.Key is not ("host" or "content-type")).Select(header => $"{header.Key}: {header.Value}\r\n");
        return $"{string.Concat(lines)}Authorization: {AcsSignature.Algorithm} Credential={Key.Id},SignedHeaders={AcsSignature.SignedHeaderList(headers.Keys)},Signature={signature}\r\n";
    }

    private async Task<string> Send(string parameters, string headers, bool form)
    {
        var (query, body) = form ? ("", parameters) : ($"?{parameters}", "");
        var type = form ? $"Content-Type: {FormType}\r\n" : "";
        var request = $"POST /{query} HTTP/1.1\r\nHost: {Simulator.Endpoint.Authority}\r\n{headers}{type}Content-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}";
        using var socket = new TcpClient("127.0.0.1", Simulator.Endpoint.Port);
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(socket.GetStream());
        return await reader.ReadToEndAsync();
    }
}
