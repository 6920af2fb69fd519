namespace SharedImages.Cli;

/// <summary>Rows in columns, for pipes and logs as well as for people.</summary>
internal static class TextTable
{
    private const string Gap = "  ";

    /// <summary>One line per row, the header first; columns that are empty in every row are left out.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<string> header, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var columns = Enumerable.Range(0, header.Count).Where(column => rows.Any(row => row[column].Length > 0)).ToList();
        var widths = columns.ToDictionary(column => column, column => rows.Append(header).Max(row => row[column].Length));
        return rows.Prepend(header).Select(row => string.Join(Gap, columns.Select(column => row[column].PadRight(widths[column]))).TrimEnd());
    }
}
