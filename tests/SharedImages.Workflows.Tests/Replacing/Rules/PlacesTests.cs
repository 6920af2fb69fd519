using CsCheck;

namespace SharedImages.Workflows.Tests;

/// <summary>Places: handed out, taken, given back.</summary>
public sealed class PlacesTests
{
    [Theory]
    [InlineData("10%", 1000, 100)]
    [InlineData("10%", 19, 1)]
    [InlineData("10%", 3, 1)]
    [InlineData("100%", 3, 3)]
    [InlineData("7", 1000, 7)]
    [InlineData("7", 3, 7)]
    public void Places_OfAFleet(string maxUnavailable, int instances, int places) => new PaceSpec(maxUnavailable, 0, "0s", 1).Places(instances).ShouldBe(places);

    [Fact]
    public void Bank_SharesByWhatWaits()
    {
        var bank = new PlaceBank(12, 3);
        bank.Want(0, 100);
        bank.Want(1, 100);
        bank.Want(2, 40);

        bank.HandOut().ShouldBe([(0, 5), (1, 5), (2, 2)]);
        bank.HandOut().ShouldBeEmpty();
        bank.Free.ShouldBe(0);
    }

    [Fact]
    public void Bank_WhatIsGivenBack_GoesWhereInstancesWait()
    {
        var bank = new PlaceBank(2, 2);
        bank.Want(0, 1);
        bank.Want(1, 9);
        bank.HandOut().ShouldBe([(1, 2)]);

        bank.Hear(News(1, waiting: 0, received: 2, returned: 1));

        bank.HandOut().ShouldBe([(0, 1)]);
    }

    // News that left the window before its last places came.
    [Fact]
    public void Bank_OldNews_DoNotCountPlacesTwice()
    {
        var bank = new PlaceBank(10, 1);
        bank.Want(0, 12);
        bank.HandOut().ShouldBe([(0, 10)]);

        bank.Hear(News(0, waiting: 12, received: 0, returned: 0));

        bank.Waiting.ShouldBe(2);
    }

    [Fact]
    public void Queue_AForgedOrder_DoesNotOverflow()
    {
        var queue = new WindowQueue(3, 1);

        queue.Receive(int.MaxValue);
        queue.Receive(-7);

        queue.Received.ShouldBe(4);
    }

    [Theory]
    [InlineData("""{"number":0,"parked":[],"ended":[]}""", true)]
    [InlineData("""{"number":0,"received":3,"returned":2,"orders":9,"taken":4,"parked":[],"ended":[]}""", true)]
    [InlineData("""{"number":0,"parked":[],"ended":[{"region":"cn-hangzhou","instanceId":"i-1","end":"replaced","imageId":"m-2"}]}""", true)]
    [InlineData("""{"number":0,"parked":[],"ended":[{"region":"cn-hangzhou","instanceId":"i-other","end":"replaced","imageId":"m-2"}]}""", false)]
    [InlineData("""{"number":0,"parked":[],"ended":[null]}""", false)]
    [InlineData("""{"number":0,"parked":[]}""", false)]
    [InlineData("""{"number":0,"ended":[]}""", false)]
    [InlineData("""{"number":0,"parked":[null],"ended":[]}""", false)]
    [InlineData("""{"number":0,"parked":[{"item":"i-other","state":"Parked"}],"ended":[]}""", false)]
    [InlineData("""{"number":0,"done":2147483647,"parked":[],"ended":[]}""", false)]
    [InlineData("""{"number":0,"working":-1,"parked":[],"ended":[]}""", false)]
    [InlineData("""{"number":0,"taken":-1,"parked":[],"ended":[]}""", false)]
    [InlineData("""{"number":0,"received":-2147483648,"parked":[],"ended":[]}""", false)]
    public void News_ThatNoWindowCanHaveTold_IsKnown(string json, bool canBe) =>
        System.Text.Json.JsonSerializer.Deserialize<WindowNews>(json, ContractJson.Options)!.CanBeOf([new("i-1", 0, "m-1")]).ShouldBe(canBe);

    [Fact]
    public void Bank_AForgedSignal_MakesNoPlaces()
    {
        var bank = new PlaceBank(10, 2);
        bank.Want(0, 100);
        bank.HandOut();

        bank.Hear(News(0, waiting: 0, received: 0, returned: 1_000_000));
        bank.Hear(News(1, waiting: 50, received: 0, returned: 50));

        bank.Free.ShouldBe(10);
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(3, 7)]
    public void Bank_AWindowThatHasEnded_KeepsWhatItsInstancesHold(int held, int free)
    {
        var bank = new PlaceBank(10, 2);
        bank.Want(0, 8);
        bank.HandOut();

        bank.End(0, held);

        (bank.Free, bank.Waiting).ShouldBe((free, 0));
    }

    [Fact]
    public void Queue_OneThatIsForgotten_DoesNotBeginAgain()
    {
        var queue = new WindowQueue(2, 1);
        var first = queue.Begin();
        queue.End(first, inService: true);
        queue.Again(first);

        queue.Forget().ShouldBe([first]);

        (queue.Waiting, queue.Begin()).ShouldBe((1, 1));
    }

    [Fact]
    public void Queue_OneOutOfService_HoldsItsPlace()
    {
        var queue = new WindowQueue(3, 1);
        var first = queue.Begin();
        queue.CanBegin.ShouldBeFalse();

        queue.End(first, inService: false);

        queue.CanBegin.ShouldBeFalse();
        queue.Receive(1);
        queue.CanBegin.ShouldBeTrue();
    }

    [Fact]
    public void Queue_OneOutOfServiceThatIsBroughtBack_GoesOnInItsOwnPlace()
    {
        var queue = new WindowQueue(1, 1);
        var first = queue.Begin();
        queue.End(first, inService: false);

        queue.Again(first);

        queue.CanBegin.ShouldBeTrue();
        queue.Begin().ShouldBe(first);
        queue.End(first, inService: true);
        queue.GiveBack().ShouldBeTrue();
        queue.Returned.ShouldBe(1);
    }

    [Fact]
    public void Queue_WithManyPlaces_GivesBackSomeAtATime()
    {
        var queue = new WindowQueue(20, 20);
        var begun = Enumerable.Range(0, 20).Select(_ => queue.Begin()).ToList();

        queue.End(begun[0], inService: true);
        queue.GiveBack().ShouldBeFalse();
        queue.End(begun[1], inService: true);
        queue.GiveBack().ShouldBeTrue();
        queue.Returned.ShouldBe(2);
    }

    [Fact]
    public void Queue_Stopped_SaysWhatWaits()
    {
        var queue = new WindowQueue(4, 1);
        queue.Begin();

        queue.Stop().ShouldBe([1, 2, 3]);
        queue.CanBegin.ShouldBeFalse();
    }

    /// <summary>Whatever order instances end in: never more than the places are out of service, and none waits while a place is free.</summary>
    [Fact]
    public void Fleet_IsAlwaysFullAndNeverMore() =>
        Gen.Select(Gen.Int[1, 30], Gen.Int[1, 40].Array[1, 5], Gen.Int[0, 1000].Array[200, 200], Gen.Int[0, 9]).Sample((places, sizes, picks, failing) =>
        {
            var bank = new PlaceBank(places, sizes.Length);
            var queues = new WindowQueue?[sizes.Length];
            for (var i = 0; i < sizes.Length; i++)
            {
                bank.Want(i, sizes[i]);
            }

            var (working, outOfService, ended) = (new List<(int Window, int Index)>(), 0, 0);
            for (var step = 0; ; step++)
            {
                for (var settled = false; !settled;)
                {
                    settled = true;
                    foreach (var (window, more) in bank.HandOut())
                    {
                        settled = false;
                        if (queues[window] is { } open)
                        {
                            open.Receive(more);
                        }
                        else
                        {
                            queues[window] = new(sizes[window], more);
                        }
                    }

                    for (var i = 0; i < queues.Length; i++)
                    {
                        while (queues[i]?.CanBegin == true)
                        {
                            working.Add((i, queues[i]!.Begin()));
                        }

                        if (queues[i]?.GiveBack() == true)
                        {
                            settled = false;
                        }

                        if (queues[i] is { } queue)
                        {
                            bank.Hear(News(i, queue.Waiting, queue.Received, queue.Returned));
                        }
                    }
                }

                // Few are kept back by a window that gives them back together.
                var keptBack = queues.Sum(queue => queue is null ? 0 : queue.Received / 10);
                var waiting = sizes.Sum() - ended - working.Count;
                if (working.Count + outOfService > places || (waiting > 0 && working.Count + outOfService + keptBack < places))
                {
                    return false;
                }

                if (working.Count == 0)
                {
                    return waiting == 0 || outOfService == places;
                }

                var pick = picks[step % picks.Length];
                var (at, index) = working[pick % working.Count];
                working.Remove((at, index));
                var isFit = pick % 10 >= failing;
                queues[at]!.End(index, isFit);
                outOfService += isFit ? 0 : 1;
                ended++;
            }
        });

    private static WindowNews News(int number, int waiting, int received, int returned) => new(number, waiting, 0, received, returned, 0, 0, 0, 0, [], []);
}
