namespace SharedImages.Cli;

/// <summary>What the process ends with. Public API of the program.</summary>
internal static class ExitCode
{
    /// <summary>Done; with <c>--detach</c>: accepted.</summary>
    public const int Done = 0;

    /// <summary>Failed, partly failed or refused.</summary>
    public const int Failed = 1;

    /// <summary>Invalid input: command line, spec, id, decision.</summary>
    public const int InvalidInput = 2;

    /// <summary>Waiting for a decision, and nothing else can move.</summary>
    public const int WaitsForDecision = 3;

    /// <summary>Cancelled.</summary>
    public const int Canceled = 4;

    /// <summary>Temporal cannot be used: unreachable, namespace or search attributes missing.</summary>
    public const int TemporalUnavailable = 5;

    /// <summary>There is no run of that id, or Temporal does not keep it any more.</summary>
    public const int NoSuchRun = 6;

    /// <summary>A plan that has work to do.</summary>
    public const int HasWork = 10;

    /// <summary>A fault of the program itself.</summary>
    public const int Unexpected = 70;

    /// <summary>Ctrl-C: detached, the run goes on.</summary>
    public const int Interrupted = 130;
}
