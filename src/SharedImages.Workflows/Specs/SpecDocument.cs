using System.Globalization;

namespace SharedImages.Workflows;

/// <summary>A parsed document: its root, or why it cannot be parsed.</summary>
/// <param name="Root">Null when it cannot be parsed.</param>
/// <param name="Error">Null when it can.</param>
public sealed record SpecDocument(SpecNode? Root, SpecError? Error)
{
    /// <summary>Where its reader notes what it asks of it; null = nowhere.</summary>
    internal SpecShapes? Asked { get; init; }

    /// <summary>A longer document is refused unread; the largest sensible spec has a third of it.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>A document nested deeper is refused; a spec has four levels.</summary>
    public const int MaxDepth = 16;

    /// <summary>A document that is no JSON or YAML.</summary>
    public static SpecDocument Malformed(int line, int column, string problem, string remedy) => new(null, new("", line, column, problem, remedy));

    /// <summary>A document longer than <see cref="MaxBytes"/>.</summary>
    public static SpecDocument TooLong { get; } =
        Malformed(1, 1, "the document is too long", string.Create(CultureInfo.InvariantCulture, $"use at most {MaxBytes} bytes"));
}
