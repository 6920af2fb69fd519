using System.Security.Cryptography;
using System.Text;

namespace SharedImages.Ecs.Simulator;

/// <summary>Ids that look like ECS's (facts §1.7) and are the same in every run.</summary>
internal sealed class Ids
{
    private const string Alphabet = "0123456789abcdefghijklmnopqrstuvwxyz";
    private int given;

    /// <summary>How many were given.</summary>
    public int Given
    {
        get => given;
        set => given = value;
    }

    /// <summary>An opaque UUID for a name, as KMS gives them.</summary>
    public static string Uuid(string name) => new Guid(Hash(name).AsSpan(0, 16)).ToString();

    /// <summary>Letters and digits for a name.</summary>
    public static string Text(string name, int length) => string.Concat(Bytes(name, length).Select(value => Alphabet[value % Alphabet.Length]));

    /// <summary>A long number for a name.</summary>
    public static string Digits(string name, char first, int length) => first + string.Concat(Bytes(name, length - 1).Select(value => (char)('0' + value % 10)));

    /// <summary>A number from 0 to 1 for a name.</summary>
    public static double Fraction(string name) => BitConverter.ToUInt32(Hash(name)) / (double)uint.MaxValue;

    /// <summary>The id that follows from a name.</summary>
    public static string Of(string prefix, string name) =>
        $"{prefix}-{string.Create(20, Hash(name), Write)}";

    /// <summary>The next id: the prefix, a dash and 20 characters.</summary>
    public string Next(string prefix) => Of(prefix, $"{prefix}/{++given}");

    private static void Write(Span<char> text, byte[] values)
    {
        for (var index = 0; index < text.Length; index++)
        {
            text[index] = Alphabet[values[index] % Alphabet.Length];
        }
    }

    private static IEnumerable<byte> Bytes(string name, int count) =>
        Enumerable.Range(0, int.MaxValue).SelectMany(part => Hash($"{name}/{part}")).Take(count);

    private static byte[] Hash(string name) => SHA256.HashData(Encoding.UTF8.GetBytes(name));
}
