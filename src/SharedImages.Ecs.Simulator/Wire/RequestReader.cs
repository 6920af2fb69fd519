using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace SharedImages.Ecs.Simulator;

/// <summary>Reads an HTTP request into an <see cref="ApiRequest"/>: parameters from the query and from a form body, where a plus sign is a blank (facts §1.1).</summary>
internal static class RequestReader
{
    private const string Form = "application/x-www-form-urlencoded";

    private static readonly HashSet<string> OfTheProtocol = new(StringComparer.Ordinal)
    {
        "Action", "Version", "Format", "AccessKeyId", "SecurityToken", "Timestamp",
        "SignatureMethod", "SignatureVersion", "SignatureNonce", "SignatureType", RpcSignature.Parameter,
    };

    /// <exception cref="ApiException">Not a request that the gateway takes.</exception>
    public static async Task<ApiRequest> ReadAsync(HttpRequest request)
    {
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsPost(request.Method))
        {
            throw new ApiException(403, "UnsupportedHTTPMethod", $"This http method is not supported: {request.Method}. Use GET or POST.");
        }

        if (request.Path != "/")
        {
            throw new ApiException(404, "InvalidAction.NotFound", "Specified api is not found, the path of an operation is \"/\".");
        }

        var body = await ReadBodyAsync(request);
        var query = Decode(request.QueryString.Value.AsSpan().TrimStart('?'));
        var form = IsForm(request) ? Decode(Encoding.UTF8.GetString(body)) : [];
        var parameters = new Parameters(query.Concat(form));
        return new ApiRequest
        {
            Method = request.Method.ToUpperInvariant(),
            Headers = request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString(), StringComparer.Ordinal),
            Query = query,
            Parameters = parameters,
            OperationParameters = new Parameters(parameters.All.Where(parameter => !OfTheProtocol.Contains(parameter.Key))),
            BodySha256 = Convert.ToHexStringLower(SHA256.HashData(body)),
        };
    }

    private static async Task<byte[]> ReadBodyAsync(HttpRequest request)
    {
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, request.HttpContext.RequestAborted);
        return buffer.ToArray();
    }

    private static bool IsForm(HttpRequest request) => request.ContentType?.StartsWith(Form, StringComparison.OrdinalIgnoreCase) == true;

    private static List<KeyValuePair<string, string>> Decode(ReadOnlySpan<char> text)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        foreach (var range in text.Split('&'))
        {
            var pair = text[range];
            if (pair.IsEmpty)
            {
                continue;
            }

            var equals = pair.IndexOf('=');
            var name = equals < 0 ? pair : pair[..equals];
            var value = equals < 0 ? [] : pair[(equals + 1)..];
            pairs.Add(KeyValuePair.Create(Unescape(name), Unescape(value)));
        }

        return pairs;
    }

    private static string Unescape(ReadOnlySpan<char> text) =>
        Uri.UnescapeDataString(text.ToString().Replace('+', ' '));
}
