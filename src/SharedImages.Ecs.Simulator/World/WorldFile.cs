using System.Text.Json;
using YamlDotNet.Core;

namespace SharedImages.Ecs.Simulator;

public sealed partial record SimulatorWorld
{
    /// <summary>Reads a world from a YAML file, strictly: unknown, missing and doubled fields are errors.</summary>
    /// <exception cref="WorldFileException">The file cannot be read or used; holds all errors.</exception>
    public static SimulatorWorld Load(string path) => new WorldFile(path).Read();
}

/// <summary>A YAML file that describes a world.</summary>
internal sealed class WorldFile(string path)
{
    // Several hundred thousand images as a simulator writes them.
    private const long MaxBytes = 512 * 1024 * 1024;

    private readonly List<(long Line, long Column, string Text)> errors = [];

    public SimulatorWorld Read()
    {
        try
        {
            using var file = File.OpenText(path);
            return file.BaseStream.Length <= MaxBytes
                ? Read(file)
                : throw new WorldFileException([$"{path}:1:1: the file has {file.BaseStream.Length} bytes; a world has at most {MaxBytes}"]);
        }
        catch (YamlException error)
        {
            var reason = error.InnerException is YamlException inner ? inner.Message : error.Message;
            throw new WorldFileException([$"{path}:{error.Start.Line}:{error.Start.Column}: not readable as YAML: {reason}"], error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new WorldFileException([$"{path}:1:1: the file cannot be read: {error.Message}"], error);
        }
    }

    private SimulatorWorld Read(TextReader text)
    {
        var world = YamlSection.Read(YamlTree.Read(text), Error, ReadWorld);
        return errors.Count == 0
            ? world
            : throw new WorldFileException([.. errors.Order().Select(error => $"{path}:{error.Line}:{error.Column}: {error.Text}")]);
    }

    private void Error(YamlNode node, string text) => errors.Add((node.Line, node.Column, text));

    private SimulatorWorld ReadWorld(YamlSection section)
    {
        var world = new SimulatorWorld
        {
            Regions = section.Texts("regions"),
            Rules = section.Section("rules", WorldRulesFields.Read) ?? new WorldRules(),
        };
        if (world.Regions.Count == 0)
        {
            section.Error("regions", "there are no regions; give at least one, for example [cn-hangzhou]");
        }

        var checks = new WorldChecks(world.Regions);
        var types = section.Sections("instanceTypes", type => checks.InstanceType(type, ReadInstanceType(type)));
        world = world with { InstanceTypes = types.Count > 0 ? types : WorldInstanceType.Defaults };
        world = world with
        {
            Zones = section.Sections("zones", zone => checks.Zone(zone, world, ReadZone(zone))),
            SecurityGroups = section.Sections("securityGroups", group => checks.SecurityGroup(group, new WorldSecurityGroup(group.Text("region", "give one of the regions"), group.Text("id", "give an id"), group.OptionalNumber("maxInstances")))),
        };
        world = world with { RegionConditions = section.Sections("regionConditions", region => checks.RegionConditions(region, new WorldRegionConditions(region.Text("region", "give one of the regions"), region.Conditions<RegionCondition>()))) };
        world = world with { Accounts = section.Sections("accounts", account => ReadAccount(account, checks)) };
        if (world.Accounts.Count == 0)
        {
            section.Error("accounts", "there are no accounts; give at least one");
        }

        world = world with { Faults = section.Sections("faults", fault => checks.Fault(fault, ReadFault(fault))) };
        checks.CheckAccounts(world);
        checks.CheckInstances(world);
        return section.Node("present") is { } present ? ReadPresent(section, present, world) : world;
    }

    private SimulatorWorld ReadPresent(YamlSection section, YamlNode present, SimulatorWorld world)
    {
        if (world.Faults.Count > 0 || world.Accounts.Any(account => account.Images.Count + account.Instances.Count > 0))
        {
            section.Error("accounts", "with present, images, instances and faults are given there only; leave them out elsewhere");
        }

        var json = YamlJson.Of(present, Error);
        if (errors.Count > 0)
        {
            return world;
        }

        try
        {
            PresentChecks.Check(PresentJson.Read(json, world), world, (path, text) => Error(YamlJson.At(present, path), text));
        }
        catch (JsonException error)
        {
            Error(YamlJson.At(present, error.Path), $"present cannot be read: {error.Message.Split(" Path: ")[0]}; give it as GET /world of the admin endpoint writes it");
        }

        return world with { Present = json };
    }

    private static Fault ReadFault(YamlSection section)
    {
        var defaults = new Fault { Kind = default };
        var kinds = Enum.GetNames<FaultKind>().Select(JsonNamingPolicy.CamelCase.ConvertName).ToArray();
        var kind = section.OneOf("kind", fallback: "", kinds);
        return new Fault
        {
            Kind = kind.Length > 0 ? Enum.Parse<FaultKind>(kind, ignoreCase: true) : defaults.Kind,
            Account = section.OptionalText("account"),
            Action = section.OptionalText("action"),
            Region = section.OptionalText("region"),
            Image = section.OptionalText("image"),
            Nth = section.Number("nth", defaults.Nth),
            Times = section.OptionalNumber("times"),
            Probability = section.OptionalFraction("probability"),
            Seed = section.OptionalNumber("seed"),
            Duration = section.OptionalDuration("duration"),
            Code = section.OptionalText("code"),
            HttpStatus = section.OptionalNumber("httpStatus"),
            Message = section.OptionalText("message"),
            RetryAfter = section.OptionalDuration("retryAfter"),
            Percent = section.OptionalNumber("percent"),
            ExitCode = section.OptionalNumber("exitCode"),
        };
    }

    private static WorldInstanceType ReadInstanceType(YamlSection section)
    {
        var defaults = new WorldInstanceType("", Cores: 2, Memory: 8);
        var bootModes = section.Texts("bootModes");
        return new WorldInstanceType(section.Text("id", "give an id such as ecs.g7.large"), section.Number("cores", defaults.Cores), section.Number("memory", defaults.Memory))
        {
            Architecture = section.OneOf("architecture", defaults.Architecture, "X86", "ARM"),
            BootModes = bootModes.Count > 0 ? bootModes : defaults.BootModes,
            NvmeSupport = section.OneOf("nvmeSupport", defaults.NvmeSupport, "required", "unsupported"),
            OnSale = section.Flag("onSale", fallback: true),
        };
    }

    private static WorldZone ReadZone(YamlSection section) => new()
    {
        Region = section.Text("region", "give one of the regions"),
        Id = section.Text("id", "give an id such as cn-hangzhou-i"),
        OnSale = section.Flag("onSale", fallback: true),
        EncryptsSystemDisks = section.Flag("encryptsSystemDisks", fallback: true),
        InstanceTypes = section.Texts("instanceTypes"),
        Stock = section.Sections("stock", stock => new WorldStock(stock.Text("type", "give the id of an instance type"), stock.Number("count", fallback: 0, least: 0))),
        VSwitches = section.Texts("vSwitches"),
        DiskCategories = section.Texts("diskCategories"),
        Conditions = section.Conditions<ZoneCondition>(),
    };

    private static WorldAccount ReadAccount(YamlSection section, WorldChecks checks)
    {
        var account = new WorldAccount
        {
            Id = section.Text("id", "give the account's UID, 16 digits"),
            CanShareEncrypted = section.Flag("canShareEncrypted", fallback: true),
            CanPay = section.Flag("canPay", fallback: true),
            Conditions = section.Conditions<AccountCondition>(),
            ResourceGroups = section.Texts("resourceGroups"),
            KeyPairs = section.Texts("keyPairs"),
            AccessKeys = section.Sections("accessKeys", key => checks.AccessKey(key, ReadAccessKey(key, checks))),
            Keys = section.Sections("keys", key => checks.Key(key, ReadKey(key))),
        };
        account = account with { Roles = section.Sections("roles", role => checks.Role(role, account, ReadRole(role, checks))) };
        return checks.Account(section, account with
        {
            Images = section.Sections("images", image => checks.Image(image, account, ReadImage(image))),
            Instances = section.Sections("instances", instance => checks.Instance(instance, account, ReadInstance(instance))),
            LaunchTemplates = section.Sections("launchTemplates", template => checks.LaunchTemplate(template, account, ReadLaunchTemplate(template))),
        });
    }

    private static WorldKey ReadKey(YamlSection section) => new(
        section.Text("region", "give one of the regions"),
        section.Text("id", "give a key id"),
        section.Flag("enabled", fallback: true),
        section.Flag("symmetric", fallback: true),
        section.Flag("ecsMayTag", fallback: true));

    private static WorldInstance ReadInstance(YamlSection section)
    {
        var defaults = new WorldInstance { Region = "", Name = "", Image = "" };
        return new WorldInstance
        {
            Region = section.Text("region", "give one of the regions"),
            Name = section.Text("name", "give a name"),
            Image = section.Text("image", "give the id of an image"),
            Id = section.OptionalText("id"),
            InstanceType = section.OptionalText("type") ?? defaults.InstanceType,
            Zone = section.OptionalText("zone"),
            Status = section.OneOf("status", defaults.Status, "Running", "Stopped"),
            DataDisks = section.Sections("dataDisks", disk => new WorldDisk(disk.Number("size", fallback: 40), disk.OptionalText("kmsKeyId"))),
            CreationTime = section.Time("creationTime"),
            Conditions = section.Conditions<InstanceCondition>(),
            Tags = section.Map("tags"),
        };
    }

    private static WorldLaunchTemplate ReadLaunchTemplate(YamlSection section)
    {
        var defaults = new WorldLaunchTemplate { Region = "", Id = "", Name = "" };
        return new WorldLaunchTemplate
        {
            Region = section.Text("region", "give one of the regions"),
            Id = section.Text("id", "give an id such as lt-bp1web0000000000000001"),
            Name = section.Text("name", "give a name"),
            DefaultVersion = section.Number("defaultVersion", defaults.DefaultVersion),
            Versions = section.Sections("versions", version => new WorldLaunchTemplateVersion(version.Map("parameters"))),
        };
    }

    private static WorldAccessKey ReadAccessKey(YamlSection section, WorldChecks checks) => new(
        section.Text("id", "give an AccessKeyId"),
        section.Text("secret", "give an AccessKeySecret"),
        section.OptionalText("user"),
        section.Flag("enabled", fallback: true),
        section.Section("policy", policy => ReadPolicy(policy, checks)));

    private static WorldPolicy ReadPolicy(YamlSection section, WorldChecks checks) => new()
    {
        Allow = section.Sections("allow", statement => checks.Statement(statement, ReadStatement(statement))),
        Deny = section.Sections("deny", statement => checks.Statement(statement, ReadStatement(statement))),
    };

    private static WorldStatement ReadStatement(YamlSection section) => new()
    {
        Actions = section.Texts("actions"),
        Regions = section.Texts("regions"),
        ImageOwners = section.Texts("imageOwners"),
    };

    private static WorldRole ReadRole(YamlSection section, WorldChecks checks)
    {
        var defaults = new WorldRole { Name = "" };
        return new WorldRole
        {
            Name = section.Text("name", "give the role's name"),
            TrustedAccounts = section.Texts("trustedAccounts"),
            ExternalId = section.OptionalText("externalId"),
            OidcTokens = section.Texts("oidcTokens"),
            Policy = section.Section("policy", policy => ReadPolicy(policy, checks)),
            MaxSession = section.Duration("maxSession", defaults.MaxSession),
        };
    }

    private static WorldImage ReadImage(YamlSection section)
    {
        var defaults = new WorldImage { Region = "", Name = "" };
        var disks = section.Sections("disks", disk => new WorldDisk(disk.Number("size", fallback: 40), disk.OptionalText("kmsKeyId")));
        return new WorldImage
        {
            Region = section.Text("region", "give one of the regions"),
            Name = section.Text("name", "give a name of 2 to 128 characters"),
            Id = section.OptionalText("id"),
            Description = section.OptionalText("description") ?? defaults.Description,
            Family = section.OptionalText("family") ?? defaults.Family,
            Architecture = section.OneOf("architecture", defaults.Architecture, "x86_64", "arm64", "i386"),
            BootMode = section.OneOf("bootMode", defaults.BootMode, "BIOS", "UEFI", "UEFI-Preferred"),
            OSType = section.OneOf("osType", defaults.OSType, "linux", "windows"),
            Platform = section.OptionalText("platform") ?? defaults.Platform,
            OSName = section.OptionalText("osName") ?? defaults.OSName,
            NvmeSupport = section.OneOf("nvmeSupport", defaults.NvmeSupport, "supported", "unsupported"),
            ImdsSupport = section.OneOf("imdsSupport", defaults.ImdsSupport, "v1", "v2"),
            HasAgent = section.Flag("hasAgent", fallback: true),
            CreationTime = section.Time("creationTime"),
            IsCopied = section.Flag("copied", fallback: false),
            Deprecated = section.Flag("deprecated", fallback: false),
            Conditions = section.Conditions<ImageCondition>(),
            Disks = disks.Count > 0 ? disks : defaults.Disks,
            SharedWith = section.Texts("sharedWith"),
            Tags = section.Map("tags"),
        };
    }
}
