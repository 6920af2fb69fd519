namespace SharedImages.Ecs.Simulator.Tests;

public sealed class WorldFileTests : IDisposable
{
    private const string Good = """
        regions: [cn-hangzhou, cn-shanghai]
        rules: { sameRegionCopy: 2m, copiesAtOnce: 1, refuseConcurrentCopies: true, unsharingFailsCopies: true, refusePlainCopiesInRegion: true }
        accounts:
          - id: "1000000000000001"
            accessKeys: [{ id: LTAIexampleA, secret: s1 }, { id: LTAIexampleB, secret: s2, user: promoter, enabled: false, policy: { allow: [{ actions: ["ecs:*"], regions: [cn-hangzhou] }], deny: [{ actions: ["*"], imageOwners: ["1"] }] } }]
            roles: [{ name: sharer, trustedAccounts: ["2000000000000002"], externalId: xx, oidcTokens: ["*"], maxSession: 2h }]
            keys: [{ region: cn-hangzhou, id: key-1 }, { region: cn-shanghai, id: key-2, enabled: false }]
            images:
              - region: cn-hangzhou
                name: golden
                id: m-1
                architecture: arm64
                creationTime: 2026-11-24T08:00:00Z
                disks: [{ size: 20, kmsKeyId: key-1 }, { size: 100 }]
                sharedWith: ["2000000000000002"]
                tags: { team: platform }
          - id: "2000000000000002"
            canShareEncrypted: false
        faults:
          - { kind: regionDown, region: cn-shanghai, account: "2000000000000002", nth: 2, duration: 1h }
          - { kind: error, code: Busy, httpStatus: 503, message: Later., action: CopyImage, image: golden, times: 3, probability: 0.5, seed: 7, retryAfter: 2s }
          - { kind: failCopy, percent: 0 }
        """;

    // More of the last account, or after the accounts.
    private static string With(string more) => Good.Replace("\nfaults:", $"{more}\nfaults:", StringComparison.Ordinal);

    private readonly string path = Path.GetTempFileName();

    public void Dispose() => File.Delete(path);

    [Fact]
    public void A_world_is_read_with_all_its_fields()
    {
        var world = Load(Good);

        world.Regions.ShouldBe(["cn-hangzhou", "cn-shanghai"]);
        (world.Rules.SameRegionCopy, world.Rules.CrossRegionCopy, world.Rules.CopiesAtOnce, world.Rules.RefuseConcurrentCopies).ShouldBe((TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(90), 1, true));
        (world.Rules.UnsharingFailsCopies, world.Rules.RefusePlainCopiesInRegion).ShouldBe((true, true));
        var account = world.Account("1000000000000001");
        account.AccessKeys[0].ShouldBe(new WorldAccessKey("LTAIexampleA", "s1"));
        var user = account.AccessKeys[1];
        (user.User, user.Enabled).ShouldBe(("promoter", false));
        var (allowed, denied) = (user.Policy!.Allow.ShouldHaveSingleItem(), user.Policy.Deny.ShouldHaveSingleItem());
        (allowed.Actions.Single(), allowed.Regions.Single(), allowed.ImageOwners.Count).ShouldBe(("ecs:*", "cn-hangzhou", 0));
        (denied.Actions.Single(), denied.Regions.Count, denied.ImageOwners.Single()).ShouldBe(("*", 0, "1"));
        var role = account.Roles.ShouldHaveSingleItem();
        (role.Name, role.TrustedAccounts.Single(), role.ExternalId, role.OidcTokens.Single(), role.MaxSession).ShouldBe(("sharer", "2000000000000002", "xx", WorldRole.AnyToken, TimeSpan.FromHours(2)));
        account.Keys.ShouldBe([new WorldKey("cn-hangzhou", "key-1"), new WorldKey("cn-shanghai", "key-2", Enabled: false)]);
        var image = account.Images.ShouldHaveSingleItem();
        (image.Id, image.Name, image.Region, image.Architecture, image.BootMode).ShouldBe(("m-1", "golden", "cn-hangzhou", "arm64", "UEFI-Preferred"));
        image.Disks.ShouldBe([new WorldDisk(20, "key-1"), new WorldDisk(100)]);
        image.SharedWith.ShouldBe(["2000000000000002"]);
        image.Tags["team"].ShouldBe("platform");
        image.CreationTime.ShouldBe(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero));
        world.Account("2000000000000002").CanShareEncrypted.ShouldBeFalse();
        world.Faults.ShouldBe(
        [
            new Fault { Kind = FaultKind.RegionDown, Region = "cn-shanghai", Account = "2000000000000002", Nth = 2, Duration = TimeSpan.FromHours(1) },
            new Fault { Kind = FaultKind.Error, Code = "Busy", HttpStatus = 503, Message = "Later.", Action = "CopyImage", Image = "golden", Times = 3, Probability = 0.5, Seed = 7, RetryAfter = TimeSpan.FromSeconds(2) },
            new Fault { Kind = FaultKind.FailCopy, Percent = 0 },
        ]);
    }

    [Theory]
    [InlineData("cn-shanghai]", "cn-shanghai]\ncolour: red", "2:1: the field colour is unknown; known here: regions, rules, instanceTypes, zones, securityGroups, regionConditions, accounts, faults, present")]
    [InlineData("sameRegionCopy: 2m,", "sameRegionCopy: 2m, sameRegionCopy: 3m,", "2:30: the field sameRegionCopy is given twice; give it once")]
    [InlineData("sameRegionCopy: 2m", "sameRegionCopy: soon", "2:26: sameRegionCopy is \"soon\"; give a duration such as 30s, 5m or 24h")]
    [InlineData("copiesAtOnce: 1", "copiesAtOnce: 0", "2:44: copiesAtOnce is \"0\"; give a whole number above 0")]
    [InlineData("refuseConcurrentCopies: true", "refuseConcurrentCopies: yes", "2:71: refuseConcurrentCopies is \"yes\"; give true or false")]
    [InlineData("regions: [cn-hangzhou, cn-shanghai]", "regions: cn-hangzhou", "1:10: regions is a value; give a list")]
    [InlineData(", secret: s1", "", "5:18: the field secret is missing; give an AccessKeySecret")]
    [InlineData("region: cn-shanghai, id: key-2", "region: cn-nowhere, id: key-2", "7:58: region is \"cn-nowhere\"; give one of the regions of this world: cn-hangzhou, cn-shanghai")]
    [InlineData("1000000000000001", "1", "4:9: id is \"1\"; give the account's UID, 16 digits")]
    [InlineData("architecture: arm64", "architecture: mips", "12:23: architecture is \"mips\"; give one of x86_64, arm64, i386")]
    [InlineData("2026-11-24T08:00:00Z", "yesterday", "13:23: creationTime is \"yesterday\"; give a time such as 2026-11-24T08:00:00Z")]
    [InlineData("kmsKeyId: key-1", "kmsKeyId: key-2", "14:16: a disk names the key key-2; give one of the account's own keys in cn-hangzhou")]
    [InlineData("sharedWith: [\"2000000000000002\"]", "sharedWith: [\"3000000000000003\"]", "15:21: the account 3000000000000003 is not in this world; add it, or leave it out")]
    [InlineData("sharedWith: [\"2000000000000002\"]", "sharedWith: [\"1000000000000001\"]", "15:21: the image is shared with its own account 1000000000000001; leave that out")]
    [InlineData("user: promoter, ", "", "5:108: the key is the account's own, which may do everything; give its user, too, or leave the policy out")]
    [InlineData("actions: [\"ecs:*\"]", "actions: []", "5:145: there are no actions; give at least one, for example \"ecs:*\"")]
    [InlineData("regions: [cn-hangzhou] }", "regions: [cn-nowhere] }", "5:165: regions is \"cn-nowhere\"; give one of the regions of this world: cn-hangzhou, cn-shanghai")]
    [InlineData("name: sharer", "name: a/b", "6:21: name is \"a/b\"; give at most 64 letters, digits and .-_")]
    [InlineData("trustedAccounts: [\"2000000000000002\"]", "trustedAccounts: [\"3000000000000003\"]", "6:46: the account 3000000000000003 is not in this world; add it, or leave it out")]
    [InlineData("kind: regionDown", "kind: earthquake", "20:13: kind is \"earthquake\"; give one of loseAnswer, loseRequest, slowAnswer, holdAnswer, holdRequest, throttle, serverError, error, regionDown, failCopy, stallCopy, copyTime, dropFeatures, failLaunch, failCommand, hangCommand, visibilityLag")]
    [InlineData("region: cn-shanghai, account", "account", "20:5: region is missing; a regionDown needs one")]
    [InlineData("region: cn-shanghai, account", "region: cn-nowhere, account", "20:33: region is \"cn-nowhere\"; give one of the regions of this world: cn-hangzhou, cn-shanghai")]
    [InlineData("account: \"2000000000000002\", nth", "account: \"3000000000000003\", nth", "20:55: the account 3000000000000003 is not in this world; add it, or leave it out")]
    [InlineData("probability: 0.5", "probability: 1.5", "21:123: probability is 1.5; give more than 0 and at most 1")]
    [InlineData("probability: 0.5", "probability: often", "21:123: probability is \"often\"; give a number such as 0.25")]
    [InlineData("percent: 0", "percent: 100", "22:32: percent is 100; give 0 to 99")]
    [InlineData("maxSession: 2h", "maxSession: 30m", "6:115: maxSession is 30 minutes; give 1h to 12h")]
    [InlineData("canShareEncrypted: false", "conditions: [overdue, rich]", "18:17: a condition is \"rich\"; give some of overdue, unverified, riskControlled, needs3DVerification, noPaymentMethod, noSubscriptions, noSnapshotService, noKms, kmsUnauthorized, noDiskEncryptionRole, noOwnKeys, encryptsByDefault, noCommunityImages")]
    [InlineData("cn-shanghai]", "cn-shanghai]\nregionConditions: [{ region: cn-nowhere }]", "2:30: region is \"cn-nowhere\"; give one of the regions of this world: cn-hangzhou, cn-shanghai")]
    [InlineData("tags: { team: platform }", "tags: { team: [a] }", "16:23: team is a list; give a value")]
    [InlineData("- id: \"2000000000000002\"", "- id: \"1000000000000001\"", "17:9: the account 1000000000000001 is given twice; give it once")]
    public void What_is_wrong_is_said_with_its_place_and_what_would_be_right(string right, string wrong, string error)
    {
        Good.ShouldContain(right);

        var errors = Should.Throw<WorldFileException>(() => Load(Good.Replace(right, wrong, StringComparison.Ordinal))).Errors;

        errors.ShouldContain($"{path}:{error}");
    }

    private const string Types = """

        instanceTypes: [{ id: t.small, cores: 1, memory: 1, architecture: ARM, bootModes: [UEFI], nvmeSupport: required }]
        zones:
          - { region: cn-hangzhou, id: z-1, stock: [{ type: t.small, count: 0 }], vSwitches: [vsw-1] }
          - { region: cn-hangzhou, id: z-2, onSale: false, instanceTypes: [t.small] }
        securityGroups: [{ region: cn-hangzhou, id: sg-1 }]
        """;

    [Fact]
    public void Types_zones_and_security_groups_are_read_and_a_region_without_any_has_its_own()
    {
        var world = Load(With(Types));

        var type = world.InstanceTypes.ShouldHaveSingleItem();
        (type.Id, type.Cores, type.Memory, type.Architecture, type.NvmeSupport).ShouldBe(("t.small", 1, 1, "ARM", "required"));
        type.BootModes.ShouldBe(["UEFI"]);
        var zones = world.ZonesOf("cn-hangzhou");
        zones.Select(zone => (zone.Id, zone.OnSale)).ShouldBe([("z-1", true), ("z-2", false)]);
        zones[0].Stock.ShouldBe([new WorldStock("t.small", 0)]);
        zones[0].VSwitches.ShouldBe(["vsw-1"]);
        zones[1].VSwitches.ShouldHaveSingleItem().ShouldMatch("^vsw-[0-9a-z]{20}$");
        world.ZonesOf("cn-shanghai").Select(zone => zone.Id).ShouldBe(["cn-shanghai-h", "cn-shanghai-i", "cn-shanghai-j"]);
        world.SecurityGroupsOf("cn-hangzhou").ShouldBe(["sg-1"]);
        world.SecurityGroupsOf("cn-shanghai").ShouldHaveSingleItem().ShouldMatch("^sg-[0-9a-z]{20}$");
    }

    [Theory]
    [InlineData("architecture: ARM", "architecture: RISC", "19:67: architecture is \"RISC\"; give one of X86, ARM")]
    [InlineData("bootModes: [UEFI]", "bootModes: [LILO]", "19:83: a boot mode is \"LILO\"; give BIOS, UEFI or both")]
    [InlineData("count: 0", "count: none", "21:69: count is \"none\"; give a whole number, 0 or more")]
    [InlineData("type: t.small", "type: t.big", "21:44: the instance type t.big is not in this world; give one of t.small")]
    [InlineData("id: z-2", "id: z-1", "22:32: the zone z-1 is given twice; give it once")]
    [InlineData("instanceTypes: [t.small] }", "vSwitches: [vsw-1] }", "22:63: the vSwitch vsw-1 is given twice; give it once")]
    [InlineData("{ region: cn-hangzhou, id: sg-1 }", "{ region: cn-nowhere, id: sg-1 }", "23:28: region is \"cn-nowhere\"; give one of the regions of this world: cn-hangzhou, cn-shanghai")]
    public void What_is_wrong_with_types_and_zones_is_said_with_its_place(string right, string wrong, string error)
    {
        Types.ShouldContain(right);

        var errors = Should.Throw<WorldFileException>(() => Load(With(Types.Replace(right, wrong, StringComparison.Ordinal)))).Errors;

        errors.ShouldContain($"{path}:{error}");
    }

    private const string Instances = """

            instances:
              - { region: cn-hangzhou, name: web, image: m-1, id: i-1, type: ecs.g8y.large, zone: cn-hangzhou-i, status: Stopped }
        """;

    [Fact]
    public void Instances_are_read_with_all_their_fields()
    {
        var instance = Load(With(Instances)).Account("2000000000000002").Instances.ShouldHaveSingleItem();

        (instance.Region, instance.Name, instance.Image, instance.Id, instance.InstanceType, instance.Zone, instance.Status).ShouldBe(("cn-hangzhou", "web", "m-1", "i-1", "ecs.g8y.large", "cn-hangzhou-i", "Stopped"));
    }

    [Theory]
    [InlineData("image: m-1", "image: m-2", "20:50: the account has no image m-2 in cn-hangzhou; give the id of one of its own or of one that is shared with it")]
    [InlineData("type: ecs.g8y.large", "type: none", "20:70: the instance type none is not in this world; give one of ecs.c7.large, ecs.g7.large, ecs.g7.xlarge, ecs.g8i.large, ecs.g8y.large")]
    [InlineData("zone: cn-hangzhou-i", "zone: none", "20:91: zone is \"none\"; give one of cn-hangzhou-h, cn-hangzhou-i, cn-hangzhou-j")]
    [InlineData("status: Stopped", "status: Lost", "20:114: status is \"Lost\"; give one of Running, Stopped")]
    [InlineData("region: cn-hangzhou", "region: cn-nowhere", "20:19: region is \"cn-nowhere\"; give one of the regions of this world: cn-hangzhou, cn-shanghai")]
    [InlineData("status: Stopped", "dataDisks: [{ size: 20, kmsKeyId: key-1 }]", "20:117: a disk names the key key-1; give one of the account's own keys in cn-hangzhou")]
    public void What_is_wrong_with_instances_is_said_with_its_place(string right, string wrong, string error)
    {
        Instances.ShouldContain(right);

        var errors = Should.Throw<WorldFileException>(() => Load(With(Instances.Replace(right, wrong, StringComparison.Ordinal)))).Errors;

        errors.ShouldContain($"{path}:{error}");
    }

    private const string LaunchTemplates = """

            launchTemplates:
              - { region: cn-hangzhou, id: lt-1, name: web, defaultVersion: 2, versions: [{ parameters: {} }, { parameters: { ImageId: m-1, SystemDisk.Size: "60" } }] }
              - { region: cn-hangzhou, id: lt-2, name: db, versions: [{ parameters: { ImageId: m-1 } }] }
        """;

    [Fact]
    public void Launch_templates_are_read_with_their_versions()
    {
        var templates = Load(With(LaunchTemplates)).Account("2000000000000002").LaunchTemplates;

        templates.Select(template => (template.Region, template.Id, template.Name, template.DefaultVersion, template.Versions.Count)).ShouldBe([("cn-hangzhou", "lt-1", "web", 2, 2), ("cn-hangzhou", "lt-2", "db", 1, 1)]);
        templates[0].Versions[1].Parameters.ShouldBe(new Dictionary<string, string>(StringComparer.Ordinal) { ["ImageId"] = "m-1", ["SystemDisk.Size"] = "60" });
    }

    [Theory]
    [InlineData("defaultVersion: 2", "defaultVersion: 3", "20:69: version 3 is the default, but there are 2; give that many versions")]
    [InlineData("id: lt-2", "id: lt-1", "21:36: the launch template lt-1 is given twice; give it once")]
    [InlineData("name: db", "name: web", "21:48: the launch template web in cn-hangzhou of 2000000000000002 is given twice; give it once")]
    public void What_is_wrong_with_launch_templates_is_said_with_its_place(string right, string wrong, string error)
    {
        LaunchTemplates.ShouldContain(right);

        var errors = Should.Throw<WorldFileException>(() => Load(With(LaunchTemplates.Replace(right, wrong, StringComparison.Ordinal)))).Errors;

        errors.ShouldContain($"{path}:{error}");
    }

    [Fact]
    public void All_errors_come_at_once_in_the_order_of_the_file()
    {
        var errors = Should.Throw<WorldFileException>(() => Load("regions: [cn-hangzhou]\ncolour: red\naccounts:\n  - id: x\n    size: 1\n")).Errors;

        errors.Select(error => error[(path.Length + 1)..].Split(' ')[0]).ShouldBe(["2:1:", "4:9:", "5:5:"]);
    }

    [Theory]
    [InlineData("", "1:1: not readable as YAML: the file is empty")]
    [InlineData("a: [", "not readable as YAML")]
    [InlineData("a: &x 1\nb: *x", "2:4: not readable as YAML: aliases are not taken")]
    [InlineData("a: 1\n---\nb: 2", "2:1: not readable as YAML: a second document begins here")]
    [InlineData("just text", "1:1: this is a value; give a group of fields")]
    public void What_is_not_a_world_is_said_to_be_none(string text, string error) =>
        Should.Throw<WorldFileException>(() => Load(text)).Message.ShouldContain(error);

    [Fact]
    public void A_file_that_is_not_there_is_said_to_be_unreadable() =>
        Should.Throw<WorldFileException>(() => SimulatorWorld.Load("no-such-world.yaml")).Errors.ShouldHaveSingleItem().ShouldStartWith("no-such-world.yaml:1:1: the file cannot be read: ");

    private SimulatorWorld Load(string text)
    {
        File.WriteAllText(path, text);
        return SimulatorWorld.Load(path);
    }
}
