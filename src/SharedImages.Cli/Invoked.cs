namespace SharedImages.Cli;

/// <summary>Finds out how the program was called, for <see cref="Invocation"/>.</summary>
internal static class Invoked
{
    private const string Installed = "sharedimages";
    private const string Separator = "--";

    // What dotnet calls us by: dotnet run, dotnet tool run sharedimages, dotnet sharedimages.
    private static readonly string[] Verbs = ["run", "tool", Installed];

    /// <summary>As it was typed, where the operating system tells; else as the place of the program suggests.</summary>
    /// <param name="arguments">What the program was given.</param>
    public static string Find(IReadOnlyList<string> arguments) =>
        OperatingSystem.IsLinux() ? Of(CommandLineOf("self"), CommandLineOf(Parent()), arguments) : Of(AppContext.BaseDirectory, Environment.CurrentDirectory);

    /// <summary>By the command lines of this process and of the one that started it.</summary>
    public static string Of(IReadOnlyList<string> own, IReadOnlyList<string> parent, IReadOnlyList<string> arguments)
    {
        // dotnet run starts the built program by its path, which nobody types.
        if (parent is [var host, var verb, ..] && Path.GetFileNameWithoutExtension(host) == "dotnet" && Verbs.Contains(verb, StringComparer.Ordinal) && EndsWith(parent, arguments))
        {
            var typed = parent.SkipLast(arguments.Count).ToList();
            return Text(verb == "run" && typed[^1] != Separator ? typed.Append(Separator) : typed);
        }

        return own.Count > arguments.Count && EndsWith(own, arguments) ? Text(own.SkipLast(arguments.Count)) : Installed;
    }

    /// <summary>By the folder of the program: one that a build has made is called by <c>dotnet run</c>.</summary>
    public static string Of(string folder, string current)
    {
        var project = Path.GetFullPath(Path.Combine(folder, "..", "..", ".."));
        return File.Exists(Path.Combine(project, "SharedImages.Cli.csproj")) ? $"dotnet run --project {Words.Argument(Path.GetRelativePath(current, project))} {Separator}" : Installed;
    }

    private static bool EndsWith(IReadOnlyList<string> commandLine, IReadOnlyList<string> arguments) =>
        commandLine.Skip(commandLine.Count - arguments.Count).SequenceEqual(arguments, StringComparer.Ordinal);

    private static string Text(IEnumerable<string> words) => string.Join(' ', words.Select(Words.Argument));

    private static string[] CommandLineOf(string process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline").Split('\0')[..^1];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The parent is gone, or is another user's.
            return [];
        }
    }

    // The fourth field; the second is the name in brackets, which may hold anything.
    private static string Parent()
    {
        var state = File.ReadAllText("/proc/self/stat");
        return state[(state.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
    }
}
