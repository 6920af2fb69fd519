using Temporalio.Common;

namespace SharedImages.Workflows;

/// <summary>Names of what Temporal's schedules start.</summary>
public static class ScheduleNames
{
    /// <summary>Search attribute that Temporal gives to what a schedule starts: the schedule's id.</summary>
    public static readonly SearchAttributeKey<string> ScheduledBy = SearchAttributeKey.CreateKeyword("TemporalScheduledById");

    /// <summary>The id of a refresh's schedule: the refresh's own.</summary>
    /// <param name="name">Name of the refresh.</param>
    public static string ScheduleId(string name) => ContractNames.OperationId(ContractNames.RefreshPrefix, name, "");

    /// <summary>What the ids of its runs begin with; Temporal adds the time.</summary>
    /// <param name="name">Name of the refresh.</param>
    public static string RunId(string name) => $"scheduled/{ScheduleId(name)}";
}
