using System.Runtime.CompilerServices;

namespace SharedImages.Rehearsal.Tests;

/// <summary>What is due comes in its order, whatever was called off in between.</summary>
public sealed class VirtualClockTests
{
    private const int Many = 10_000;

    private readonly VirtualClock clock = new(DateTimeOffset.UnixEpoch);

    [Fact]
    public void WhatIsCalledOff_NeitherHappensNorDisturbsTheOrder()
    {
        var happened = new List<int>();
        var due = Enumerable.Range(0, Many).Select(number =>
        {
            var added = clock.After(TimeSpan.FromSeconds((number * 7 % 100) + 1), () => happened.Add(number));
            if (number % 3 != 0)
            {
                added.CallOff();
            }

            return added;
        }).ToList();

        while (clock.Next is not null)
        {
            clock.Jump();
        }

        happened.ShouldBe(Enumerable.Range(0, Many).Where(number => number % 3 == 0).OrderBy(number => due[number].When));
    }

    [Fact]
    public void WhatIsCalledOff_IsLetGoLongBeforeItsMoment()
    {
        var first = AddAndCallOff();
        for (var i = 0; i < Many; i++)
        {
            AddAndCallOff();
        }

        GC.Collect();

        first.IsAlive.ShouldBeFalse();
    }

    [Fact]
    public void WhatGoesAlong_IsNoReasonForTimeToPass()
    {
        clock.Along(clock.Now.AddHours(1), () => { });

        clock.Next.ShouldBeNull();
    }

    [Fact]
    public void WhatGoesAlong_HappensInItsPlace_AndFirstOfItsMoment()
    {
        var happened = new List<string>();
        clock.At(clock.Now.AddHours(2), () => happened.Add($"two at {clock.Now.Hour}"));
        clock.Along(clock.Now.AddHours(3), () => happened.Add($"along after at {clock.Now.Hour}"));
        clock.Along(clock.Now.AddHours(2), () => happened.Add($"along two at {clock.Now.Hour}"));
        clock.Along(clock.Now.AddHours(1), () => happened.Add($"along one at {clock.Now.Hour}"));

        while (clock.Next is not null)
        {
            clock.Jump();
        }

        happened.ShouldBe(["along one at 1", "along two at 2", "two at 2"]);
    }

    // On a frame of its own: no local keeps it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference AddAndCallOff()
    {
        var due = clock.After(TimeSpan.FromDays(1), () => { });
        due.CallOff();
        return new(due);
    }
}
