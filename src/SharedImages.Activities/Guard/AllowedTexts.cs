using System.Security.Cryptography;
using System.Text;

namespace SharedImages.Activities;

/// <summary>Which texts that run as root are let through: whoever can start an operation must not be able to run code unless the worker's owner says so.</summary>
/// <param name="All">Whether all are.</param>
/// <param name="Digests">SHA-256 of those that are, 64 hex digits each.</param>
public sealed record AllowedTexts(bool All, IReadOnlyList<string> Digests)
{
    /// <summary>None is.</summary>
    public static AllowedTexts None { get; } = new(false, []);

    /// <summary>Whether a text is let through.</summary>
    public bool Allow(string text) => All || Digests.Contains(DigestOf(text), StringComparer.OrdinalIgnoreCase);

    /// <summary>What the worker's owner writes down to allow a text.</summary>
    public static string DigestOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
