using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace SharedImages.Ecs.Tests;

/// <summary>So many calls in any 60 s, the others in their order (facts §6).</summary>
public sealed class CallBudgetTests : IDisposable
{
    private readonly CountingTime time = new();
    private readonly List<CallBudget> budgets = [];

    public void Dispose() => budgets.ForEach(budget => budget.Dispose());

    [Fact]
    public void Within_the_limit_nobody_waits_and_no_timer_runs()
    {
        var budget = Budget(3);

        Enumerable.Range(0, 3).ShouldAllBe(_ => Enter(budget).IsCompletedSuccessfully);
        time.Timers.ShouldBe(0);
    }

    [Fact]
    public async Task Beyond_the_limit_a_call_waits_until_the_oldest_leaves_the_window()
    {
        var budget = Budget(2);
        await Enter(budget);
        time.Advance(TimeSpan.FromSeconds(20));
        await Enter(budget);

        var third = Enter(budget);
        time.Advance(TimeSpan.FromSeconds(40) - TimeSpan.FromMilliseconds(1));
        third.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromMilliseconds(1));
        await third;

        var fourth = Enter(budget);
        time.Advance(TimeSpan.FromSeconds(20) - TimeSpan.FromMilliseconds(1));
        fourth.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromMilliseconds(1));
        await fourth;
    }

    [Fact]
    public async Task Who_waits_is_let_through_in_the_order_of_coming()
    {
        var budget = Budget(1);
        await Enter(budget);
        Task<int>[] waiting = [.. Enumerable.Range(0, 5).Select(_ => Enter(budget))];

        for (var turn = 0; turn < waiting.Length; turn++)
        {
            time.Advance(CallLimits.Window);
            await waiting[turn];
            waiting.Count(call => call.IsCompleted).ShouldBe(turn + 1);
        }
    }

    [Fact]
    public async Task Who_comes_when_there_is_room_again_does_not_overtake_who_waits()
    {
        var budget = Budget(1);
        var first = await Enter(budget);
        budget.Report(first, Refusal(ErrorKind.Transient, TimeSpan.FromSeconds(90)));
        var waiting = Enter(budget);
        time.Advance(TimeSpan.FromSeconds(90));
        var late = Enter(budget);

        await waiting;
        late.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Who_gives_up_leaves_the_queue_and_takes_nobodys_turn()
    {
        var budget = Budget(1);
        await Enter(budget);
        using var caller = new CancellationTokenSource();
        var givesUp = budget.EnterAsync(caller.Token).AsTask();
        var next = Enter(budget);

        await caller.CancelAsync();

        (await Should.ThrowAsync<OperationCanceledException>(() => givesUp)).CancellationToken.ShouldBe(caller.Token);
        next.IsCompleted.ShouldBeFalse();
        time.Advance(CallLimits.Window);
        await next;
    }

    [Fact]
    public async Task Who_has_given_up_before_takes_no_turn()
    {
        var budget = Budget(1);

        await Should.ThrowAsync<OperationCanceledException>(() => budget.EnterAsync(new CancellationToken(canceled: true)).AsTask());

        await Enter(budget);
    }

    [Fact]
    public async Task Giving_up_after_ones_turn_changes_nothing()
    {
        var budget = Budget(1);
        await Enter(budget);
        using var caller = new CancellationTokenSource();
        var waiting = budget.EnterAsync(caller.Token).AsTask();
        time.Advance(CallLimits.Window);
        await waiting;

        await caller.CancelAsync();

        waiting.IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public async Task Throttling_halves_the_limit_and_each_quiet_window_doubles_it()
    {
        var budget = Budget(40);
        Throttle(budget, await Enter(budget));
        NextWindowLets(budget, 40); // 20 doubled: the window was quiet

        Throttle(budget, 1);
        Throttle(budget, 2);
        Throttle(budget, 3);
        NextWindowLets(budget, 10);
        NextWindowLets(budget, 20);
        NextWindowLets(budget, 40);
        NextWindowLets(budget, 40);
    }

    [Fact]
    public async Task A_halved_limit_counts_at_once()
    {
        var budget = Budget(40);
        Throttle(budget, await Enter(budget));

        LetThrough(budget, 40).ShouldBe(19);
    }

    [Fact]
    public async Task Calls_under_way_that_are_throttled_together_halve_the_limit_once()
    {
        var budget = Budget(40);
        Task<int>[] underWay = [.. Enumerable.Range(0, 10).Select(_ => Enter(budget))];

        foreach (var call in underWay)
        {
            Throttle(budget, await call);
        }

        LetThrough(budget, 40).ShouldBe(10);
    }

    [Fact]
    public void However_often_it_is_throttled_a_part_of_the_limit_stays()
    {
        var budget = Budget(1_000);
        for (var cut = 0; cut < 20; cut++)
        {
            Throttle(budget, cut);
        }

        LetThrough(budget, 1_000).ShouldBe(50);
    }

    [Fact]
    public void The_smallest_budget_is_one_call()
    {
        var budget = Budget(1);
        Throttle(budget, 0);

        LetThrough(budget, 10).ShouldBe(1);
    }

    [Theory]
    [InlineData(ErrorKind.Throttled, 120)]
    [InlineData(ErrorKind.Throttled, 2)]
    [InlineData(ErrorKind.Transient, 120)]
    [InlineData(ErrorKind.Transient, 2)]
    public async Task While_ecs_asks_for_a_pause_nobody_is_let_through(ErrorKind kind, int seconds)
    {
        var budget = Budget(10);
        budget.Report(await Enter(budget), Refusal(kind, TimeSpan.FromSeconds(seconds)));
        var waiting = Enter(budget);

        time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
        waiting.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromMilliseconds(1));
        await waiting;
    }

    [Fact]
    public async Task A_shorter_pause_does_not_end_a_longer_one()
    {
        var budget = Budget(10);
        budget.Report(0, Refusal(ErrorKind.Transient, TimeSpan.FromSeconds(30)));
        budget.Report(0, Refusal(ErrorKind.Transient, TimeSpan.FromSeconds(1)));
        var waiting = Enter(budget);

        time.Advance(TimeSpan.FromSeconds(29));
        waiting.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(1));
        await waiting;
    }

    [Fact]
    public async Task Refusals_for_other_reasons_leave_the_limit()
    {
        var budget = Budget(10);
        budget.Report(await Enter(budget), Refusal(ErrorKind.Quota, null));

        LetThrough(budget, 20).ShouldBe(9);
    }

    [Fact]
    public async Task When_the_client_goes_nobody_is_left_waiting()
    {
        var budget = Budget(1);
        await Enter(budget);
        var waiting = Enter(budget);

        budget.Dispose();

        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
        Should.Throw<ObjectDisposedException>(() => Enter(budget));
    }

    [Fact]
    public async Task Waiting_is_measured_and_not_waiting_is_not()
    {
        var waits = new ConcurrentQueue<(double Seconds, string Tags)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == CallMetrics.Wait)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((_, seconds, tags, _) => waits.Enqueue((seconds, string.Join(',', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}")))));
        listener.Start();
        var budget = Add(new CallBudget("Measured", "cn-measured", 1, time));
        await Enter(budget);
        var waiting = Enter(budget);

        time.Advance(CallLimits.Window);
        await waiting;

        waits.Where(wait => wait.Tags.Contains("cn-measured", StringComparison.Ordinal)).ShouldBe([(60, "action=Measured,region=cn-measured")]);
    }

    /// <summary>Comes, gives up, throttling, pauses and time in any order: nobody is lost, nobody overtakes, no window holds more than the limit.</summary>
    [Fact]
    public void Whatever_happens_nobody_is_lost_and_no_window_holds_too_many() =>
        Gen.Select(Gen.Int[1, 6], Gen.Select(Gen.Int[0, 9], Gen.Int[0, 70]).Array[0, 80]).Sample(
            (limit, steps) =>
            {
                var clock = new FakeTimeProvider();
                using var budget = new CallBudget("Any", "cn-any", limit, clock);
                var queue = new QueueModel(budget, clock);
                foreach (var (kind, number) in steps)
                {
                    queue.Step(kind, number);
                    queue.ShouldHold(limit);
                }

                for (var minute = 0; minute < 200 && queue.Waiting > 0; minute++)
                {
                    queue.Advance(CallLimits.Window);
                    queue.ShouldHold(limit);
                }

                queue.Waiting.ShouldBe(0);
            },
            iter: 300);

    [Fact]
    public async Task Many_at_once_from_many_threads_all_come_through()
    {
        var budget = Budget(7);
        Task[] callers = [.. Enumerable.Range(0, 200).Select(_ => Task.Run(() => Enter(budget)))];
        var all = Task.WhenAll(callers);

        while (!all.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }

        await all;
    }

    private static Task<int> Enter(CallBudget budget) => budget.EnterAsync(CancellationToken.None).AsTask();

    private static void Throttle(CallBudget budget, int entered) => budget.Report(entered, Refusal(ErrorKind.Throttled, null));

    private static EcsException Refusal(ErrorKind kind, TimeSpan? retryAfter) => new(kind, "Any", "cn-any", "Code", "message", 400, "R", retryAfter);

    // Each that waits instead gives up, so that the next count begins with an empty queue.
    private static int LetThrough(CallBudget budget, int callers)
    {
        using var all = new CancellationTokenSource();
        Task<int>[] calls = [.. Enumerable.Range(0, callers).Select(_ => budget.EnterAsync(all.Token).AsTask())];
        all.Cancel();
        return calls.Count(call => call.IsCompletedSuccessfully);
    }

    private void NextWindowLets(CallBudget budget, int calls)
    {
        time.Advance(CallLimits.Window);
        LetThrough(budget, 100).ShouldBe(calls);
    }

    private CallBudget Budget(int limit) => Add(new("Any", "cn-any", limit, time));

    private CallBudget Add(CallBudget budget)
    {
        budgets.Add(budget);
        return budget;
    }

    private sealed class CountingTime : FakeTimeProvider
    {
        public int Timers { get; private set; }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Timers++;
            return base.CreateTimer(callback, state, dueTime, period);
        }
    }

    /// <summary>Who came, who gave up, and who was let through when.</summary>
    private sealed class QueueModel(CallBudget budget, FakeTimeProvider clock)
    {
        private readonly List<(Task<int> Call, CancellationTokenSource GivingUp)> callers = [];
        private readonly List<DateTimeOffset> letThrough = [];
        private int counted;

        public int Waiting => callers.Count(caller => !caller.Call.IsCompleted);

        public void Step(int kind, int number)
        {
            switch (kind)
            {
                case <= 4:
                    var caller = new CancellationTokenSource();
                    callers.Add((budget.EnterAsync(caller.Token).AsTask(), caller));
                    break;
                case 5 when callers.Count > 0:
                    callers[number % callers.Count].GivingUp.Cancel();
                    break;
                case 6:
                    budget.Report(number % 4, Refusal(ErrorKind.Throttled, number % 2 == 0 ? null : TimeSpan.FromSeconds(number)));
                    break;
                default:
                    Advance(TimeSpan.FromSeconds(number));
                    break;
            }
        }

        // Second by second, so that it is known when each was let through.
        public void Advance(TimeSpan duration)
        {
            for (var second = 0; second < duration.TotalSeconds; second++)
            {
                clock.Advance(TimeSpan.FromSeconds(1));
                Count();
            }
        }

        public void ShouldHold(int limit)
        {
            Count();
            letThrough.Where((at, number) => number >= limit && at - letThrough[number - limit] < CallLimits.Window).ShouldBeEmpty();
            var firstWaiting = callers.FindIndex(caller => !caller.Call.IsCompleted);
            if (firstWaiting >= 0)
            {
                callers.Skip(firstWaiting).Any(caller => caller.Call.IsCompletedSuccessfully).ShouldBeFalse();
            }
        }

        private void Count()
        {
            var through = callers.Count(caller => caller.Call.IsCompletedSuccessfully);
            letThrough.AddRange(Enumerable.Repeat(clock.GetUtcNow(), through - counted));
            counted = through;
        }
    }
}
