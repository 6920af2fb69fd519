using System.Net;
using SharedImages.Activities;
using SharedImages.Ecs;

namespace SharedImages.Worker.Tests;

public sealed class WorkerSettingsTests
{
    [Fact]
    public void Read_NothingGiven_TrustsNobodyAndHasNoHealthEndpoint()
    {
        var settings = Read();

        settings.TaskQueue.ShouldBe("shared-images");
        settings.Trust.TrustedOwners.ShouldBeEmpty();
        settings.Trust.ShareRecipients.ShouldBeEmpty();
        settings.Ecs.Endpoint.ShouldBeNull();
        settings.Health.ShouldBeNull();
    }

    [Fact]
    public void Read_Lists_AreSeparatedByCommasWithoutRepetition()
    {
        var settings = Read(
            ("SHAREDIMAGES_TRUSTEDOWNERS", "2000000000000002, 2000000000000004,2000000000000002"),
            ("SHAREDIMAGES_SHARERECIPIENTS", "3000000000000003"));

        settings.Trust.TrustedOwners.ShouldBe(["2000000000000002", "2000000000000004"]);
        settings.Trust.ShareRecipients.ShouldBe(["3000000000000003"]);
    }

    [Fact]
    public void Read_AccountInstallationAndOwnCopies_AreAnyNoneAndNotTakenUnlessSaid()
    {
        var usual = Read();
        usual.Account.ShouldBeNull();
        usual.Installation.ShouldBeNull();
        usual.Trust.OwnCopies.ShouldBeFalse();

        var settings = Read(
            ("SHAREDIMAGES_ACCOUNT", "1000000000000001"), ("SHAREDIMAGES_INSTALLATION", "golden/prod@cn-1:a_b.c"), ("SHAREDIMAGES_TRUST__OWNCOPIES", "true"));
        settings.Account.ShouldBe("1000000000000001");
        settings.Installation.ShouldBe("golden/prod@cn-1:a_b.c");
        settings.Trust.OwnCopies.ShouldBeTrue();
    }

    [Fact]
    public void Read_WhatMayBeLaunchedAndRun_IsNothingUnlessSaid()
    {
        var usual = Read().Trust;
        usual.Launching.MaxInstances.ShouldBe(0);
        usual.Launching.InstanceTypes.Concat(usual.Launching.Networks).Concat(usual.Launching.Roles).Concat(usual.Launching.KeyPairs).ShouldBeEmpty();
        usual.Launching.UserData.Allow("").ShouldBeFalse();
        usual.Testing.Commands.Allow("true").ShouldBeFalse();

        var digest = AllowedTexts.DigestOf("true");
        var trust = Read(
            ("SHAREDIMAGES_LAUNCHING__MAXINSTANCES", "20"),
            ("SHAREDIMAGES_LAUNCHING__INSTANCETYPES", "ecs.g7.*, ecs.c7.large"),
            ("SHAREDIMAGES_LAUNCHING__NETWORKS", "vsw-a,sg-a"),
            ("SHAREDIMAGES_LAUNCHING__ROLES", "web"),
            ("SHAREDIMAGES_LAUNCHING__KEYPAIRS", "operators"),
            ("SHAREDIMAGES_LAUNCHING__USERDATA", "true"),
            ("SHAREDIMAGES_TESTING__COMMANDS", digest)).Trust;
        trust.Launching.MaxInstances.ShouldBe(20);
        trust.Launching.InstanceTypes.ShouldBe(["ecs.g7.*", "ecs.c7.large"]);
        trust.Launching.Networks.ShouldBe(["vsw-a", "sg-a"]);
        (trust.Launching.Roles.Single(), trust.Launching.KeyPairs.Single()).ShouldBe(("web", "operators"));
        trust.Launching.UserData.Allow("anything").ShouldBeTrue();
        (trust.Testing.Commands.Allow("true"), trust.Testing.Commands.Allow("false")).ShouldBe((true, false));
        Read(("SHAREDIMAGES_TESTING__COMMANDS", "false")).Trust.Testing.Commands.Allow("true").ShouldBeFalse();
    }

    [Fact]
    public void SettingsThatMessagesName_AreThoseThatAreRead() =>
        new[]
        {
            ("TrustedOwners", TrustOptions.TrustedOwnersSetting),
            ("ShareRecipients", TrustOptions.ShareRecipientsSetting),
            ("Trust:OwnCopies", TrustOptions.OwnCopiesSetting),
            ("Launching:MaxInstances", LaunchingOptions.MaxInstancesSetting),
            ("Launching:InstanceTypes", LaunchingOptions.InstanceTypesSetting),
            ("Launching:Networks", LaunchingOptions.NetworksSetting),
            ("Launching:Roles", LaunchingOptions.RolesSetting),
            ("Launching:KeyPairs", LaunchingOptions.KeyPairsSetting),
            ("Launching:UserData", LaunchingOptions.UserDataSetting),
            ("Testing:Commands", TestingOptions.CommandsSetting),
            ("Replacing:InstanceTags", ReplacingOptions.InstanceTagsSetting),
            ("Replacing:MaxInstances", ReplacingOptions.MaxInstancesSetting),
        }
            .ShouldAllBe(setting => setting.Item2 == $"SharedImages:{setting.Item1} (environment: {SettingsSources.VariableOf(setting.Item1)})");

    [Fact]
    public void Read_Ecs_TakesEndpointsOfAllAndOfSingleRegions()
    {
        var ecs = Read(
            ("SHAREDIMAGES_ECS__ENDPOINT", "http://127.0.0.1:8080"),
            ("SHAREDIMAGES_ECS__REGIONENDPOINTS__cn-hangzhou", "https://ecs-vpc.cn-hangzhou.aliyuncs.com")).Ecs;

        ecs.Endpoint.ShouldBe(new Uri("http://127.0.0.1:8080"));
        ecs.RegionEndpoints.ShouldBe(new Dictionary<string, Uri> { ["cn-hangzhou"] = new("https://ecs-vpc.cn-hangzhou.aliyuncs.com") });
    }

    [Fact]
    public void Read_Network_IsPublicUnlessSaid()
    {
        Read().Ecs.Network.ShouldBe(EcsNetwork.Public);
        Read(("SHAREDIMAGES_ECS__NETWORK", "Vpc")).Ecs.Network.ShouldBe(EcsNetwork.Vpc);
    }

    [Fact]
    public void Read_Proxy_IsTheMachinesUnlessSaid()
    {
        Read().Ecs.Proxy.ShouldBeNull();
        Read(("SHAREDIMAGES_ECS__PROXY", "http://proxy:3128")).Ecs.Proxy.ShouldBe(new Uri("http://proxy:3128"));
    }

    [Fact]
    public void Read_CallLimits_TakesWhatIsGivenAndKeepsTheRest()
    {
        Read().Ecs.CallLimits.ShouldBeEquivalentTo(new CallLimits());

        var limits = Read(("SHAREDIMAGES_ECS__CALLLIMITS__COPYIMAGE", "200"), ("SHAREDIMAGES_ECS__CALLLIMITS__TagResources", "50"), ("SHAREDIMAGES_ECS__CALLLIMITS__OTHERS", "60")).Ecs.CallLimits.ShouldNotBeNull();

        limits.OfOthers.ShouldBe(60);
        limits.OfActions.ShouldBe(new Dictionary<string, int> { ["DescribeImages"] = 1_000, ["CopyImage"] = 200, ["TagResources"] = 50 }, ignoreOrder: true);
    }

    [Fact]
    public void Read_CallLimitOfWhatIsNoOperation_NamesThoseThatAre() =>
        Errors(("SHAREDIMAGES_ECS__CALLLIMITS__CopyImages", "200")).ShouldHaveSingleItem()
            .ShouldBe("SharedImages:Ecs:CallLimits:CopyImages (SHAREDIMAGES_ECS__CALLLIMITS__COPYIMAGES) is none of DescribeRegions, DescribeImages, CopyImage, CancelCopyImage, DeleteImage, ModifyImageAttribute, ModifyImageSharePermission, DescribeImageSharePermission, TagResources, DescribeSnapshots, DeleteSnapshot, RunInstances, DeleteInstances, DescribeInstances, DescribeAvailableResource, DescribeInstanceTypes, RunCommand, DescribeInvocationResults, DescribeCloudAssistantStatus, DescribeDisks, StopInstance, StartInstance, ReplaceSystemDisk, CreateSnapshot, CreateImage, UntagResources, GetCallerIdentity, Others.");

    [Fact]
    public void Read_Waiting_TakesWhatIsGivenAndKeepsTheRest()
    {
        var waiting = Read(("SHAREDIMAGES_WAITING__FIRSTDELAY", "500ms"), ("SHAREDIMAGES_WAITING__PATIENCE", "10s")).Waiting;

        waiting.ShouldBe(new WaitingOptions { FirstDelay = TimeSpan.FromMilliseconds(500), Patience = TimeSpan.FromSeconds(10) });
    }

    [Fact]
    public void Read_PlainHttpElsewhere_IsAllowedOnlyWhenSaid()
    {
        Read(("SHAREDIMAGES_ECS__ENDPOINT", "http://simulator:8080"), ("SHAREDIMAGES_ECS__ALLOWHTTP", "true")).Ecs.AllowHttp.ShouldBeTrue();

        Errors(("SHAREDIMAGES_ECS__ENDPOINT", "http://simulator:8080")).ShouldBe(
        [
            "SharedImages:Ecs:Endpoint (SHAREDIMAGES_ECS__ENDPOINT) is \"http://simulator:8080/\", plain HTTP to another machine; use https, or set Ecs:AllowHttp (SHAREDIMAGES_ECS__ALLOWHTTP) to true if this is a test with a simulator.",
        ]);
    }

    [Fact]
    public void Read_HealthPort_ListensOnLoopbackUnlessAnAddressIsGiven()
    {
        Read(("SHAREDIMAGES_HEALTH__PORT", "8081")).Health.ShouldBe(new HealthOptions(IPAddress.Loopback, 8081));
        Read(("SHAREDIMAGES_HEALTH__PORT", "8081"), ("SHAREDIMAGES_HEALTH__ADDRESS", "0.0.0.0")).Health.ShouldBe(new HealthOptions(IPAddress.Any, 8081));
    }

    [Fact]
    public void Read_EmptyVariables_CountAsNotGiven() =>
        Read(("SHAREDIMAGES_TASKQUEUE", ""), ("SHAREDIMAGES_TRUSTEDOWNERS", ""), ("SHAREDIMAGES_HEALTH__PORT", "")).TaskQueue.ShouldBe("shared-images");

    [Fact]
    public void Read_OtherVariables_AreNoneOfItsBusiness() =>
        Read(("SHAREDIMAGES_TEMPORAL", "/usr/bin/temporal"), ("PATH", "/usr/bin"), ("TEMPORAL_ADDRESS", "temporal:7233")).TaskQueue.ShouldBe("shared-images");

    [Theory]
    [InlineData("SHAREDIMAGES_TRUSTEDOWNERS", "2000000000000002,acme", "SharedImages:TrustedOwners (SHAREDIMAGES_TRUSTEDOWNERS) is \"acme\"; give account ids, 1 to 20 digits each, separated by commas.")]
    [InlineData("SHAREDIMAGES_TRUSTEDOWNERS", "2000000000000002,", "SharedImages:TrustedOwners (SHAREDIMAGES_TRUSTEDOWNERS) is \"\"; give account ids, 1 to 20 digits each, separated by commas.")]
    [InlineData("SHAREDIMAGES_SHARERECIPIENTS", "*", "SharedImages:ShareRecipients (SHAREDIMAGES_SHARERECIPIENTS) is \"*\"; give account ids, 1 to 20 digits each, separated by commas.")]
    [InlineData("SHAREDIMAGES_ACCOUNT", "acme", "SharedImages:Account (SHAREDIMAGES_ACCOUNT) is \"acme\"; give an account id, 1 to 20 digits.")]
    [InlineData("SHAREDIMAGES_INSTALLATION", "our images", "SharedImages:Installation (SHAREDIMAGES_INSTALLATION) is \"our images\"; give a name of at most 128 letters, digits and . _ : / @ -.")]
    [InlineData("SHAREDIMAGES_TRUST__OWNCOPIES", "some", "SharedImages:Trust:OwnCopies (SHAREDIMAGES_TRUST__OWNCOPIES) is \"some\"; give true or false.")]
    [InlineData("SHAREDIMAGES_LAUNCHING__MAXINSTANCES", "-1", "SharedImages:Launching:MaxInstances (SHAREDIMAGES_LAUNCHING__MAXINSTANCES) is \"-1\"; give a whole number from 0 to 100000.")]
    [InlineData("SHAREDIMAGES_LAUNCHING__ROLES", "web role", "SharedImages:Launching:Roles (SHAREDIMAGES_LAUNCHING__ROLES) is \"web role\"; give patterns of at most 128 characters each, with * for any, separated by commas.")]
    [InlineData("SHAREDIMAGES_TESTING__COMMANDS", "yes", "SharedImages:Testing:Commands (SHAREDIMAGES_TESTING__COMMANDS) is \"yes\"; give true, false, or SHA-256 digests of the texts that are allowed, 64 hex digits each, separated by commas.")]
    [InlineData("SHAREDIMAGES_TESTING__COMMANDS", "true,0000000000000000000000000000000000000000000000000000000000000000", "SharedImages:Testing:Commands (SHAREDIMAGES_TESTING__COMMANDS) mixes true or false with digests; give one or the other.")]
    [InlineData("SHAREDIMAGES_ECS__ENDPOINT", "ecs.aliyuncs.com", "SharedImages:Ecs:Endpoint (SHAREDIMAGES_ECS__ENDPOINT) is \"ecs.aliyuncs.com\"; give scheme, host and port, such as https://ecs.cn-hangzhou.aliyuncs.com.")]
    [InlineData("SHAREDIMAGES_ECS__CLIENT", "official", "SharedImages:Ecs:Client (SHAREDIMAGES_ECS__CLIENT) is \"official\"; give own; official needs a build with -p:WithOfficialSdk=true, as docs/official-sdk.md says.")]
    [InlineData("SHAREDIMAGES_ECS__HOMEREGION", "Hangzhou", "SharedImages:Ecs:HomeRegion (SHAREDIMAGES_ECS__HOMEREGION) is \"Hangzhou\"; give a region id, such as cn-hangzhou.")]
    [InlineData("SHAREDIMAGES_ECS__STSENDPOINT", "https://sts.example/v1", "SharedImages:Ecs:StsEndpoint (SHAREDIMAGES_ECS__STSENDPOINT) is \"https://sts.example/v1\"; give scheme, host and port, such as https://ecs.cn-hangzhou.aliyuncs.com.")]
    [InlineData("SHAREDIMAGES_ECS__ENDPOINT", "ftp://ecs.aliyuncs.com", "SharedImages:Ecs:Endpoint (SHAREDIMAGES_ECS__ENDPOINT) is \"ftp://ecs.aliyuncs.com\"; give scheme, host and port, such as https://ecs.cn-hangzhou.aliyuncs.com.")]
    [InlineData("SHAREDIMAGES_ECS__ALLOWHTTP", "yes", "SharedImages:Ecs:AllowHttp (SHAREDIMAGES_ECS__ALLOWHTTP) is \"yes\"; give true or false.")]
    [InlineData("SHAREDIMAGES_ECS__PROXY", "http://user:password@proxy:3128", "SharedImages:Ecs:Proxy (SHAREDIMAGES_ECS__PROXY) is \"http://***@proxy:3128\"; give scheme, host and port, such as http://proxy:3128.")]
    [InlineData("SHAREDIMAGES_ECS__NETWORK", "Intranet", "SharedImages:Ecs:Network (SHAREDIMAGES_ECS__NETWORK) is \"Intranet\"; give Public or Vpc.")]
    [InlineData("SHAREDIMAGES_ECS__PROXY", "socks5://proxy:1080", "SharedImages:Ecs:Proxy (SHAREDIMAGES_ECS__PROXY) is \"socks5://proxy:1080\"; give scheme, host and port, such as http://proxy:3128.")]
    [InlineData("SHAREDIMAGES_ECS__CALLLIMITS__CopyImage", "0", "SharedImages:Ecs:CallLimits:CopyImage (SHAREDIMAGES_ECS__CALLLIMITS__COPYIMAGE) is \"0\"; give a whole number from 1 to 1000000.")]
    [InlineData("SHAREDIMAGES_HEALTH__PORT", "65536", "SharedImages:Health:Port (SHAREDIMAGES_HEALTH__PORT) is \"65536\"; give a whole number from 0 to 65535.")]
    [InlineData("SHAREDIMAGES_HEALTH__PORT", "-1", "SharedImages:Health:Port (SHAREDIMAGES_HEALTH__PORT) is \"-1\"; give a whole number from 0 to 65535.")]
    [InlineData("SHAREDIMAGES_HEALTH__ADDRESS", "127.0.0.1", "SharedImages:Health:Address (SHAREDIMAGES_HEALTH__ADDRESS) is set without Health:Port (SHAREDIMAGES_HEALTH__PORT); set both or none.")]
    [InlineData("SHAREDIMAGES_LOGLEVEL", "Verbose", "SharedImages:LogLevel (SHAREDIMAGES_LOGLEVEL) is \"Verbose\"; give Debug, Information, Warning, Error.")]
    [InlineData("SHAREDIMAGES_WAITING__FIRSTDELAY", "20", "SharedImages:Waiting:FirstDelay (SHAREDIMAGES_WAITING__FIRSTDELAY) is \"20\"; give a duration above zero, such as 500ms, 20s, 5m or 2h.")]
    [InlineData("SHAREDIMAGES_WAITING__STALLTIME", "0s", "SharedImages:Waiting:StallTime (SHAREDIMAGES_WAITING__STALLTIME) is \"0s\"; give a duration above zero, such as 500ms, 20s, 5m or 2h.")]
    [InlineData("SHAREDIMAGES_WAITING__SHORTESTDELAY", "20m", "SharedImages:Waiting:ShortestDelay (SHAREDIMAGES_WAITING__SHORTESTDELAY) is 00:20:00, longer than Waiting:LongestDelay, which is 00:10:00; give a shorter one.")]
    [InlineData("SHAREDIMAGES_TASKQUEUE__0", "a", "SharedImages:TaskQueue (SHAREDIMAGES_TASKQUEUE) holds a list or an object; give the name of a task queue, at most 200 characters.")]
    public void Read_WrongValue_NamesKeyVariableAndRemedy(string variable, string value, string message) => Errors((variable, value)).ShouldBe([message]);

    [Fact]
    public void Read_UnknownSetting_IsAnErrorThatListsTheKnownOnes()
    {
        var error = Errors(("SHAREDIMAGES_ECS__ENDPIONT", "https://ecs.aliyuncs.com")).ShouldHaveSingleItem();

        error.ShouldStartWith("SharedImages:ECS:ENDPIONT (SHAREDIMAGES_ECS__ENDPIONT) is not a setting; there are: ");
        error.ShouldContain(" Ecs:Endpoint, ");
    }

    [Fact]
    public void Read_SeveralErrors_AreToldAtOnce() =>
        Errors(("SHAREDIMAGES_TRUSTEDOWNERS", "a,b"), ("SHAREDIMAGES_HEALTH__PORT", "x"), ("SHAREDIMAGES_NONSENSE", "1")).Count.ShouldBe(4);

    private static WorkerSettings Read(params (string Name, string? Value)[] environment) =>
        WorkerSettings.Read(SettingsSources.Load(null, environment.Select(variable => KeyValuePair.Create(variable.Name, variable.Value))));

    private static IReadOnlyList<string> Errors(params (string Name, string? Value)[] environment) =>
        Should.Throw<SettingsException>(() => Read(environment)).Errors;
}
