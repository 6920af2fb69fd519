namespace SharedImages.Ecs.Simulator;

/// <summary>A spot instance is taken back: locked as announced, five minutes later released, or stopped when it was launched so (facts §5).</summary>
internal static class SpotReclaim
{
    private static readonly TimeSpan Notice = TimeSpan.FromMinutes(5);

    /// <exception cref="ArgumentException">It is no spot instance.</exception>
    public static void Announce(Cloud cloud, InstanceRecord instance)
    {
        if (instance.Options.SpotStrategy == LaunchOptions.NoSpot)
        {
            throw new ArgumentException($"{instance.InstanceId} is no spot instance: only those are taken back. Launch one with SpotStrategy.", nameof(instance));
        }

        if (cloud.Now < instance.ReclaimedAt)
        {
            return;
        }

        var at = cloud.Now + cloud.Clock.Scale(Notice);
        instance.ReclaimedAt = at;
        if (!instance.Options.StopsWhenReclaimed)
        {
            cloud.Fleet.RemoveAt(instance, at);
        }
        else if (instance.StatusAt(at) != InstanceStatus.Stopped)
        {
            instance.StopAt(cloud, at);
        }
    }
}
