namespace SharedImages.Worker;

/// <summary>Who reads the log.</summary>
public enum LogFormat
{
    /// <summary>People: coloured lines.</summary>
    Text,

    /// <summary>Machines: one flat JSON object a line, with level and the whole message.</summary>
    Json,
}
