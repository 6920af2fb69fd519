using System.Net;
using System.Net.Sockets;
using SharedImages.Ecs;
using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;

namespace SharedImages.Activities.Tests;

public sealed class VersionSurveyTests
{
    [Fact]
    public async Task KnownRegions_AnswerInTheOrderAsked()
    {
        await using var site = await Site.StartAsync();

        (await CheckAsync(site, "us-east-1", Site.Home, Site.Target)).ShouldBe([new("us-east-1", null), new(Site.Home, null), new(Site.Target, null)]);
    }

    [Fact]
    public async Task UnknownRegion_IsNamedAndTheOthersGoOn()
    {
        await using var site = await Site.StartAsync();

        var verdicts = await CheckAsync(site, "cn-nowhere", Site.Target);

        verdicts[0].Error.ShouldBe(new(
            StepErrorKind.RegionNotFound,
            "cn-nowhere: ECS knows no such region for this account",
            "correct the region; this account has ap-northeast-1, ap-southeast-1, cn-beijing, cn-hangzhou, cn-hongkong, cn-shanghai, cn-shenzhen, eu-central-1, us-east-1, us-west-1"));
        verdicts[1].Error.ShouldBeNull();
        site.Simulator.State.Requests.ShouldNotContain(request => request.Region == "cn-nowhere");
    }

    [Fact]
    public async Task RegionThatNobodyAnswersIn_IsUnreachable()
    {
        // Taken, but not listened on: nobody else can get the port meanwhile.
        using var closed = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var endpoint = new Uri($"http://{closed.LocalEndPoint}/");
        await using var site = await Site.StartAsync(regionEndpoints: new Dictionary<string, Uri> { [Site.Target] = endpoint });

        var verdicts = await CheckAsync(site, Site.Home, Site.Target);

        verdicts[0].Error.ShouldBeNull();
        var error = verdicts[1].Error.ShouldNotBeNull();
        error.Kind.ShouldBe(StepErrorKind.Unreachable);
        error.Code.ShouldBe(LocalCodes.Unreachable);
        error.Message.ShouldStartWith("cn-shanghai: Client.Unreachable: ");
        error.Remedy.ShouldStartWith("see whether the worker reaches the ECS endpoint of cn-shanghai (network, proxy, SharedImages:Ecs:Endpoint)");
    }

    [Fact]
    public async Task LostAnswer_IsUnreachable()
    {
        await using var site = await Site.StartAsync();
        site.Simulator.Faults.Add(new() { Kind = FaultKind.LoseAnswer, Action = "DescribeImages", Region = Site.Target });

        (await CheckAsync(site, Site.Target, Site.Home))[0].Error!.Code.ShouldBe(LocalCodes.NoAnswer);
    }

    [Fact]
    public async Task LostAnswerOfTheOnlyRegion_IsAskedForAgain()
    {
        await using var site = await Site.StartAsync();
        site.Simulator.Faults.Add(new() { Kind = FaultKind.LoseAnswer, Action = "DescribeImages", Region = Site.Target });

        var failure = await Failures.LaterAsync(() => CheckAsync(site, "cn-nowhere", Site.Target));
        failure.Message.ShouldBe("ECS answers in none of cn-nowhere, cn-shanghai");

        (await CheckAsync(site, "cn-nowhere", Site.Target))[1].Error.ShouldBeNull();
    }

    [Fact]
    public async Task OnlyRegionUnreachableForAsLongAsPatienceLasts_IsTold()
    {
        await using var site = await Site.StartAsync();
        site.Simulator.Faults.Add(new() { Kind = FaultKind.LoseAnswer, Action = "DescribeImages", Region = Site.Target });

        var survey = await site.AttemptAsync(a => a.SurveyAsync(Request(Site.Target)), site.Attempt(9, Site.Waiting.Patience));

        survey.Targets.ShouldHaveSingleItem().Error!.Kind.ShouldBe(StepErrorKind.Unreachable);
    }

    [Fact]
    public async Task OnlyUnknownRegions_AreToldAtOnce()
    {
        await using var site = await Site.StartAsync();

        (await CheckAsync(site, "cn-nowhere", "xx-none")).ShouldAllBe(verdict => verdict.Error!.Kind == StepErrorKind.RegionNotFound);
    }

    [Theory]
    [InlineData("Throttling.User", 400)]
    [InlineData("ServiceUnavailable", 503)]
    [InlineData("Forbidden.RAM", 403)]
    public async Task RegionThatRefuses_AnswersAllTheSame(string code, int status)
    {
        await using var site = await Site.StartAsync();
        site.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = "DescribeImages", Code = code, HttpStatus = status });

        (await CheckAsync(site, Site.Target)).ShouldBe([new(Site.Target, null)]);
    }

    [Fact]
    public async Task RegionThatItsOwnEndpointDoesNotKnow_IsNotFound()
    {
        await using var site = await Site.StartAsync();
        site.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = "DescribeImages", Code = "InvalidRegionId.NotFound", HttpStatus = 404 });

        (await CheckAsync(site, Site.Target))[0].Error!.Kind.ShouldBe(StepErrorKind.RegionNotFound);
    }

    [Fact]
    public async Task ListOfRegionsRefused_IsTriedAgain()
    {
        await using var site = await Site.StartAsync();
        site.Simulator.Faults.Add(new() { Kind = FaultKind.Throttle, Action = "DescribeRegions" });

        await Failures.LaterAsync(() => CheckAsync(site, Site.Target));
    }

    [Fact]
    public async Task CopiesOfTheVersion_InTargetsBesideTheSourceAndWhereARunBeforeWorked()
    {
        await using var site = await Site.StartAsync();
        var intake = site.Add(Copies.Request());
        var target = site.Add(Copies.Further(intake));
        var former = site.Add((Copies.Further(intake) with { ToRegion = "cn-beijing", KmsKeyId = Site.KeyIn("cn-beijing") }).Labelled());
        var elsewhere = site.Add((Copies.Further(intake) with { ToRegion = "eu-central-1", KmsKeyId = Site.KeyIn("eu-central-1") }).Labelled());
        site.Simulator.State.AddImage(SimulatorWorld.OurAccount, Copies.Finished(Copies.Request()) with { Name = "another-version", Tags = Copies.Request().TagsWith((Lineage.Version, "2")) });
        site.Runs.FormerRegions = [Site.Home, "cn-beijing", "cn-gone"];

        var copies = (await SurveyAsync(site, Site.Target)).Copies;

        copies.Select(copy => (copy.Region, copy.ImageId)).ShouldBe([(Site.Target, target), (Site.Home, intake), ("cn-beijing", former)], ignoreOrder: true);
        copies.ShouldAllBe(copy => copy.SourceImageId == SimulatorWorld.EncryptedImageId && copy.Content == Copies.Request().Tags[Lineage.Content] && copy.Status == ImageStatus.Available);
        copies.ShouldNotContain(copy => copy.ImageId == elsewhere);
    }

    [Fact]
    public async Task TheIntake_TellsWhatItsSourceWas()
    {
        await using var site = await Site.StartAsync();
        var intake = site.Add(Copies.Request());
        site.Add(Copies.Further(intake));

        var copies = (await SurveyAsync(site, Site.Target)).Copies;

        var source = copies.Single(copy => copy.Region == Site.Home).AsSource.ShouldNotBeNull();
        source.ShouldBe(new()
        {
            ImageId = SimulatorWorld.EncryptedImageId,
            Name = "web-base-intake",
            Region = Site.Home,
            OwnerId = SimulatorWorld.PublisherAccount,
            OriginId = SimulatorWorld.PublisherAccount,
            Content = Copies.Request().Tags[Lineage.Content],
            Encrypted = true,
            Architecture = "x86_64",
            BootMode = "UEFI-Preferred",
            NvmeSupport = "supported",
            ImdsSupport = "v2",
            Disks = source.Disks,
        });
        source.Disks.ShouldBe([new("/dev/xvda", 40)]);
        copies.Single(copy => copy.Region == Site.Target).AsSource.ShouldBeNull();
    }

    [Theory]
    [InlineData(false, null)]
    [InlineData(true, Lineage.SourceOwner)]
    public async Task TagsOfAnIntakeOnAnythingElse_TellNothingOfASource(bool isCopied, string? missing)
    {
        await using var site = await Site.StartAsync();
        site.Simulator.State.AddImage(SimulatorWorld.OurAccount, Copies.Finished(Copies.Request()) with
        {
            IsCopied = isCopied,
            Tags = missing is null ? Copies.Request().Tags : Copies.Request().TagsWith((missing, null)),
        });

        (await SurveyAsync(site, Site.Target)).Copies.ShouldHaveSingleItem().AsSource.ShouldBeNull();
    }

    private static async Task<IReadOnlyList<RegionVerdict>> CheckAsync(Site site, params string[] regions) => (await SurveyAsync(site, regions)).Targets;

    private static Task<Survey> SurveyAsync(Site site, params string[] regions) => site.AttemptAsync(a => a.SurveyAsync(Request(regions)));

    private static SurveyRequest Request(params string[] regions) => new("web-base", "1", SimulatorWorld.OurAccount, Site.Home, regions);
}
