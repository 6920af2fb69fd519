using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>What a recall does beyond images: promotions, schedules, channels, instances. What fails parks, and can be left out; then the result says so.</summary>
/// <param name="steps">The steps of the recall itself.</param>
/// <param name="board">Shows them.</param>
internal sealed class RecallSteps(OwnSteps steps, OperationBoard board)
{
    private readonly List<string> notes = [];

    /// <summary>Nothing that is recalled comes back because one step fails.</summary>
    public static IReadOnlyList<ResolveAction> RetryOrSkip { get; } = [ResolveAction.Retry, ResolveAction.Skip];

    /// <summary>What was left out, a sentence each.</summary>
    public IReadOnlyList<string> Notes => notes;

    /// <summary>Something that somebody must see to.</summary>
    public void Note(string note) => notes.Add(note);

    /// <summary>Cancels promotions and waits for their ends.</summary>
    public Task PromotionsAsync(IReadOnlyList<string> promotions) => TryAsync("promotions", "promotions were not all canceled", () => Workflow.WhenAllAsync(promotions.Select(promotion =>
        Workflow.ExecuteActivityAsync((IRecallActivities a) => a.StopPromotionAsync(promotion), StepOptions.Write($"{promotion}: cancel, and wait for its end")))));

    /// <summary>Pauses the schedules of the names concerned. Returns those that there are.</summary>
    public async Task<IReadOnlyList<string>> SchedulesAsync(RecallSpec spec, RecallSurvey found)
    {
        var note = $"{spec.Recall} was recalled{(spec.Reason is null ? "" : $": {spec.Reason}")}";
        var schedules = found.Images.Select(image => ScheduleNames.ScheduleId(image.Promotion.Split('/')[0])).Distinct(StringComparer.Ordinal).ToList();
        IReadOnlyList<bool> paused = [];
        await TryAsync("schedules", "schedules were not all paused", async () => paused = await Workflow.WhenAllAsync(schedules.Select(schedule => Workflow.ExecuteActivityAsync(
            (IRecallActivities a) => a.PauseScheduleAsync(new(schedule, note)), StepOptions.Write($"pause the schedule {schedule}")))));
        return [.. schedules.Zip(paused).Where(pair => pair.Second).Select(pair => pair.First)];
    }

    /// <summary>Moves channels, one after the other: each is an operation of its own.</summary>
    public async Task<IReadOnlyList<ChannelRecall>> ChannelsAsync(RecallSpec spec, IReadOnlyList<RecalledChannel> channels)
    {
        var moved = new List<ChannelRecall>();
        foreach (var channel in channels)
        {
            var why = channel.To is { } to ? await MoveAsync(spec, channel, to) : RecallResults.NoVersion;
            moved.Add(RecallResults.Of(channel, why));
        }

        return moved;
    }

    // Null = moved.
    private async Task<string?> MoveAsync(RecallSpec spec, RecalledChannel channel, string to)
    {
        var move = new ChannelSpec(channel.Name, channel.Channel, to, null, $"{channel.From} was recalled ({spec.Recall})", []);
        ChannelEnd? end = null;
        board.Show(new() { Item = channel.ToString(), State = ItemState.Moving });
        await TryAsync("channels", $"{channel} was not moved", async () =>
        {
            var run = await Workflow.ExecuteActivityAsync((IRefreshActivities a) => a.StartChannelAsync(move), StepOptions.Write($"{channel}: to {to}"));
            end = await Workflow.ExecuteActivityAsync((IRefreshActivities a) => a.AwaitChannelAsync(run), StepOptions.Wait($"wait for the end of {run.WorkflowId}"));
        });
        var hasMoved = end?.Outcome == OperationOutcome.Completed;
        board.Show(new() { Item = channel.ToString(), State = hasMoved ? ItemState.Done : ItemState.Failed });
        return hasMoved ? null : end?.Summary ?? "it was left out";
    }

    /// <summary>A step of the recall itself that parks when it fails, and can be left out.</summary>
    public async Task TryAsync(string step, string otherwise, Func<Task> run)
    {
        try
        {
            await steps.RunAsync(step, RetryOrSkip, async () =>
            {
                await run();
                return true;
            });
        }
        catch (StepFailedException failure)
        {
            Note($"{otherwise}: {failure.Error.Sentence()}");
        }
    }

    /// <summary>Finds the instances that run from the images.</summary>
    public async Task<RecalledUsers> UsersAsync(RecallSurvey found)
    {
        IReadOnlyList<ImageRef> places = [.. found.Images.Select(image => new ImageRef(image.Region, image.ImageId))];
        var users = new RecalledUsers(0, []);
        await TryAsync("users", "the instances that run from them are not known", async () => users = await Workflow.ExecuteActivityAsync(
            (IRecallActivities a) => a.FindUsersAsync(new(found.Account, found.Sources, places)), StepOptions.Read("find the instances that run from them")));
        if (users.Replacing is { Count: > 0 } replacing)
        {
            Note(RecallResults.Replacing(replacing));
        }

        return users;
    }
}
