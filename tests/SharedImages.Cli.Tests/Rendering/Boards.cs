using SharedImages.Workflows;
using Spectre.Console;

namespace SharedImages.Cli.Tests;

/// <summary>Boards as text, and views of all kinds to draw them of.</summary>
internal static class Boards
{
    private const string Key = "key-hzz62f1cb66f0";

    /// <summary>A view of each kind under its name, and those that are more than a terminal has room for.</summary>
    public static IReadOnlyDictionary<string, OperationView> All { get; } = new Dictionary<string, OperationView>(StringComparer.Ordinal)
    {
        [PromotionSpec.SpecKind] = Promotion,
        [LaunchSpec.SpecKind] = Of(
            LaunchSpec.SpecKind,
            OperationPhase.Launching,
            Parked("cn-hangzhou", "test", "cn-hangzhou: systemctl is-active web ended with exit code 3 on i-bp1abcdefghij0000001: inactive", "see why it fails on that instance, and correct image or test", ResolveAction.Retry, ResolveAction.Skip, ResolveAction.Abort),
            new() { Item = "cn-shanghai", State = ItemState.Launching },
            new() { Item = "ap-southeast-1", State = ItemState.Done }),
        [SharingSpec.SpecKind] = Of(
            SharingSpec.SpecKind,
            OperationPhase.Sharing,
            new() { Item = "cn-hangzhou/m-bp1c5j1k0djwl9gfdntb", State = ItemState.Done },
            Parked("ap-southeast-1/m-t4nc5j1k0djwl9gfdntb", "share", "AssumeRoleError: the role AliyunECSShareEncryptImageDefaultRole cannot be assumed", "create the role AliyunECSShareEncryptImageDefaultRole in the account 1000000000000001, and let ECS assume it", ResolveAction.Retry, ResolveAction.Skip, ResolveAction.Abort)),
        [ReplacementSpec.SpecKind] = Fleet(new(12, 5, 1, 3), Instance(1), Instance(2)),
        [RefreshSpec.SpecKind] = Of(
            RefreshSpec.SpecKind,
            OperationPhase.Repairing,
            new() { Item = "cn-hangzhou", State = ItemState.Done },
            Failed("us-east-1", "share", "us-east-1: m-0xi1: QuotaExceed.Shares: the image is shared with as many accounts as may be", "raise the quota of shares in us-east-1")),
        [RetirementSpec.SpecKind] = Of(
            RetirementSpec.SpecKind,
            OperationPhase.Retiring,
            Parked("cn-shanghai/m-uf6c5j1k0djwl9gfdntb", "delete", "OperationDenied.ImageInUse: a launch template uses the image", "release the template, or skip the image", ResolveAction.Retry, ResolveAction.Skip),
            new() { Item = "cn-hangzhou/m-bp1c5j1k0djwl9gfdntb", State = ItemState.Done }),
        [ChannelSpec.SpecKind] = Of(
            ChannelSpec.SpecKind,
            OperationPhase.Moving,
            Parked("eu-central-1", "set", "eu-central-1: Forbidden.RAM: TagResources on m-gw8c5j1k0djwl9gfdntb is not allowed", "allow ecs:TagResources", ResolveAction.Retry, ResolveAction.Abort),
            new() { Item = "cn-hangzhou", State = ItemState.Moving }),
        [RecallSpec.SpecKind] = Of(
            RecallSpec.SpecKind,
            OperationPhase.Recalling,
            Parked("us-west-1/m-rj9c5j1k0djwl9gfdntb", "withdraw", "Forbidden.RAM: ModifyImageSharePermission is not allowed", "allow ecs:ModifyImageSharePermission", ResolveAction.Retry, ResolveAction.Skip),
            new() { Item = "cn-shanghai/m-uf6c5j1k0djwl9gfdntb", State = ItemState.Sharing }),
        [SweepSpec.SpecKind] = Of(
            SweepSpec.SpecKind,
            OperationPhase.Cleaning,
            new() { Item = "cn-beijing/m-2zec5j1k0djwl9gfdntb", State = ItemState.Undone },
            Failed("cn-hangzhou/m-bp1c5j1k0djwl9gfdntb", "delete", "InvalidImage.InUse: an instance uses the image", "give that instance another image")),
        ["ItselfParked"] = Of(
            PromotionSpec.SpecKind,
            OperationPhase.Resolving,
            Parked("promotion", "resolve source", "cn-hangzhou: Forbidden.RAM: DescribeImages is not allowed", "allow ecs:DescribeImages, as `sharedimages permissions` prints it", ResolveAction.Retry, ResolveAction.Abort)),
        ["SixtyRegions"] = Of(PromotionSpec.SpecKind, OperationPhase.Distributing, [.. Enumerable.Range(1, 60).Select(Region)]),
        ["FleetOfAThousand"] = Fleet(new(1000, 400, 3, 52), [.. Enumerable.Range(1, 40).Select(Instance)]),
    };

    private static OperationView Promotion => Of(
        PromotionSpec.SpecKind,
        OperationPhase.Distributing,
        new() { Item = "cn-hangzhou", Hop = Hop.Intake, State = ItemState.Done, ImageId = "m-bp1c5j1k0djwl9gfdntb" },
        new() { Item = "cn-shanghai", Hop = Hop.Distribution, State = ItemState.Copying, ImageId = "m-uf6c5j1k0djwl9gfdntb" },
        new() { Item = "cn-beijing", Hop = Hop.Distribution, State = ItemState.Done, ImageId = "m-2zec5j1k0djwl9gfdntb", Adopted = true },
        Parked("ap-southeast-1", "copy", $"ap-southeast-1: copy m-bp1c5j1k0djwl9gfdntb: InvalidKMSKeyId.Disabled: the key {Key} is disabled", $"enable the KMS key {Key} in ap-southeast-1", ResolveAction.Retry, ResolveAction.RetryAsNew, ResolveAction.Skip, ResolveAction.Abort) with { Hop = Hop.Distribution },
        Failed("eu-central-1", "verify", "eu-central-1: m-gw8c5j1k0djwl9gfdntb has boot mode BIOS, its source UEFI", "copy it anew from a source that is as it should be") with { Hop = Hop.Distribution, ImageId = "m-gw8c5j1k0djwl9gfdntb" },
        new() { Item = "us-east-1", Hop = Hop.Distribution, State = ItemState.Copying, ImageId = "m-0xic5j1k0djwl9gfdntb" },
        new() { Item = "us-west-1", Hop = Hop.Distribution, State = ItemState.Pending }) with
    {
        Pending = [Views.Waiting(25) with { Copy = Views.Waiting(25).Copy! with { ImageId = "m-uf6c5j1k0djwl9gfdntb" } }, new("us-east-1", "ShareImage", 4, null, "ServiceUnavailable: the request has failed due to a temporary failure of the server")],
    };

    /// <summary>As a terminal of this size shows it.</summary>
    public static IReadOnlyList<string> Lines(OperationView view, int width, int height = 60)
    {
        using var writer = new StringWriter();
        var console = AnsiConsole.Create(new() { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = width;
        console.Profile.Height = height;
        console.Write(new LiveBoard(console.Profile).Render(view));
        return [.. writer.ToString().ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Select(line => line.TrimEnd())];
    }

    private static ItemProgress Region(int number) => (number % 10) switch
    {
        1 => Parked($"region-{number}", "copy", $"region-{number}: Forbidden.RAM: CopyImage is not allowed", "allow ecs:CopyImage", ResolveAction.Retry, ResolveAction.Skip) with { Hop = Hop.Distribution },
        2 => Failed($"region-{number}", "copy", $"region-{number}: the copy has failed three times", "promote once more") with { Hop = Hop.Distribution },
        3 => new() { Item = $"region-{number}", Hop = Hop.Distribution, State = ItemState.Pending },
        4 or 5 => new() { Item = $"region-{number}", Hop = Hop.Distribution, State = ItemState.Verifying, ImageId = $"m-{number:00000000000000000000}" },
        _ => new() { Item = $"region-{number}", Hop = Hop.Distribution, State = ItemState.Done, ImageId = $"m-{number:00000000000000000000}" },
    };

    private static ItemProgress Instance(int number) =>
        Parked($"i-bp1{number:00000000000000000}", "start", "InstanceExpired: the instance has expired and cannot be started", "settle what is owed for it", ResolveAction.Retry, ResolveAction.Back, ResolveAction.Abort);

    private static OperationView Fleet(FleetTally tally, params ItemProgress[] parked) =>
        Of(ReplacementSpec.SpecKind, OperationPhase.Replacing, parked) is var view ? view with { Progress = view.Progress! with { Fleet = tally } } : null!;

    private static OperationView Of(string kind, OperationPhase phase, params ItemProgress[] items)
    {
        var operation = OperationKinds.All.Single(candidate => candidate.Name == kind);
        var view = Views.Of(items);
        return view with
        {
            WorkflowId = operation.WorkflowId("web-base", operation.HasVersion ? "2026.11.24" : ""),
            Progress = view.Progress! with { Operation = kind, Version = "2026.11.24", Phase = phase, WaitsForDecision = false },
        };
    }

    private static ItemProgress Parked(string item, string step, string message, string remedy, params ResolveAction[] actions) => new()
    {
        Item = item,
        State = ItemState.Parked,
        Step = step,
        Since = Views.Now.AddMinutes(-7),
        Error = new(StepErrorKind.Permission, message, remedy),
        Actions = actions,
    };

    private static ItemProgress Failed(string item, string step, string message, string remedy) =>
        new() { Item = item, State = ItemState.Failed, Step = step, Error = new(StepErrorKind.Invalid, message, remedy) };
}
