namespace SharedImages.Cli;

/// <summary>Rows in columns, for pipes and logs as well as for people.</summary>
internal static class TextTable
{
    private const string Gap = "  ";

    /// <summary>One line per row, the header first; columns that are empty in every row are left out.</summary>
    /// <param name="header">Names of the columns.</param>
    /// <param name="rows">As many texts each.</param>
    /// <param name="width">What there is room for; null = no matter.</param>
    /// <param name="expendable">Names of the columns that are left out where there is too little of it, the first one first.</param>
    public static IEnumerable<string> Lines(IReadOnlyList<string> header, IReadOnlyList<IReadOnlyList<string>> rows, int? width = null, params IReadOnlyList<string> expendable)
    {
        var columns = Enumerable.Range(0, header.Count).Where(column => rows.Any(row => row[column].Length > 0)).ToList();
        var widths = columns.ToDictionary(column => column, column => rows.Append(header).Max(row => row[column].Length));
        foreach (var name in expendable.TakeWhile(_ => columns.Sum(column => widths[column] + Gap.Length) - Gap.Length > width))
        {
            columns.RemoveAll(column => header[column] == name);
        }

        return rows.Prepend(header).Select(row => string.Join(Gap, columns.Select(column => row[column].PadRight(widths[column]))).TrimEnd());
    }
}
