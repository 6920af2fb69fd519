using CsCheck;

namespace SharedImages.Ecs.Simulator.Tests;

public sealed class CopyQueueProperties
{
    private const int AtOnce = 3;

    private static readonly DateTimeOffset Start = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);

    /// <summary>Copies by the second after the one before, how long they take, where they fail, and after how many more steps they are cancelled.</summary>
    private static readonly Gen<(int Gap, int Seconds, int FailAt, int CancelAfter)[]> Copies =
        Gen.Select(Gen.Int[0, 8], Gen.Int[1, 30], Gen.Int[-60, 99], Gen.Int[-5, 3]).Array[1, 25];

    [Fact]
    public void It_does_not_matter_when_anybody_looks() => Copies.Sample(copies =>
    {
        var rarely = Run(copies, lookEachSecond: false);
        var often = Run(copies, lookEachSecond: true);

        often.ShouldBe(rarely);
    });

    [Fact]
    public void Never_more_run_than_may_nobody_waits_beside_a_free_place_and_all_that_was_not_cancelled_ends() => Copies.Sample(copies =>
    {
        var result = Run(copies, lookEachSecond: true, open =>
        {
            var running = open.Count(image => image.Copy!.IsRunning);
            running.ShouldBeLessThanOrEqualTo(AtOnce);
            running.ShouldBe(Math.Min(AtOnce, open.Count));
            open.TakeWhile(image => image.Copy!.IsRunning).Count().ShouldBe(running, "The oldest run, the younger wait.");
        });

        result.ShouldAllBe(copy => copy.Cancelled || copy.EndedAt != null);
    });

    private static List<(bool Cancelled, DateTimeOffset? EndedAt)> Run(
        (int Gap, int Seconds, int FailAt, int CancelAfter)[] copies, bool lookEachSecond, Action<IReadOnlyList<ImageRecord>>? look = null)
    {
        var queue = new CopyQueue(AtOnce, image => image.Region);
        var made = new List<ImageRecord>();
        var cancelled = new HashSet<ImageRecord>();
        var now = Start;
        for (var step = 0; step < copies.Length; step++)
        {
            now = Pass(queue, now, copies[step].Gap, lookEachSecond, look);
            var image = Image(step, copies[step].Seconds, copies[step].FailAt);
            made.Add(image);
            queue.Add(image, now);
            foreach (var victim in made.Where((candidate, index) => index + copies[index].CancelAfter == step && candidate.Copy!.IsOpen).ToList())
            {
                queue.Cancel(victim, now);
                cancelled.Add(victim);
            }
        }

        Pass(queue, now, 1000, lookEachSecond, look);
        return [.. made.Select(image => (cancelled.Contains(image), image.Copy!.EndedAt))];
    }

    private static DateTimeOffset Pass(CopyQueue queue, DateTimeOffset now, int seconds, bool lookEachSecond, Action<IReadOnlyList<ImageRecord>>? look)
    {
        for (var second = 1; lookEachSecond && second < seconds; second++)
        {
            queue.Advance(now.AddSeconds(second));
            look?.Invoke([.. queue.Open]);
        }

        queue.Advance(now.AddSeconds(seconds));
        return now.AddSeconds(seconds);
    }

    private static ImageRecord Image(int number, int seconds, int failAt) => new()
    {
        ImageId = $"m-{number}",
        Owner = "1",
        Region = "cn-hangzhou",
        Name = $"image-{number}",
        Architecture = "x86_64",
        BootMode = "UEFI",
        OSType = "linux",
        Platform = "Aliyun",
        OSName = "",
        NvmeSupport = "supported",
        ImdsSupport = "v2",
        CreationTime = Start,
        VisibleFrom = Start,
        Disks = [],
        Copy = new CreationJob("m-source", TimeSpan.FromSeconds(seconds), failAt < 0 ? null : failAt, stallAt: null),
    };
}
