namespace SharedImages.Ecs.Simulator;

/// <summary>A world file that cannot be used, with everything that is wrong with it.</summary>
public sealed class WorldFileException : Exception
{
    /// <summary>Creates the exception.</summary>
    public WorldFileException(IReadOnlyList<string> errors, Exception? innerException = null)
        : base(string.Join(Environment.NewLine, errors), innerException) => Errors = errors;

    /// <summary>One line each: <c>file:line:column: what; what would be right</c>.</summary>
    public IReadOnlyList<string> Errors { get; }
}
