namespace SharedImages.Ecs.Simulator;

/// <summary>What a simulator starts with.</summary>
public sealed partial record SimulatorWorld
{
    /// <summary>Region ids that exist.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>Accounts that exist; sharing with any other is <c>InvalidAccount.NotFound</c>.</summary>
    public IReadOnlyList<WorldAccount> Accounts { get; init; } = [];

    /// <summary>Durations, limits and choices where the service is silent.</summary>
    public WorldRules Rules { get; init; } = new();

    /// <summary>Faults that are in force from the start.</summary>
    public IReadOnlyList<Fault> Faults { get; init; } = [];

    /// <summary>The account with this id.</summary>
    /// <exception cref="KeyNotFoundException">No such account.</exception>
    public WorldAccount Account(string id) =>
        Accounts.FirstOrDefault(account => account.Id == id) ?? throw new KeyNotFoundException($"The world has no account {id}.");
}
