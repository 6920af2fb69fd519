using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>Stops and starts instances. Each attempt looks first: what is under way already is not asked for again (facts §5).</summary>
internal sealed class InstancePower(ReplacementGuard guard, InstanceLooks looks)
{
    private const string Stop = "stop";
    private const string Start = "start";

    public async Task<bool> StopAsync(InstanceRequest request, CancellationToken cancellationToken)
    {
        var (_, instance) = await looks.SeeAsync(request, cancellationToken);
        switch (instance.Status)
        {
            case "Stopped":
                return looks.Over(request, Stop, true);
            case "Running":
                await (await guard.ReplaceAsync(request, cancellationToken)).StopAsync(cancellationToken);
                throw looks.Later(request, Stop, "being stopped");
            default:
                throw looks.Later(request, Stop, instance.Status);
        }
    }

    public async Task<bool> StartAsync(InstanceRequest request, CancellationToken cancellationToken)
    {
        var (_, instance) = await looks.SeeAsync(request, cancellationToken);
        switch (instance.Status)
        {
            case "Running":
                return looks.Over(request, Start, true);
            case "Stopped":
                await (await guard.StartAsync(request, cancellationToken)).StartAsync(cancellationToken);
                throw looks.Later(request, Start, "being started");
            default:
                throw looks.Later(request, Start, instance.Status);
        }
    }
}
