namespace SharedImages.Ecs.Simulator;

/// <summary>One invocation of a command on some instances (facts §2.18).</summary>
internal sealed record Invocation(string InvokeId, CommandRecord Command, DateTimeOffset CreationTime, string Username, List<CommandRun> Runs) : IResource
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public ListPosition Position => ListPosition.Of(CreationTime, InvokeId);

    /// <summary>Where it runs never changes.</summary>
    public void Watch(Action changed)
    {
    }

    /// <summary>The lists that it is in: its owner's, and those of its instances.</summary>
    public IEnumerable<ListKey> Keys()
    {
        var owned = new ListKey(Facet.All, Command.Region, Command.Owner);
        return Runs.Select(run => owned with { Facet = Facet.Instance, Value = run.InstanceId }).Append(owned);
    }

    /// <summary>Of all its runs together; an exit code is no failure here (facts A9).</summary>
    public string RecordStatusAt(DateTimeOffset now) => this switch
    {
        _ when Runs.Any(run => run.IsOpenAt(now)) => "Running",
        _ when Runs.All(run => !run.HasExited) => "Failed",
        _ when Runs.Any(run => !run.HasExited) => "PartialFailed",
        _ => "Finished",
    };

    /// <summary>What still goes on on an instance ends; what is scheduled there stays.</summary>
    public void CutOff(string instanceId, DateTimeOffset now, string errorCode)
    {
        var run = Runs.FindIndex(candidate => candidate.InstanceId == instanceId && candidate.StatusAt(now) is "Pending" or "Running");
        if (run >= 0)
        {
            Runs[run] = Runs[run].CutOff(now, errorCode);
        }
    }

    /// <summary>Whether it can still be asked for.</summary>
    public bool IsKeptAt(DateTimeOffset now) => now - CreationTime <= Kept;
}
