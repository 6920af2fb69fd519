namespace SharedImages.Worker;

/// <summary>Settings are wrong or missing. The message holds one line per setting: its key, its environment variable, what is wrong, what would be right.</summary>
/// <param name="errors">At least one line.</param>
public sealed class SettingsException(IReadOnlyList<string> errors) : Exception(string.Join('\n', errors))
{
    /// <summary>The lines of the message.</summary>
    public IReadOnlyList<string> Errors { get; } = errors;
}
