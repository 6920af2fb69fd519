namespace SharedImages.Ecs.Simulator;

/// <summary>One object for a short text that comes again and again: what requests say is kept, in resources, the ledger and the journal.</summary>
internal sealed class TextCache
{
    private const int Places = 4096;
    private const int MaxLength = 64;

    private readonly string?[] _texts = new string?[Places];

    public string Of(string text)
    {
        if (text.Length > MaxLength)
        {
            return text;
        }

        // Of two that meet in a place the last stays; who loses a race has an object of its own.
        ref var place = ref _texts[text.GetHashCode(StringComparison.Ordinal) & (Places - 1)];
        return place is { } known && known == text ? known : place = text;
    }
}
