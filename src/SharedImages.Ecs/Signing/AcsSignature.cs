using System.Security.Cryptography;
using System.Text;

namespace SharedImages.Ecs;

/// <summary>
/// The signature ACS3-HMAC-SHA256 (facts §1.4), as pure functions: the client signs with them, the simulator checks with them.
/// </summary>
public static class AcsSignature
{
    /// <summary>Name of the algorithm, as it opens the Authorization header.</summary>
    public const string Algorithm = "ACS3-HMAC-SHA256";

    /// <summary>Lower-case hex SHA-256 of an empty body.</summary>
    public const string EmptyBodySha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    /// <summary>RFC 3986: everything but <c>A-Z a-z 0-9 - _ . ~</c> as upper-case percent-encoded UTF-8.</summary>
    public static string Encode(string text) => Uri.EscapeDataString(text);

    /// <summary>Parameters sorted by name (ordinal), encoded and joined; also what goes into the request's address, so that exactly what was signed is sent.</summary>
    public static string CanonicalQuery(IEnumerable<KeyValuePair<string, string>> parameters) =>
        string.Join('&', parameters
            .OrderBy(parameter => parameter.Key, StringComparer.Ordinal)
            .Select(parameter => $"{Encode(parameter.Key)}={Encode(parameter.Value)}"));

    /// <summary>The names of the signed headers, as the Authorization header lists them.</summary>
    public static string SignedHeaderList(IEnumerable<string> names) => string.Join(';', names.Order(StringComparer.Ordinal));

    /// <summary>The signature: lower-case hex.</summary>
    /// <param name="method">HTTP method, upper case.</param>
    /// <param name="canonicalQuery">From <see cref="CanonicalQuery"/>.</param>
    /// <param name="signedHeaders">The headers to sign by lower-case name: host, content-type if sent, every <c>x-acs-*</c>.</param>
    /// <param name="bodySha256">Lower-case hex SHA-256 of the body.</param>
    /// <param name="accessKeySecret">The secret.</param>
    public static string Sign(string method, string canonicalQuery, IReadOnlyDictionary<string, string> signedHeaders, string bodySha256, string accessKeySecret)
    {
        var stringToSign = $"{Algorithm}\n{Hash(CanonicalRequest(method, canonicalQuery, signedHeaders, bodySha256))}";
        return Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(accessKeySecret), Encoding.UTF8.GetBytes(stringToSign)));
    }

    /// <summary>Lower-case hex SHA-256 of a text's UTF-8 bytes.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>What is hashed and signed (facts §1.4, step 6).</summary>
    public static string CanonicalRequest(string method, string canonicalQuery, IReadOnlyDictionary<string, string> signedHeaders, string bodySha256)
    {
        var headers = string.Concat(signedHeaders
            .OrderBy(header => header.Key, StringComparer.Ordinal)
            .Select(header => $"{header.Key}:{header.Value.Trim()}\n"));
        return $"{method}\n/\n{canonicalQuery}\n{headers}\n{SignedHeaderList(signedHeaders.Keys)}\n{bodySha256}";
    }
}
