using System.Text;

namespace SharedImages.Cli;

/// <summary>Writes a report where only its owner can read it: it names accounts, images and keys.</summary>
internal static class ReportFile
{
    /// <summary>The file that a run's report is written to when none is named: <c>promote-web-base-1.html</c>.</summary>
    public static string NameOf(string workflowId) => $"{string.Concat(workflowId.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '-'))}.html";

    /// <exception cref="CommandException">It cannot be written, or something else is there.</exception>
    public static async Task WriteAsync(string path, string page, CancellationToken cancellation)
    {
        try
        {
            var isThere = File.Exists(path);
            if (isThere && !await IsReportAsync(path, cancellation))
            {
                throw new CommandException(ExitCode.InvalidInput, $"{path} is there and is no report, so it is not written over; give another file, or remove it first");
            }

            await using var stream = OwnerFile.Create(path);
            await stream.WriteAsync(Encoding.UTF8.GetBytes(page), cancellation);
            await Terminal.Error.WriteLineAsync($"The report is in {path}{(isThere ? ", in place of the one that was there" : "")}.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.InvalidInput, $"{path} cannot be written ({e.Message.TrimEnd('.')}); give a file in a folder that is there and can be written");
        }
    }

    private static async Task<bool> IsReportAsync(string path, CancellationToken cancellation)
    {
        using var reader = new StreamReader(path);
        var beginning = new char[ReportPage.Beginning.Length];
        return await reader.ReadBlockAsync(beginning, cancellation) == beginning.Length && new string(beginning) == ReportPage.Beginning;
    }
}
