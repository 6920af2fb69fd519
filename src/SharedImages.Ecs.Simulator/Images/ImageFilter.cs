using System.Globalization;

namespace SharedImages.Ecs.Simulator;

/// <summary>What a DescribeImages asks for (facts §2.1).</summary>
internal sealed class ImageFilter
{
    private static readonly WatchedMap<string> NoTags = new();

    private readonly Call _call;
    private readonly string _region;
    private readonly Parameters _parameters;
    private readonly IReadOnlyList<string> _statuses;
    private readonly bool? _usable;
    private readonly string? _alias;
    private readonly string? _owner;
    private readonly bool _isPublic;
    private readonly WorldInstanceType? _type;
    private readonly IReadOnlyList<KeyValuePair<string, string?>> _tags;
    private readonly DateTimeOffset _createdFrom = DateTimeOffset.MinValue;
    private readonly DateTimeOffset _createdTo = DateTimeOffset.MaxValue;

    /// <exception cref="ApiException">A filter is not one that ECS takes.</exception>
    public ImageFilter(Call call, string region)
    {
        var parameters = call.Parameters;
        (_call, _region, _parameters) = (call, region, parameters);
        _usable = parameters.Bool("Usable");
        _statuses = ReadStatuses(parameters, statusIsRequired: _usable is not null);
        _isPublic = parameters.Bool("IsPublic") ?? false;
        _alias = ReadAlias(parameters, _isPublic);
        _owner = ReadOwner(parameters, _alias);
        _type = ReadType(parameters, call.Cloud.Market);
        _tags = parameters.TagFilter();
        CheckOneOf("Architecture", 404, "InvalidArchitecture", "i386", "x86_64", "arm64");
        CheckOneOf("OSType", 404, "InvalidOSType", "windows", "linux");
        CheckOneOf("Usage", 404, "InvalidUsage", "instance", "none");
        foreach (var (key, value) in parameters.Pairs("Filter"))
        {
            switch (key)
            {
                case "CreationStartTime": _createdFrom = Minute(value); break;
                case "CreationEndTime": _createdTo = Minute(value); break;
                case "NetworkType" when value is "vpc" or "classic": break;
                case "NetworkType": throw new ApiException(400, "InvalidFilterValue.NetworkType", "The specified network type is not valid: vpc or classic.");
                default: throw new ApiException(404, "InvalidFilterKey.NotFound", $"The specified filter key does not exist: {key}.");
            }
        }
    }

    /// <summary>The images that pass all filters.</summary>
    public Search<ImageRecord> Search()
    {
        var search = new Search<ImageRecord>(_call.Cloud.ImageLists, Lists(), IsListed);
        AddChoices(search);
        AddDetails(search);
        if (_createdFrom > DateTimeOffset.MinValue || _createdTo < DateTimeOffset.MaxValue)
        {
            search.Where(image => image.CreationTime >= _createdFrom && image.CreationTime <= _createdTo);
        }

        return search;
    }

    private void AddChoices(Search<ImageRecord> search)
    {
        search.Where(_parameters.Optional("ImageFamily"), Facet.Family, image => image.Family);
        search.Where(_parameters.Optional("Architecture"), Facet.Architecture, image => image.Architecture);
        search.Where(_parameters.Optional("OSType"), Facet.OSType, image => image.OSType);
        search.Where(_owner, Facet.Owner, image => IsOwn(image) ? "" : image.Owner);
        search.WhereTags(_tags, image => IsOwn(image) ? image.Tags : NoTags);
    }

    private void AddDetails(Search<ImageRecord> search)
    {
        var cloud = _call.Cloud;
        search.WhereIds(_parameters.Optional("ImageId") is { } id ? [id] : null, cloud.Images);
        if (_parameters.Optional("ImageName") is { } part)
        {
            search.Where(image => image.Name.Contains(part, StringComparison.Ordinal), cloud.ImageNames.MayHave(_region, part));
        }

        if (_parameters.Optional("SnapshotId") is { } snapshot)
        {
            search.Where(image => IsOwn(image) && image.Disks.Any(disk => disk.SnapshotId == snapshot), cloud.Snapshots.Find(snapshot)?.ImagesIn(cloud));
        }

        search.Where(_parameters.Optional("Usage"), cloud.UsageOf);
        if (_usable is { } usable)
        {
            search.Where(image => usable == image.IsUsableAt(_call.Now, cloud.Clock.Scale(cloud.Rules.UsableLag)));
        }

        if (_isPublic)
        {
            // Everybody's list of the community's images has one's own too.
            search.Where(image => !IsOwn(image));
        }

        if (_type is not null)
        {
            search.Where(image => BootImage.Fits(image, _type));
        }
    }

    private bool IsOwn(ImageRecord image) => image.Owner == _call.Account;

    private bool IsListed(ImageRecord image) =>
        (_isPublic ? image.IsCommunity : IsOwn(image) || !image.IsCommunity)
        && image.Region == _region
        && image.IsVisibleTo(_call.Account, _call.Now)
        && _statuses.Contains(image.Status, StringComparer.Ordinal)
        && (_alias is null || _alias == (IsOwn(image) ? "self" : "others"));

    private List<ListKey> Lists()
    {
        if (_isPublic)
        {
            return [.. ImageKeys.All(_region, account: "", isShared: true, _statuses.Distinct(StringComparer.Ordinal))];
        }

        bool[] isShared = _alias switch
        {
            null => [false, true],
            "self" => [false],
            "others" => [true],
            _ => [],
        };
        return [.. isShared.SelectMany(shared => ImageKeys.All(_region, _call.Account, shared, _statuses.Distinct(StringComparer.Ordinal)))];
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

        var statuses = text.Split(',');
        return statuses.All(status => ImageKeys.Statuses.Contains(status, StringComparer.Ordinal))
            ? statuses
            : throw new ApiException(400, "InvalidParamter", "The specified parameter \"Status\" is not valid: a comma list of statuses, or ALL alone.");
    }

    private static WorldInstanceType? ReadType(Parameters parameters, Market market) => parameters.Optional("InstanceType") is not { } id
        ? null
        : market.Type(id) ?? throw new ApiException(400, "InvalidInstanceType.ValueNotSupported", "The specified InstanceType does not exist or is beyond the permitted range.");

    private static string? ReadAlias(Parameters parameters, bool isPublic)
    {
        var alias = parameters.Optional("ImageOwnerAlias");
        if (alias is not (null or "system" or "self" or "others" or "marketplace"))
        {
            throw new ApiException(400, "InvalidImageOwnerAlias.ValueNotSupported", "The specified ImageOwnerAlias value is not supported.");
        }

        return isPublic && alias != "others"
            ? throw new ApiException(400, "InvalidImageOwnerAlias.PublicImageUnsupported", "Community images need the ImageOwnerAlias others.")
            : alias;
    }

    private static string? ReadOwner(Parameters parameters, string? alias)
    {
        var owner = parameters.Optional("ImageOwnerId");
        if (owner is null)
        {
            return null;
        }

        if (!long.TryParse(owner, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            throw Errors.InvalidParameter("ImageOwnerId");
        }

        return alias is null or "others"
            ? owner
            : throw new ApiException(400, "InvalidOperation.ImageOwnerIdUnsupported", "ImageOwnerId is supported for shared and community images only.");
    }

    private static DateTimeOffset Minute(string? value) =>
        WireText.ReadMinute(value)
            ?? throw new ApiException(404, "InvalidFilterValue", "The specified filter value is not valid: yyyy-MM-ddTHH:mmZ.");

    private void CheckOneOf(string name, int httpStatus, string code, params string[] allowed)
    {
        if (_parameters.Optional(name) is { } value && !allowed.Contains(value, StringComparer.Ordinal))
        {
            throw new ApiException(httpStatus, code, $"The specified {name} is not valid.");
        }
    }
}
