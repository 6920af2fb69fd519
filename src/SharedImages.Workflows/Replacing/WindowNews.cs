namespace SharedImages.Workflows;

/// <summary>What a window tells its replacement.</summary>
/// <param name="Number">Which window.</param>
/// <param name="Waiting">Instances that wait for a place.</param>
/// <param name="Working">Instances that are under way.</param>
/// <param name="Received">All places that it was given so far.</param>
/// <param name="Returned">All places that it has given back so far.</param>
/// <param name="Orders">All orders that it has heard.</param>
/// <param name="Taken">All instances that it has taken to bring back so far.</param>
/// <param name="Done">Instances that have ended as asked.</param>
/// <param name="Failed">Instances that have failed.</param>
/// <param name="Parked">Instances that wait for a decision.</param>
/// <param name="Ended">How instances have ended since the news before: what is known of them should the window be lost.</param>
public sealed record WindowNews(
    int Number, int Waiting, int Working, int Received, int Returned, int Orders, int Taken, int Done, int Failed, IReadOnlyList<ItemProgress> Parked, IReadOnlyList<InstanceOutcome> Ended)
{
    /// <summary>What is to be known of a window that has ended.</summary>
    internal static WindowNews Of(int number, IReadOnlyList<InstanceOutcome> outcomes) => new(
        number, 0, 0, 0, 0, 0, 0, outcomes.Count(outcome => outcome.IsAsAsked), outcomes.Count(outcome => outcome.HasFailed), [], []);

    /// <summary>Whether a window of these instances can have told it. Places and orders may be more than instances: one that is brought back gets another place.</summary>
    internal bool CanBeOf(IReadOnlyList<ChosenInstance> instances) =>
        Received >= 0 && Returned >= 0 && Orders >= 0 && Taken >= 0
        && new[] { Waiting, Working, Done, Failed }.All(count => count >= 0 && count <= instances.Count)
        && Parked is not null && Parked.All(row => row is { Error: not null, Actions: not null } && instances.Any(instance => instance.InstanceId == row.Item))
        && Ended is not null && Ended.All(outcome => instances.Any(instance => instance.InstanceId == outcome?.InstanceId));
}
