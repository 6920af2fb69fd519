using System.Globalization;

namespace SharedImages.Ecs.Simulator;

/// <summary>What a DescribeImages asks for (facts §2.1).</summary>
internal sealed class ImageFilter
{
    private static readonly WatchedMap<string> NoTags = new();

    private readonly Call call;
    private readonly string region;
    private readonly Parameters parameters;
    private readonly IReadOnlyList<string> statuses;
    private readonly bool? usable;
    private readonly string? alias;
    private readonly string? owner;
    private readonly bool isPublic;
    private readonly WorldInstanceType? type;
    private readonly IReadOnlyList<KeyValuePair<string, string?>> tags;
    private readonly DateTimeOffset createdFrom = DateTimeOffset.MinValue;
    private readonly DateTimeOffset createdTo = DateTimeOffset.MaxValue;

    /// <exception cref="ApiException">A filter is not one that ECS takes.</exception>
    public ImageFilter(Call call, string region)
    {
        (this.call, this.region, parameters) = (call, region, call.Parameters);
        usable = parameters.Bool("Usable");
        statuses = ReadStatuses(parameters, statusIsRequired: usable is not null);
        isPublic = parameters.Bool("IsPublic") ?? false;
        alias = ReadAlias(parameters, isPublic);
        owner = ReadOwner(parameters, alias);
        type = ReadType(parameters, call.Cloud.Market);
        tags = parameters.TagFilter();
        CheckOneOf("Architecture", 404, "InvalidArchitecture", "i386", "x86_64", "arm64");
        CheckOneOf("OSType", 404, "InvalidOSType", "windows", "linux");
        CheckOneOf("Usage", 404, "InvalidUsage", "instance", "none");
        foreach (var (key, value) in parameters.Pairs("Filter"))
        {
            switch (key)
            {
                case "CreationStartTime": createdFrom = Minute(value); break;
                case "CreationEndTime": createdTo = Minute(value); break;
                case "NetworkType" when value is "vpc" or "classic": break;
                case "NetworkType": throw new ApiException(400, "InvalidFilterValue.NetworkType", "The specified network type is not valid: vpc or classic.");
                default: throw new ApiException(404, "InvalidFilterKey.NotFound", $"The specified filter key does not exist: {key}.");
            }
        }
    }

    /// <summary>The images that pass all filters.</summary>
    public Search<ImageRecord> Search()
    {
        var search = new Search<ImageRecord>(call.Cloud.ImageLists, Lists(), IsListed);
        AddChoices(search);
        AddDetails(search);
        if (createdFrom > DateTimeOffset.MinValue || createdTo < DateTimeOffset.MaxValue)
        {
            search.Where(image => image.CreationTime >= createdFrom && image.CreationTime <= createdTo);
        }

        return search;
    }

    private void AddChoices(Search<ImageRecord> search)
    {
        search.Where(parameters.Optional("ImageFamily"), Facet.Family, image => image.Family);
        search.Where(parameters.Optional("Architecture"), Facet.Architecture, image => image.Architecture);
        search.Where(parameters.Optional("OSType"), Facet.OSType, image => image.OSType);
        search.Where(owner, Facet.Owner, image => IsOwn(image) ? "" : image.Owner);
        search.WhereTags(tags, image => IsOwn(image) ? image.Tags : NoTags);
    }

    private void AddDetails(Search<ImageRecord> search)
    {
        var cloud = call.Cloud;
        search.WhereIds(parameters.Optional("ImageId") is { } id ? [id] : null, cloud.Images);
        if (parameters.Optional("ImageName") is { } part)
        {
            search.Where(image => image.Name.Contains(part, StringComparison.Ordinal), cloud.ImageNames.MayHave(region, part));
        }

        if (parameters.Optional("SnapshotId") is { } snapshot)
        {
            search.Where(image => IsOwn(image) && image.Disks.Any(disk => disk.SnapshotId == snapshot), cloud.Snapshots.Find(snapshot)?.ImagesIn(cloud));
        }

        search.Where(parameters.Optional("Usage"), cloud.UsageOf);
        if (usable is { } wanted)
        {
            search.Where(image => wanted == image.IsUsableAt(call.Now, cloud.Clock.Scale(cloud.Rules.UsableLag)));
        }

        if (isPublic)
        {
            // Everybody's list of the community's images has one's own too.
            search.Where(image => !IsOwn(image));
        }

        if (type is not null)
        {
            search.Where(image => BootImage.Fits(image, type));
        }
    }

    private bool IsOwn(ImageRecord image) => image.Owner == call.Account;

    private bool IsListed(ImageRecord image) =>
        (isPublic ? image.IsCommunity : IsOwn(image) || !image.IsCommunity)
        && image.Region == region
        && image.IsVisibleTo(call.Account, call.Now)
        && statuses.Contains(image.Status, StringComparer.Ordinal)
        && (alias is null || alias == (IsOwn(image) ? "self" : "others"));

    private List<ListKey> Lists()
    {
        if (isPublic)
        {
            return [.. ImageKeys.All(region, account: "", isShared: true, statuses.Distinct(StringComparer.Ordinal))];
        }

        bool[] isShared = alias switch
        {
            null => [false, true],
            "self" => [false],
            "others" => [true],
            _ => [],
        };
        return [.. isShared.SelectMany(shared => ImageKeys.All(region, call.Account, shared, statuses.Distinct(StringComparer.Ordinal)))];
    }

    private static IReadOnlyList<string> ReadStatuses(Parameters parameters, bool statusIsRequired)
    {
        if (parameters.Optional("Status") is not { } text)
        {
            return statusIsRequired ? throw Errors.MissingParameter("Status") : [ImageStatus.Available];
        }

        if (text == ImageStatus.All)
        {
            return ImageKeys.Statuses;
        }

        var named = text.Split(',');
        return named.All(status => ImageKeys.Statuses.Contains(status, StringComparer.Ordinal))
            ? named
            : throw new ApiException(400, "InvalidParamter", "The specified parameter \"Status\" is not valid: a comma list of named, or ALL alone.");
    }

    private static WorldInstanceType? ReadType(Parameters parameters, Market market) => parameters.Optional("InstanceType") is not { } id
        ? null
        : market.Type(id) ?? throw new ApiException(400, "InvalidInstanceType.ValueNotSupported", "The specified InstanceType does not exist or is beyond the permitted range.");

    private static string? ReadAlias(Parameters parameters, bool isPublic)
    {
        var named = parameters.Optional("ImageOwnerAlias");
        if (named is not (null or "system" or "self" or "others" or "marketplace"))
        {
            throw new ApiException(400, "InvalidImageOwnerAlias.ValueNotSupported", "The specified ImageOwnerAlias value is not supported.");
        }

        return isPublic && named != "others"
            ? throw new ApiException(400, "InvalidImageOwnerAlias.PublicImageUnsupported", "Community images need the ImageOwnerAlias others.")
            : named;
    }

    private static string? ReadOwner(Parameters parameters, string? alias)
    {
        var named = parameters.Optional("ImageOwnerId");
        if (named is null)
        {
            return null;
        }

        if (!long.TryParse(named, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            throw Errors.InvalidParameter("ImageOwnerId");
        }

        return alias is null or "others"
            ? named
            : throw new ApiException(400, "InvalidOperation.ImageOwnerIdUnsupported", "ImageOwnerId is supported for shared and community images only.");
    }

    private static DateTimeOffset Minute(string? value) =>
        WireText.ReadMinute(value)
            ?? throw new ApiException(404, "InvalidFilterValue", "The specified filter value is not valid: yyyy-MM-ddTHH:mmZ.");

    private void CheckOneOf(string name, int httpStatus, string code, params string[] allowed)
    {
        if (parameters.Optional(name) is { } value && !allowed.Contains(value, StringComparer.Ordinal))
        {
            throw new ApiException(httpStatus, code, $"The specified {name} is not valid.");
        }
    }
}
