namespace SharedImages.Ecs.Simulator;

/// <summary>What fits together in a world file: regions, accounts, keys and images that name each other, and nothing given twice.</summary>
internal sealed class WorldChecks(IReadOnlyList<string> regions)
{
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private readonly List<(YamlSection Section, string Field, string Account)> accounts = [];
    private readonly List<(YamlSection Section, string Owner, WorldInstance Instance)> instances = [];

    public WorldAccessKey AccessKey(YamlSection section, WorldAccessKey key)
    {
        Once(section, "id", $"access key {key.Id}");
        if (key is { User: null, Policy: not null })
        {
            section.Error("policy", "the key is the account's own, which may do everything; give its user, too, or leave the policy out");
        }

        return key;
    }

    public WorldStatement Statement(YamlSection section, WorldStatement statement)
    {
        if (statement.Actions.Count == 0)
        {
            section.Error("actions", "there are no actions; give at least one, for example \"ecs:*\"");
        }

        foreach (var region in statement.Regions)
        {
            Region(section, region, "regions");
        }

        return statement;
    }

    public WorldKey Key(YamlSection section, WorldKey key)
    {
        Region(section, key.Region);
        Once(section, "id", $"key {key.Id} in {key.Region}");
        return key;
    }

    public WorldInstanceType InstanceType(YamlSection section, WorldInstanceType type)
    {
        Once(section, "id", $"instance type {type.Id}");
        if (type.BootModes.FirstOrDefault(mode => mode is not ("BIOS" or "UEFI")) is { } unknown)
        {
            section.Error("bootModes", $"a boot mode is \"{unknown}\"; give BIOS, UEFI or both");
        }

        return type;
    }

    public WorldZone Zone(YamlSection section, SimulatorWorld world, WorldZone zone)
    {
        Region(section, zone.Region);
        Once(section, "id", $"zone {zone.Id}");
        foreach (var vSwitch in zone.VSwitches)
        {
            Once(section, "vSwitches", $"vSwitch {vSwitch}");
        }

        SoldType(section, world, "instanceTypes", zone.InstanceTypes);
        SoldType(section, world, "stock", zone.Stock.Select(stock => stock.InstanceType));
        return zone;
    }

    public WorldSecurityGroup SecurityGroup(YamlSection section, WorldSecurityGroup group)
    {
        Region(section, group.Region);
        Once(section, "id", $"security group {group.Id}");
        return group;
    }

    public WorldRegionConditions RegionConditions(YamlSection section, WorldRegionConditions region)
    {
        Region(section, region.Region);
        Once(section, "region", $"region {region.Region} under regionConditions");
        return region;
    }

    public WorldAccount Account(YamlSection section, WorldAccount account)
    {
        if (account.Id.Length > 0 && !(account.Id.Length == 16 && account.Id.All(char.IsAsciiDigit)))
        {
            section.Error("id", $"id is \"{account.Id}\"; give the account's UID, 16 digits");
        }

        Once(section, "id", $"account {account.Id}");
        return account;
    }

    public WorldImage Image(YamlSection section, WorldAccount owner, WorldImage image)
    {
        Region(section, image.Region);
        Once(section, "name", $"image name {image.Name} in {image.Region} of {owner.Id}");
        if (image.Id is not null)
        {
            Once(section, "id", $"image id {image.Id}");
        }

        OwnKeys(section, owner, image.Region, "disks", image.Disks);
        if (image.SharedWith.Contains(owner.Id, StringComparer.Ordinal))
        {
            section.Error("sharedWith", $"the image is shared with its own account {owner.Id}; leave that out");
        }

        accounts.AddRange(image.SharedWith.Select(recipient => (section, "sharedWith", recipient)));
        return image;
    }

    public WorldInstance Instance(YamlSection section, WorldAccount owner, WorldInstance instance)
    {
        Region(section, instance.Region);
        if (instance.Id is not null)
        {
            Once(section, "id", $"instance id {instance.Id}");
        }

        OwnKeys(section, owner, instance.Region, "dataDisks", instance.DataDisks);
        instances.Add((section, owner.Id, instance));
        return instance;
    }

    public WorldLaunchTemplate LaunchTemplate(YamlSection section, WorldAccount owner, WorldLaunchTemplate template)
    {
        Region(section, template.Region);
        Once(section, "id", $"launch template {template.Id}");
        Once(section, "name", $"launch template {template.Name} in {template.Region} of {owner.Id}");
        if (template.DefaultVersion > template.Versions.Count)
        {
            section.Error("defaultVersion", $"version {template.DefaultVersion} is the default, but there are {template.Versions.Count}; give that many versions");
        }

        return template;
    }

    /// <summary>Images may come later in the file than the instances that were launched from them.</summary>
    public void CheckInstances(SimulatorWorld world)
    {
        foreach (var (section, owner, instance) in instances.Where(candidate => regions.Contains(candidate.Instance.Region, StringComparer.Ordinal)))
        {
            SoldType(section, world, "type", [instance.InstanceType]);
            if (instance.Zone is not null && !world.ZonesOf(instance.Region).Any(zone => zone.Id == instance.Zone))
            {
                section.Error("zone", $"zone is \"{instance.Zone}\"; give one of {string.Join(", ", world.ZonesOf(instance.Region).Select(zone => zone.Id))}");
            }

            var usable = world.Accounts.Any(account => account.Images.Any(image =>
                image.Id == instance.Image && image.Region == instance.Region && (account.Id == owner || image.SharedWith.Contains(owner, StringComparer.Ordinal))));
            if (instance.Image.Length > 0 && !usable)
            {
                section.Error("image", $"the account has no image {instance.Image} in {instance.Region}; give the id of one of its own or of one that is shared with it");
            }
        }
    }

    public WorldRole Role(YamlSection section, WorldAccount owner, WorldRole role)
    {
        if (role.Name.Length > 64 || !role.Name.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or '_'))
        {
            section.Error("name", $"name is \"{role.Name}\"; give at most 64 letters, digits and .-_");
        }

        if (role.MaxSession < TimeSpan.FromHours(1) || role.MaxSession > TimeSpan.FromHours(12))
        {
            section.Error("maxSession", $"maxSession is {(int)role.MaxSession.TotalMinutes} minutes; give 1h to 12h");
        }

        Once(section, "name", $"role {role.Name} of {owner.Id}");
        accounts.AddRange(role.TrustedAccounts.Select(trusted => (section, "trustedAccounts", trusted)));
        return role;
    }

    public Fault Fault(YamlSection section, Fault fault)
    {
        if (fault.Region is { } region)
        {
            Region(section, region);
        }

        if (fault.Account is { } account)
        {
            accounts.Add((section, "account", account));
        }

        if (fault.Problem() is { } problem)
        {
            section.Error(problem.Split(' ')[0], problem);
        }

        return fault;
    }

    /// <summary>Accounts may come later in the file than what names them.</summary>
    public void CheckAccounts(SimulatorWorld world)
    {
        foreach (var (section, field, account) in accounts)
        {
            if (!world.Accounts.Any(candidate => candidate.Id == account))
            {
                section.Error(field, $"the account {account} is not in this world; add it, or leave it out");
            }
        }
    }

    private static void OwnKeys(YamlSection section, WorldAccount owner, string region, string field, IEnumerable<WorldDisk> disks)
    {
        foreach (var key in disks.Select(disk => disk.KMSKeyId).OfType<string>())
        {
            if (!owner.Keys.Any(candidate => candidate.Id == key && candidate.Region == region))
            {
                section.Error(field, $"a disk names the key {key}; give one of the account's own keys in {region}");
            }
        }
    }

    private static void SoldType(YamlSection section, SimulatorWorld world, string field, IEnumerable<string> types)
    {
        if (types.FirstOrDefault(type => !world.InstanceTypes.Any(known => known.Id == type)) is { } unknown)
        {
            section.Error(field, $"the instance type {unknown} is not in this world; give one of {string.Join(", ", world.InstanceTypes.Select(known => known.Id))}");
        }
    }

    private void Region(YamlSection section, string region, string field = "region")
    {
        if (region.Length > 0 && !regions.Contains(region, StringComparer.Ordinal))
        {
            section.Error(field, $"{field} is \"{region}\"; give one of the regions of this world: {string.Join(", ", regions)}");
        }
    }

    private void Once(YamlSection section, string field, string what)
    {
        if (!seen.Add(what))
        {
            section.Error(field, $"the {what} is given twice; give it once");
        }
    }
}
