using System.Text.Json;

namespace SharedImages.Ecs.Simulator;

/// <summary>What another program needs to know to use a simulator that has just started.</summary>
public sealed record SimulatorInfo
{
    /// <summary>Where ECS and STS answer, for example <c>http://127.0.0.1:8080</c>.</summary>
    public required string Address { get; init; }

    /// <summary>Where the admin endpoint answers; null = there is none.</summary>
    public required string? AdminAddress { get; init; }

    /// <summary>Regions that exist.</summary>
    public required IReadOnlyList<string> Regions { get; init; }

    /// <summary>Zones with their vSwitches.</summary>
    public required IReadOnlyList<ZoneInfo> Zones { get; init; }

    /// <summary>Security groups.</summary>
    public required IReadOnlyList<WorldSecurityGroup> SecurityGroups { get; init; }

    /// <summary>Accounts with their (made up) access keys and their keys per region.</summary>
    public required IReadOnlyList<AccountInfo> Accounts { get; init; }

    /// <summary>Images at the start.</summary>
    public required IReadOnlyList<ImageInfo> Images { get; init; }

    /// <summary>One line of JSON: camelCase, no line breaks.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, AdminJson.Options);

    internal static SimulatorInfo Of(SimulatorWorld world, SimulatorState state, Uri endpoint, Uri? adminEndpoint) => new()
    {
        Address = endpoint.GetLeftPart(UriPartial.Authority),
        AdminAddress = adminEndpoint?.GetLeftPart(UriPartial.Authority),
        Regions = world.Regions,
        Zones = [.. world.Regions.SelectMany(world.ZonesOf).Select(zone => new ZoneInfo(zone.Region, zone.Id, zone.VSwitches))],
        SecurityGroups = [.. world.Regions.SelectMany(region => world.SecurityGroupsOf(region).Select(id => new WorldSecurityGroup(region, id)))],
        Accounts = [.. world.Accounts.Select(account => new AccountInfo(account.Id, account.AccessKeys, [.. account.Roles.Select(role => new Role(account.Id, role).Arn)], account.Keys))],
        Images = [.. state.Images().Select(image => new ImageInfo(image.ImageId, image.Name, image.Account, image.Region, image.Encrypted, image.SharedWith))],
    };

    /// <summary>A zone.</summary>
    /// <param name="Region">Its region.</param>
    /// <param name="Id">Its id.</param>
    /// <param name="VSwitches">Ids of its vSwitches.</param>
    public sealed record ZoneInfo(string Region, string Id, IReadOnlyList<string> VSwitches);

    /// <summary>An account.</summary>
    /// <param name="Id">UID.</param>
    /// <param name="AccessKeys">Its access keys.</param>
    /// <param name="Roles">ARNs of its roles.</param>
    /// <param name="Keys">Its customer keys.</param>
    public sealed record AccountInfo(string Id, IReadOnlyList<WorldAccessKey> AccessKeys, IReadOnlyList<string> Roles, IReadOnlyList<WorldKey> Keys);

    /// <summary>An image.</summary>
    /// <param name="ImageId">Its id.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Account">Its owner.</param>
    /// <param name="Region">Its region.</param>
    /// <param name="Encrypted">Whether it is encrypted.</param>
    /// <param name="SharedWith">Accounts it is shared with.</param>
    public sealed record ImageInfo(string ImageId, string Name, string Account, string Region, bool Encrypted, IReadOnlyList<string> SharedWith);
}
