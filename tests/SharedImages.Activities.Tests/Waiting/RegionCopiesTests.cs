using SharedImages.Ecs;

namespace SharedImages.Activities.Tests;

public sealed class RegionCopiesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(30);

    [Fact]
    public void Outlook_OfAQueuedCopy_CountsThoseThatWereAskedForBeforeIt()
    {
        var copies = RegionCopies.After(null, Now, [Running("m-1", 50), Queued("m-2", 1), Queued("m-3", 2), Queued("m-4", 3)]);

        copies.OutlookOf(copies.Find("m-2")!, Usual).UntilTurn.ShouldBe(TimeSpan.FromMinutes(15));
        copies.OutlookOf(copies.Find("m-4")!, Usual).UntilTurn.ShouldBe(TimeSpan.FromMinutes(75));
    }

    [Fact]
    public void Outlook_OfCopiesOfOneSecond_IsThatOfTheFirst()
    {
        var copies = RegionCopies.After(null, Now, [Running("m-1", 50), Queued("m-2", 1), Queued("m-3", 1)]);

        copies.OutlookOf(copies.Find("m-3")!, Usual).UntilTurn.ShouldBe(TimeSpan.FromMinutes(15));
    }

    [Fact]
    public void Outlook_WithoutEarlierCopies_GoesByThePaceOfThoseThatRun()
    {
        var before = RegionCopies.After(null, Now, [Running("m-1", 0), Queued("m-2", 1)]);
        var after = RegionCopies.After(before, Now.AddMinutes(10), [Running("m-1", 25), Queued("m-2", 1)]);

        before.OutlookOf(before.Find("m-2")!, null).ShouldBe(new(null, null));
        after.OutlookOf(after.Find("m-2")!, null).ShouldBe(new(TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(40)));
    }

    [Fact]
    public void Outlook_OfACopyThatRuns_HasNoTurn()
    {
        var copies = RegionCopies.After(null, Now, [Running("m-1", 50), Queued("m-2", 1)]);

        copies.OutlookOf(copies.Find("m-1")!, Usual).ShouldBe(new(null, Usual));
    }

    [Fact]
    public void After_ForgetsCopiesThatAreNoLongerThere()
    {
        var before = RegionCopies.After(null, Now, [Running("m-1", 0)]);
        var gone = RegionCopies.After(before, Now.AddMinutes(10), []);
        var again = RegionCopies.After(gone, Now.AddMinutes(20), [Running("m-1", 10), Queued("m-2", 1)]);

        again.OutlookOf(again.Find("m-2")!, null).Duration.ShouldBeNull();
    }

    private static Image Running(string id, int progress) => new() { ImageId = id, Status = ImageStatus.Creating, Progress = progress, CreationTime = Now };

    private static Image Queued(string id, int seconds) => new() { ImageId = id, Status = ImageStatus.Waiting, Progress = 0, CreationTime = Now.AddSeconds(seconds) };
}
