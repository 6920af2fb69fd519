namespace SharedImages.Rehearsal.Tests;

/// <summary>
/// The histories that a behaviour left on the real server, as text. With <c>SHAREDIMAGES_RECORD_BEHAVIOURS</c> set to a folder, a play on the real
/// server writes them there; else every play is held against them.
/// </summary>
internal static class Recording
{
    private const string Variable = "SHAREDIMAGES_RECORD_BEHAVIOURS";

    /// <summary>Where the play differs from the recorded one; nothing while recording.</summary>
    public static async Task<IReadOnlyList<string>> DifferencesAsync(Server server, string name, IReadOnlyList<string> actual)
    {
        if (server == Server.Real && Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
            await File.WriteAllTextAsync(Path.Combine(folder, name + ".txt"), string.Concat(actual.Select(line => line + "\n")));
            return [];
        }

        var file = Path.Combine(AppContext.BaseDirectory, "Recorded", name + ".txt");
        if (!File.Exists(file))
        {
            return [$"nothing is recorded; play it on the real server with {Variable} set to the folder Recorded of this project"];
        }

        return Differences.Between(await File.ReadAllLinesAsync(file), actual);
    }
}
