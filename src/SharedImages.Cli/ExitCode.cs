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

    /// <summary>Canceled by somebody else.</summary>
    public const int Canceled = 4;

    /// <summary>Temporal cannot be used: unreachable, namespace or search attributes missing.</summary>
    public const int TemporalUnavailable = 5;

    /// <summary>There is no run of that id, or Temporal does not keep it any more.</summary>
    public const int NoSuchRun = 6;

    /// <summary>A plan that has work to do.</summary>
    public const int PlanHasWork = 10;

    /// <summary>A fault of the program itself.</summary>
    public const int Unexpected = 70;

    /// <summary>The time that was given is over; the run goes on.</summary>
    public const int TimedOut = 124;

    /// <summary>Ctrl-C: detached, the run goes on.</summary>
    public const int Interrupted = 130;

    /// <summary>All of them, and what they mean: <c>--help</c> and the README say the same.</summary>
    public static IReadOnlyList<(int Code, string Means)> All { get; } =
    [
        (Done, "done, also when somebody decided to skip a region; with --detach: accepted; cancel --wait: nothing of it is left"),
        (Failed, "failed, partly failed or refused, or it cannot go on, because the worker's code does not fit the run; cancel --wait: something is left"),
        (InvalidInput, "invalid input: the command line, the spec, a decision, another spec under a name and version that are taken"),
        (WaitsForDecision, "waiting for a decision, and nothing else can move"),
        (Canceled, "canceled by somebody else while it was followed"),
        (TemporalUnavailable, "Temporal cannot be used as it is: unreachable, namespace or search attributes missing"),
        (NoSuchRun, "there is no such run"),
        (PlanHasWork, "plan: there is something to do"),
        (Unexpected, "a fault of the program itself; --verbose says where"),
        (TimedOut, "--timeout is over; the run goes on"),
        (Interrupted, "Ctrl-C: detached; the run goes on"),
    ];
}
