namespace SharedImages.Ecs.Simulator;

/// <summary>What fits together in a world file: regions, accounts, keys and images that name each other, and nothing given twice.</summary>
internal sealed class WorldChecks(IReadOnlyList<string> regions)
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly List<(YamlSection Section, string Owner, string Recipient)> _shares = [];

    public WorldAccessKey AccessKey(YamlSection section, WorldAccessKey key)
    {
        Once(section, "id", $"access key {key.Id}");
        return key;
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

        foreach (var key in image.Disks.Select(disk => disk.KMSKeyId).OfType<string>())
        {
            if (!owner.Keys.Any(candidate => candidate.Id == key && candidate.Region == image.Region))
            {
                section.Error("disks", $"a disk names the key {key}; give one of the account's own keys in {image.Region}");
            }
        }

        _shares.AddRange(image.SharedWith.Select(recipient => (section, owner.Id, recipient)));
        return image;
    }

    /// <summary>Accounts may come later in the file than the images that are shared with them.</summary>
    public void CheckShares(SimulatorWorld world)
    {
        foreach (var (section, owner, recipient) in _shares)
        {
            if (recipient == owner)
            {
                section.Error("sharedWith", $"the image is shared with its own account {owner}; leave that out");
            }
            else if (!world.Accounts.Any(account => account.Id == recipient))
            {
                section.Error("sharedWith", $"the account {recipient} is not in this world; add it, or leave it out");
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

    private void Region(YamlSection section, string region)
    {
        if (region.Length > 0 && !regions.Contains(region, StringComparer.Ordinal))
        {
            section.Error("region", $"region is \"{region}\"; give one of the regions of this world: {string.Join(", ", regions)}");
        }
    }

    private void Once(YamlSection section, string field, string what)
    {
        if (!_seen.Add(what))
        {
            section.Error(field, $"the {what} is given twice; give it once");
        }
    }
}
