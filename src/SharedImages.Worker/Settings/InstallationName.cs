namespace SharedImages.Worker;

/// <summary>The name of a deployment, one in the account that owns the copies, each of which is tagged with it.</summary>
public static class InstallationName
{
    // That of a tag's value in ECS.
    private const int MaxLength = 128;

    /// <summary>Whether it can be one: 1 to 128 letters, digits and <c>. _ : / @ -</c>.</summary>
    public static bool Is(string text) => text.Length is >= 1 and <= MaxLength && text.All(IsPart);

    /// <summary>The name of a deployment that has been given none: <c>namespace@host:port</c>, cut to what a tag holds.</summary>
    /// <param name="temporalNamespace">Namespace of Temporal.</param>
    /// <param name="address"><c>host:port</c> of Temporal.</param>
    public static string Of(string temporalNamespace, string address) =>
        string.Concat($"{temporalNamespace}@{address}".Take(MaxLength).Select(character => IsPart(character) ? character : '_'));

    private static bool IsPart(char character) => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or ':' or '/' or '@' or '-';
}
