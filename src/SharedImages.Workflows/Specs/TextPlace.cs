namespace SharedImages.Workflows;

/// <summary>Line and column of a byte offset in UTF-8 text; moves forward only.</summary>
internal ref struct TextPlace(ReadOnlySpan<byte> text)
{
    private readonly ReadOnlySpan<byte> text = text;
    private int offset;

    public int Line { get; private set; } = 1;

    public int Column { get; private set; } = 1;

    public void MoveTo(int target)
    {
        for (; offset < target && offset < text.Length; offset++)
        {
            var b = text[offset];
            if (b == '\n')
            {
                (Line, Column) = (Line + 1, 1);
            }
            else if (b >= 0xF0)
            {
                // Four bytes are two UTF-16 units; the three that follow count nothing.
                Column += 2;
            }
            else if ((b & 0xC0) != 0x80)
            {
                Column++;
            }
        }
    }
}
