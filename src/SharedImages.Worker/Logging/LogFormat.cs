namespace SharedImages.Worker;

/// <summary>Who reads the log.</summary>
public enum LogFormat
{
    /// <summary>People: coloured lines.</summary>
    Text,

    /// <summary>Machines: one compact JSON object per line (CLEF).</summary>
    Json,
}
