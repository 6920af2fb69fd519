namespace SharedImages.Worker;

/// <summary>How this program was called, so that the commands it suggests can be pasted where it was typed.</summary>
public static class Invocation
{
    /// <summary>What stands before the command: <c>sharedimages</c>, a path, or <c>dotnet run … --</c>. Set once, at the start.</summary>
    public static string Program { get; set; } = "sharedimages";
}
