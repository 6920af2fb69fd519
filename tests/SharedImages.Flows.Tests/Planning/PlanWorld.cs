using SharedImages.Ecs.Simulator;

namespace SharedImages.Flows.Tests;

/// <summary>A random world, an operation of a random kind in it, and what its plan binds it to.</summary>
internal sealed class PlanWorld : IAsyncDisposable
{
    private static readonly string[] Regions = ["cn-hangzhou", "cn-shanghai", "cn-beijing", "ap-southeast-1"];

    private readonly Flow flow;
    private readonly Random random;
    private string workflowId = "";
    private object spec = new();
    private Fleet? fleet;

    private PlanWorld(Flow flow, Random random)
    {
        this.flow = flow;
        this.random = random;
    }

    public string Kind { get; private set; } = "";

    public int Entries => Calls.Count;

    // What nobody called is nobody's doing, such as a copy that comes to its end.
    private IReadOnlyList<LedgerEntry> Calls => [.. flow.Simulator.State.Ledger.Entries.Where(entry => entry.Cause == LedgerCause.Call)];

    /// <summary>What a flow of such a world sets.</summary>
    public static FlowOptions Options()
    {
        var options = new FlowOptions();
        options.Trust = LaunchBuilder.Allowing(options.Trust);
        return options;
    }

    /// <summary>Fills a flow of its own.</summary>
    public static async Task<PlanWorld> FillAsync(Flow flow, int seed)
    {
        var world = new PlanWorld(flow, new(seed));
        await world.FillAsync();
        return world;
    }

    public async Task<OperationPlan> PlanAsync()
    {
        var before = Entries;
        var plan = await flow.PlanAsync(workflowId, spec, isReplayed: random.Next(10) == 0);
        Entries.ShouldBe(before, "a plan writes nothing");
        plan.Items.Count(item => item.Route != PlanRoute.Current).ShouldBe(plan.HasWork ? plan.Items.Count(item => item.Route != PlanRoute.Current) : 0);
        return plan;
    }

    /// <summary>Runs what was planned to its end; what parks is given up.</summary>
    public async Task<OperationResult?> RunAsync(OperationPlan plan)
    {
        var handle = await flow.StartPlannedAsync(workflowId, spec, plan);
        foreach (var item in plan.Refusals.Count == 0 ? plan.Items.Where(item => item.Route == PlanRoute.Park) : [])
        {
            // A run that is refused has ended before.
            var progress = await flow.UntilAsync(handle, now => now.Phase == OperationPhase.Ended || now.Items.Any(row => row.Item == item.Item && row.State == ItemState.Parked));
            if (progress.Phase != OperationPhase.Ended)
            {
                await Flow.ResolveAsync(handle, item.Item, ResolveAction.Abort);
            }
        }

        return Kind switch
        {
            "Promotion" => await Flow.ResultAsync<PromotionResult>(handle, _ => Task.CompletedTask),
            "Sharing" => await Flow.ResultAsync<SharingResult>(handle, _ => Task.CompletedTask),
            "Launch" => await Flow.ResultAsync<LaunchResult>(handle, _ => Task.CompletedTask),
            "Replacement" => await Flow.ResultAsync<ReplacementResult>(handle, _ => Task.CompletedTask),
            _ => await Flow.ResultAsync<ChannelResult>(handle, _ => Task.CompletedTask),
        };
    }

    /// <summary>Passing trouble that a run bears.</summary>
    public void Fault() => flow.Simulator.Faults.Add(new()
    {
        Kind = random.Next(3) switch { 0 => FaultKind.LoseAnswer, 1 => FaultKind.LoseRequest, _ => FaultKind.ServerError },
        Probability = 0.1,
        Seed = random.Next(),
        Times = 5,
    });

    public void ShouldHaveDone(OperationPlan plan, int before)
    {
        ShouldHaveDoneNothingElse(plan, before);
        var done = Calls.Skip(before).ToList();
        if (plan.Refusals.Count > 0)
        {
            return;
        }

        // When the intake is given up, no copy comes about.
        var isLost = plan.Items.Any(item => item.Route == PlanRoute.Park && item.Item == Flow.Home && Kind == "Promotion");
        MadeImages(done).ShouldBe(isLost ? [] : Planned(plan), ignoreOrder: true);
        Shares(done, LedgerEffect.Shared).ShouldBe(Kind == "Sharing" ? Accounts(plan, PlanRoute.Share) : Shares(done, LedgerEffect.Shared), ignoreOrder: true);
        Shares(done, LedgerEffect.Unshared).ShouldBe(Accounts(plan, PlanRoute.Unshare), ignoreOrder: true);
        foreach (var item in plan.Items.Where(item => item.Route == PlanRoute.Launch))
        {
            done.Count(entry => entry is { Kind: LedgerKind.Instance, Effect: LedgerEffect.Made } && entry.Region == item.Item).ShouldBe(item.Count!.Value);
        }

        foreach (var item in plan.Items.Where(item => item.Route == PlanRoute.Replace))
        {
            flow.Simulator.State.Instance(item.Item).ImageId.ShouldBe(item.ImageId);
        }

        foreach (var item in plan.Items.Where(item => item.Route is PlanRoute.Move or PlanRoute.Release))
        {
            flow.OurImages(item.Item).Where(image => image.Tags.ContainsKey("sharedimages:channel.prod")).Select(image => image.ImageId).ShouldBe(item.ImageId is null ? [] : [item.ImageId]);
        }
    }

    public void ShouldHaveDoneNothingElse(OperationPlan plan, int before)
    {
        var done = Calls.Skip(before).ToList();
        if (plan.Refusals.Count > 0)
        {
            done.ShouldBeEmpty();
            return;
        }

        MadeImages(done).Except(Planned(plan)).ShouldBeEmpty();
        var made = done.Where(entry => entry.Effect == LedgerEffect.Made).Select(entry => entry.ResourceId).ToHashSet(StringComparer.Ordinal);
        var planned = plan.Items.Where(item => item.Route is not (PlanRoute.Current or PlanRoute.Park or PlanRoute.Fail))
            .SelectMany(item => (string?[])[item.ImageId, .. (item.Present ?? "").Split(' '), item.Route == PlanRoute.Replace ? item.Item : null]).ToHashSet(StringComparer.Ordinal);
        var isFleet = Kind == "Replacement";
        done.Where(entry => !made.Contains(entry.ResourceId) && !planned.Contains(entry.ResourceId) && !(isFleet && entry.Kind is LedgerKind.Disk or LedgerKind.Snapshot))
            .Select(entry => $"{entry.Action} {entry.Effect} {entry.Kind} {entry.ResourceId} {entry.What}").ShouldBeEmpty();
        Shares(done, LedgerEffect.Unshared).Except(Accounts(plan, PlanRoute.Unshare)).ShouldBeEmpty();
        foreach (var launched in done.Where(entry => entry is { Kind: LedgerKind.Instance, Effect: LedgerEffect.Made }).CountBy(entry => entry.Region))
        {
            launched.Value.ShouldBeLessThanOrEqualTo(plan.Items.Single(item => item.Item == launched.Key).Count ?? 0);
        }
    }

    /// <summary>Changes what the plan goes by; null when there is nothing that could be.</summary>
    public async Task<(string What, string Names)?> ChangeAsync(OperationPlan plan)
    {
        switch (Kind)
        {
            case "Promotion" when plan.Items.FirstOrDefault(item => item is { Route: PlanRoute.Current or PlanRoute.Adopt }) is { } there && (plan.Items.All(item => item.ImageId is not null) || random.Next(2) == 0):
                await flow.DeleteAsync(there.Item, there.ImageId!);
                return ("an image deleted", $"{there.Item}: was planned to stay as it is there, {there.ImageId}");
            case "Promotion" when plan.Items.FirstOrDefault(item => item.Route is PlanRoute.Copy or PlanRoute.Intake) is { } copy && plan.Items.All(item => item.Route is not (PlanRoute.Park or PlanRoute.Fail)):
                await (await flow.StartJsonAsync(workflowId, spec, again: true)).GetResultAsync<PromotionResult>();
                return ("promoted meanwhile", $"{copy.Item}: was planned to be {(copy.Route == PlanRoute.Copy ? "copied" : "taken in")}");
            case "Sharing" when plan.Items.FirstOrDefault(item => item.Route == PlanRoute.Share) is { } share:
                flow.Simulator.State.ShareImage(share.ImageId!, share.Accounts[0]);
                return ("shared by hand", share.Item);
            case "Sharing" when plan.Items.FirstOrDefault(item => item.Route == PlanRoute.Current && flow.Simulator.State.Shares(item.ImageId!).Count > 0) is { } current:
                flow.Simulator.State.UnshareImage(current.ImageId!, SimulatorWorld.ConsumerAccount);
                return ("taken back by hand", current.Item);
            case "Replacement" when plan.Items.FirstOrDefault(item => item.Route == PlanRoute.Replace) is not null:
                var added = fleet!.AddInstance("Running");
                return ("another instance", added);
            case "Channel" when plan.Items.FirstOrDefault(item => item.Route == PlanRoute.Move) is { } move:
                await flow.ByHandAsync(ecs => ecs.TagResourcesAsync(new(move.Item, "image", [move.ImageId!], [new("sharedimages:channel.prod", "true")])));
                return ("pointed to by hand", move.Item);
            default:
                return null;
        }
    }

    public ValueTask DisposeAsync() => flow.DisposeAsync();

    private async Task FillAsync()
    {
        switch (random.Next(10))
        {
            case < 5:
                await FillPromotionAsync();
                break;
            case 5 or 6:
                await FillSharingAsync();
                break;
            case 7:
                FillLaunch();
                break;
            case 8:
                FillFleet();
                break;
            default:
                await FillChannelAsync();
                break;
        }
    }

    private async Task FillPromotionAsync()
    {
        var regions = Some();
        var promotion = flow.Spec(regions);
        (Kind, workflowId) = ("Promotion", promotion.WorkflowId);
        if (random.Next(3) == 0)
        {
            promotion.With("share", null);
        }

        if (random.Next(3) == 0)
        {
            var result = await (await flow.StartAsync(promotion)).GetResultAsync<PromotionResult>();
            foreach (var region in result.Regions)
            {
                await DisturbAsync(region.Region, region.ImageId!);
            }
        }

        if (random.Next(6) == 0)
        {
            Holder(promotion, regions[^1]);
        }

        if (random.Next(8) == 0)
        {
            promotion.With("targets", regions.Select(region => new { region, kmsKeyId = SpecBuilder.KeyIn(region) }).Append(new { region = "xx-nowhere-1", kmsKeyId = SpecBuilder.KeyIn(Flow.Home) }).ToArray());
        }

        if (random.Next(8) == 0)
        {
            flow.Options.Trust = flow.Options.Trust with { TrustedOwners = [] };
        }

        if (random.Next(10) == 0)
        {
            promotion.With("intake", new { after = "keep" }).With("targets", new[] { new { region = "cn-beijing" } });
        }

        spec = promotion.ToJson();
    }

    private async Task DisturbAsync(string region, string image)
    {
        switch (random.Next(5))
        {
            case 0:
                await flow.DeleteAsync(region, image);
                break;
            case 1:
                await flow.ByHandAsync(ecs => ecs.UntagResourcesAsync(new() { RegionId = region, ResourceType = "image", ResourceIds = [image], TagKeys = [Lineage.Done] }));
                break;
            case 2 when flow.Simulator.State.Shares(image).Count > 0:
                flow.Simulator.State.UnshareImage(image, SimulatorWorld.ConsumerAccount);
                break;
        }
    }

    // Somebody else's image has the name: the region would wait for a decision.
    private void Holder(SpecBuilder promotion, string region)
    {
        if (flow.OurImages(region).All(image => image.Name != promotion.ImageName))
        {
            flow.Simulator.State.AddImage(SimulatorWorld.OurAccount, new() { Region = region, Name = promotion.ImageName });
        }
    }

    private async Task FillSharingAsync()
    {
        var images = Some().Select(region => (Region: region, ImageId: flow.Simulator.State.AddImage(SimulatorWorld.OurAccount, new() { Region = region, Name = $"own-{region}" }))).ToArray();
        foreach (var image in images.Where(_ => random.Next(2) == 0))
        {
            flow.Simulator.State.ShareImage(image.ImageId, SimulatorWorld.ConsumerAccount);
        }

        var sharing = flow.Sharing().OfImages(images).With("confirmed", random.Next(4) != 0);
        _ = random.Next(3) == 0 ? sharing.Remove(SimulatorWorld.ConsumerAccount) : sharing.Add(random.Next(8) == 0 ? "5000000000000005" : SimulatorWorld.ConsumerAccount);
        (Kind, workflowId, spec) = ("Sharing", sharing.WorkflowId, sharing.ToJson());
        await Task.CompletedTask;
    }

    private void FillLaunch()
    {
        var region = Some()[0];
        var image = flow.Simulator.State.AddImage(SimulatorWorld.OurAccount, new() { Region = region, Name = "own" });
        var launch = new LaunchBuilder(flow, image, region).With("targets", new[] { LaunchBuilder.Target(region, random.Next(1, 4), types: random.Next(5) == 0 ? ["ecs.none.large"] : null) });
        (Kind, workflowId, spec) = ("Launch", launch.WorkflowId, launch.ToJson());
    }

    private void FillFleet()
    {
        fleet = new(flow, running: random.Next(1, 4));
        if (random.Next(2) == 0)
        {
            fleet.AddInstance("Running", new() { Region = Fleet.Region, Name = "web", Image = fleet.New, Tags = new Dictionary<string, string>(StringComparer.Ordinal) { ["replaceable"] = "yes" } });
        }

        if (random.Next(5) == 0)
        {
            fleet.AddInstance("Running", new() { Region = Fleet.Region, Name = "web", Image = fleet.Old });
        }

        (Kind, workflowId, spec) = ("Replacement", fleet.WorkflowId, fleet.ToJson());
    }

    private async Task FillChannelAsync()
    {
        var promotion = flow.Spec(Some());
        await (await flow.StartAsync(promotion)).GetResultAsync<PromotionResult>();
        var channel = new ChannelBuilder(SpecBuilder.Name, "prod", random.Next(6) == 0 ? "none" : promotion.Version);
        (Kind, workflowId, spec) = ("Channel", channel.WorkflowId, channel.ToJson());
        if (random.Next(3) == 0)
        {
            await Flow.ResultAsync<ChannelResult>(await flow.StartJsonAsync(workflowId, spec, again: true), _ => Task.CompletedTask);
        }
    }

    private string[] Some() => [.. Regions.OrderBy(_ => random.Next()).Take(1 + random.Next(2))];

    private static IReadOnlyList<(string Region, string Name)> Planned(OperationPlan plan) =>
        [.. plan.Items.Where(item => item.Route is PlanRoute.Intake or PlanRoute.Copy).Select(item => (item.Item, item.Name!))];

    // The name of an image that has gone since is in its call.
    private IReadOnlyList<(string Region, string Name)> MadeImages(IReadOnlyList<LedgerEntry> done)
    {
        var ours = flow.OurImages().ToDictionary(image => image.ImageId, image => image.Name, StringComparer.Ordinal);
        return [.. done.Where(entry => entry is { Kind: LedgerKind.Image, Effect: LedgerEffect.Made }).Select(entry => (entry.Region, ours.GetValueOrDefault(entry.ResourceId, "gone")))];
    }

    private static IReadOnlyList<(string Image, string Account)> Shares(IReadOnlyList<LedgerEntry> done, LedgerEffect effect) =>
        [.. done.Where(entry => entry.Effect == effect && entry.Kind == LedgerKind.Image).Select(entry => (entry.ResourceId, entry.What))];

    private static IReadOnlyList<(string Image, string Account)> Accounts(OperationPlan plan, PlanRoute route) =>
        [.. plan.Items.Where(item => item.Route == route).SelectMany(item => item.Accounts.Select(account => (item.ImageId!, account)))];
}
