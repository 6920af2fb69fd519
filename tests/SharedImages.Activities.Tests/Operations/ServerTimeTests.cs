namespace SharedImages.Activities.Tests;

public sealed class ServerTimeTests
{
    [Fact]
    public async Task BothTimes_AreTheServersAndUtc()
    {
        await using var site = await Site.StartAsync();
        var info = site.Attempt(2, TimeSpan.FromMinutes(10));

        var (now, scheduled) = await site.Environment(info).RunAsync(() => Task.FromResult((ServerTime.Now, ServerTime.Scheduled)));

        (now, now.Offset).ShouldBe((Site.Start, TimeSpan.Zero));
        (scheduled, scheduled.Offset).ShouldBe((Site.Start - TimeSpan.FromMinutes(10), TimeSpan.Zero));
    }
}
