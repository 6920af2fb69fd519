using System.Globalization;
using SharedImages.Ecs.Simulator;

namespace SharedImages.Flows.Tests;

/// <summary>Who shares gold images with us: 001, 002, ….</summary>
internal sealed class Publisher(Flow flow)
{
    private readonly List<(string Version, string ImageId)> shared = [];
    private int count;

    /// <summary>The newest version that is shared with us now.</summary>
    public string Newest => shared[^1].Version;

    public void Share()
    {
        var version = (++count).ToString("000", CultureInfo.InvariantCulture);
        shared.Add((version, GoldRefresh.Share(flow.Simulator, flow.Now, version)));
    }

    /// <summary>Takes the newest one back.</summary>
    public void TakeBack()
    {
        flow.Simulator.State.UnshareImage(shared[^1].ImageId, SimulatorWorld.OurAccount);
        shared.RemoveAt(shared.Count - 1);
    }
}
