namespace SharedImages.Rehearsal;

/// <summary>A task that is with a worker.</summary>
internal sealed class HandedOut(string token, Connection connection, object task)
{
    public string Token => token;

    /// <summary>What the token stands for.</summary>
    public object Task => task;

    /// <summary>The worker never got it: the poll had been given up.</summary>
    public bool IsLost { get; set; }

    /// <summary>Whether an answer can still come. Time stands while one can.</summary>
    public bool IsWithWorker => !IsLost && connection.IsAlive;
}
