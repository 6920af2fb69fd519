using SharedImages.Workflows;

namespace SharedImages.Activities.Tests;

/// <summary>What Temporal would say of promotions, as a test sets it.</summary>
internal sealed class Promotions : IPromotionRuns
{
    /// <summary>The newest run of the promotion; null = none.</summary>
    public KnownPromotion? Known { get; set; }

    /// <summary>How the run ended; null = it runs.</summary>
    public PromotionEnd? End { get; set; }

    /// <summary>What Temporal was asked for, in order.</summary>
    public List<string> Asked { get; } = [];

    public Task<KnownPromotion?> FindAsync(string name, string version, CancellationToken cancellationToken) => Task.FromResult(Ask($"promote/{name}/{version}", Known));

    public Task<string> RetireAsync(RetirementSpec retirement, string startedBy, CancellationToken cancellationToken) =>
        Task.FromResult(Ask($"retire {retirement.Version}", $"retire/{retirement.Name}/{retirement.Version}"));

    public Task<StartedPromotion> StartAsync(PromotionSpec promotion, string startedBy, CancellationToken cancellationToken) =>
        Task.FromResult(Ask($"start {promotion.Name} {promotion.Version}", new StartedPromotion("run-1", false, [])));

    public Task<StartedRun> MoveAsync(ChannelSpec channel, string startedBy, CancellationToken cancellationToken) =>
        Task.FromResult(Ask($"move {channel.Channel} to {channel.To}", new StartedRun($"channel/{channel.Name}/{channel.Channel}", "run-1")));

    public Task<ChannelEnd?> MovedAsync(StartedRun run, CancellationToken cancellationToken) => Task.FromResult(Ask<ChannelEnd?>(run.WorkflowId, null));

    public Task<PromotionEnd?> EndAsync(StartedRun run, CancellationToken cancellationToken) => Task.FromResult(Ask(run.WorkflowId, End));

    public Task<bool> JudgeAsync(JudgeScheduleRequest request, CancellationToken cancellationToken) => Task.FromResult(Ask(request.ScheduleId, false));

    private T Ask<T>(string what, T answer)
    {
        Asked.Add(what);
        return answer;
    }
}
