using System.Text;
using System.Text.RegularExpressions;

namespace SharedImages.Ecs;

/// <summary>What a program says on stderr when it fails: enough to know why, and no secret.</summary>
internal static partial class Complaint
{
    private const int MaxLength = 200;

    /// <summary>Its first line, without what may be a secret; empty when it says nothing.</summary>
    public static string FirstLine(byte[] stderr)
    {
        var line = Encoding.UTF8.GetString(stderr).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "";
        var printable = ShownText.OneLine(line);

        // Masked before it is cut: half a secret is one, too.
        var masked = LongWord().Replace(NamedSecret().Replace(printable, "***"), "***");
        return masked.Length <= MaxLength ? masked : masked[..MaxLength] + "…";
    }

    [GeneratedRegex("[\\w-]*(secret|token|passw|pwd|credential|key)[\\w-]*[\"']?\\s*[=:]\\s*\\S+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NamedSecret();

    // Keys, secrets and tokens are all longer than most words.
    [GeneratedRegex("[A-Za-z0-9+/=_.~-]{16,}", RegexOptions.CultureInvariant)]
    private static partial Regex LongWord();
}
