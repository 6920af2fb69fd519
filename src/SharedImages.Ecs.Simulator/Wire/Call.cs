using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>One authenticated call of one operation.</summary>
internal sealed class Call(Cloud cloud, FaultScript faults, Identities identities, Principal principal, string action, Parameters parameters)
{
    private readonly List<string> hits = [];

    public Cloud Cloud => cloud;

    public required string RequestId { get; init; }

    /// <summary>Ids of the faults that have hit it, in order.</summary>
    public IReadOnlyList<string> Faults => [.. hits];

    public Identities Identities => identities;

    public Principal Principal => principal;

    /// <summary>The caller's account; empty when nobody signed.</summary>
    public string Account => principal.Account;

    public string Action => action;

    public Parameters Parameters { get; private set; } = parameters;

    public DateTimeOffset Now => cloud.Now;

    public bool IsDryRun => bool.TryParse(Parameters.Optional("DryRun"), out var dryRun) && dryRun;

    /// <summary>The caller's account.</summary>
    public Account Caller => cloud.Account(principal.Account)!;

    /// <summary>Takes what a launch template adds for parameters of the call.</summary>
    public void TakeParameters(Parameters completed) => Parameters = completed;

    /// <summary>The region that the call is about: where its effect is, so of CopyImage the destination. Empty when it names none.</summary>
    public string Region => Parameters.Optional("DestinationRegionId") ?? Parameters.Optional("RegionId") ?? "";

    /// <summary>Where the instance, disk or snapshot is that a call without a RegionId names; null = it names none. Only inside <see cref="Cloud.Enter{T}"/>.</summary>
    public string? RegionOfResource => Parameters.Optional("RegionId") is not null ? null
        : Parameters.Optional("InstanceId") is { } instance ? cloud.Fleet.Instances.Find(instance)?.Region
        : Parameters.Optional("DiskId") is { } disk ? cloud.Fleet.Disks.Find(disk)?.Region
        : Parameters.Optional("SnapshotId") is { } snapshot ? cloud.Snapshots.Find(snapshot)?.Region
        : null;

    /// <summary>The parameter RegionId, checked.</summary>
    public string RequiredRegion()
    {
        var region = Parameters.Required("RegionId");
        return cloud.Regions.Contains(region, StringComparer.Ordinal) ? region : throw Errors.RegionNotFound();
    }

    /// <summary>All checks have passed: a dry run ends here, as an error (facts §1.10).</summary>
    public void EndDryRun()
    {
        if (Parameters.Bool("DryRun") == true)
        {
            throw Errors.DryRunPassed();
        }
    }

    /// <summary>As <see cref="EndDryRun"/>, with the code of the batch operations; null = this is no dry run.</summary>
    public JsonObject? EndBatchDryRun()
    {
        const string code = "DRYRUN.SUCCESS";
        if (Parameters.Bool("DryRun") != true)
        {
            return null;
        }

        return cloud.Rules.BatchDryRunIsOk
            ? new JsonObject { ["Code"] = code, ["Message"] = Errors.DryRunPassed().Message }
            : throw new ApiException(400, code, Errors.DryRunPassed().Message);
    }

    /// <summary>A scripted fault of this kind that hits this call; null = none.</summary>
    public ActiveFault? Fault(FaultKind kind) => faults.Hit(this, kind);

    /// <summary>Says that a fault has hit it.</summary>
    public void WasHitBy(ActiveFault fault) => hits.Add(fault.Id);

    /// <summary>Whether the call names an image by an id or name that contains a text.</summary>
    public bool NamesImage(string text) => ImageTexts().Any(name => name.Contains(text, StringComparison.Ordinal));

    private IEnumerable<string> ImageTexts()
    {
        string?[] given = [Parameters.Optional("DestinationImageName"), Parameters.Optional("ImageName"), Parameters.Optional("ImageId"), .. Parameters.List("ResourceId")];
        return given.OfType<string>().SelectMany(text => cloud.Images.Find(text) is { } image ? [text, image.Name] : new[] { text });
    }
}
