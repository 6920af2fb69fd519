using Microsoft.Extensions.Logging;
using Temporalio.Activities;
using Temporalio.Exceptions;

namespace SharedImages.Activities;

/// <summary>What the log says of a step's failures: of trouble when it begins, now and then while it lasts and when it is over, however many attempts meet it.</summary>
internal static class StepLog
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    private static ActivityExecutionContext Context => ActivityExecutionContext.Current;

    /// <summary>Trouble that may pass by itself.</summary>
    /// <param name="what">The step.</param>
    /// <param name="code">What was met: ECS's code, or a kind.</param>
    /// <param name="problem">In words.</param>
    /// <param name="trouble">Since when.</param>
    /// <returns>The trouble, with when it was logged.</returns>
    public static Trouble Passing(string what, string code, string problem, Trouble trouble)
    {
        if (!IsDue(trouble))
        {
            return trouble;
        }

        Context.Logger.LogWarning(
            "{WorkflowId}: {What}: {Code} since {Since:u}, tried until it passes: {Problem}", Context.Info.WorkflowId, what, code, trouble.Since, problem);
        return trouble with { LoggedAt = ServerTime.Now };
    }

    /// <summary>A defect of ours, with its trace.</summary>
    /// <returns>The trouble, with when it was logged.</returns>
    public static Trouble Defect(string what, Exception defect, Trouble trouble, bool isFinal)
    {
        if (!isFinal && !IsDue(trouble))
        {
            return trouble;
        }

        Context.Logger.LogError(defect, "{WorkflowId}: {What}: a defect, since {Since:u}", Context.Info.WorkflowId, what, trouble.Since);
        return trouble with { LoggedAt = ServerTime.Now };
    }

    /// <summary>The step got an answer.</summary>
    /// <param name="what">The step.</param>
    /// <param name="trouble">What the attempts before had met; null = nothing.</param>
    public static void Answered(string what, Trouble? trouble)
    {
        if (trouble is not null)
        {
            Context.Logger.LogInformation("{WorkflowId}: {What}: goes on, the trouble since {Since:u} ({Type}) is over", Context.Info.WorkflowId, what, trouble.Since, trouble.Type);
        }
    }

    /// <summary>The step has failed for good, for a reason that an operator can read.</summary>
    public static void Refused(ApplicationFailureException refusal) =>
        Context.Logger.LogWarning("{WorkflowId}: {Refusal}", Context.Info.WorkflowId, refusal.Message);

    private static bool IsDue(Trouble trouble) => trouble.LoggedAt is not { } logged || ServerTime.Now - logged >= Interval;
}
