namespace SharedImages.Ecs.Simulator.Tests;

/// <summary>An image by what makes it unique, so that a script of calls means the same when some of them are left out (facts §3.1).</summary>
internal sealed record ModelKey(string Owner, string Region, string Name)
{
    public override string ToString() => $"<{Owner}/{Region}/{Name}>";
}
