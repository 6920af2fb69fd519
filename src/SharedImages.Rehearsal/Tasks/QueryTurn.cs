namespace SharedImages.Rehearsal;

/// <summary>
/// Whether a query of a run is with a worker. Until it is answered no task of the run goes out, and no other query: of all that comes while an
/// SDK is busy with a run, it keeps one thing.
/// </summary>
internal sealed class QueryTurn(Run run)
{
    private bool isTaskNeeded;

    public bool IsTaken { get; private set; }

    public void Begin() => IsTaken = true;

    public void End()
    {
        IsTaken = false;
        if (isTaskNeeded)
        {
            isTaskNeeded = false;
            run.Task.Need();
        }

        run.Kernel.Changed(run);
    }

    /// <summary>Whether a task that is needed now comes after the query.</summary>
    public bool Postpones()
    {
        isTaskNeeded |= IsTaken;
        return IsTaken;
    }
}
