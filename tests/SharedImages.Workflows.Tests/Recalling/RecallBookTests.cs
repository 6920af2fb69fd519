namespace SharedImages.Workflows.Tests;

public sealed class RecallBookTests
{
    [Fact]
    public void TheSameRecallAgain_IsOneEntry()
    {
        var book = RecallBook.Empty.With(new("web/1", ["m-1"], [], "bad")).With(new("web/1", ["m-1", "m-2"], ["3"])).With(new("web/2", ["m-2", "m-3"], []));

        book.Entries.Select(entry => entry.Recall).ShouldBe(["web/1", "web/2"]);
        book.Of("web/1")!.Reason.ShouldBe("bad");
        book.Of("web/1")!.TakenFrom.ShouldBe(["3"]);
        book.ImageIds.ShouldBe(["m-1", "m-2", "m-3"]);
    }

    [Fact]
    public void WithoutARecall_WhatAnotherListsStays()
    {
        var book = RecallBook.Empty.With(new("web/1", ["m-1", "m-2"], [])).With(new("web/2", ["m-2"], [])).Without("web/1");

        book.ImageIds.ShouldBe(["m-2"]);
        book.Without("web/9").ImageIds.ShouldBe(["m-2"]);
    }

    [Fact]
    public void Room_IsForSoManyImages_EachCountedOnce()
    {
        var full = RecallBook.Empty.With(new("web/1", [.. Enumerable.Range(1, RecallBook.MaxImages).Select(n => $"m-{n}")], []));

        full.Refuse(new("web/2", ["m-1", "m-500"], [])).ShouldBeNull();
        full.Refuse(new("web/2", ["m-501"], [])).ShouldBe("the register would hold 501 images, and has room for 500; release recalls that have served (sharedimages recall release)");
    }

    [Theory]
    [InlineData("web", "m-1", "3", "bad")]
    [InlineData("web/1", "i-1", "3", "bad")]
    [InlineData("web/1", "m-1", "x", "bad")]
    [InlineData("web/1", "m-1", "3", null)]
    public void WhatIsNoEntry_IsRefused(string recall, string image, string account, string? reason) =>
        RecallBook.Empty.Refuse(new(recall, [image], [account], reason ?? new string('x', 257)))!.ShouldStartWith("this is no entry of a register");
}
