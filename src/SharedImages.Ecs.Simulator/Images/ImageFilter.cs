using System.Globalization;

namespace SharedImages.Ecs.Simulator;

/// <summary>The filters of DescribeImages (facts §2.1).</summary>
internal sealed class ImageFilter
{
    private static readonly string[] Statuses =
        [ImageStatus.Creating, ImageStatus.Waiting, ImageStatus.Available, ImageStatus.UnAvailable, ImageStatus.CreateFailed, ImageStatus.Deprecated];

    private readonly Parameters _parameters;
    private readonly string[] _statuses;
    private readonly bool? _usable;
    private readonly string? _alias;
    private readonly string? _owner;
    private readonly bool _isPublic;
    private readonly WorldInstanceType? _type;
    private readonly IReadOnlyList<KeyValuePair<string, string?>> _tags;
    private readonly DateTimeOffset _createdFrom = DateTimeOffset.MinValue;
    private readonly DateTimeOffset _createdTo = DateTimeOffset.MaxValue;

    /// <exception cref="ApiException">A filter is not one that ECS takes.</exception>
    public ImageFilter(Parameters parameters, Market market)
    {
        _parameters = parameters;
        _usable = parameters.Bool("Usable");
        _statuses = ReadStatuses(parameters, statusIsRequired: _usable is not null);
        _isPublic = parameters.Bool("IsPublic") ?? false;
        _alias = ReadAlias(parameters, _isPublic);
        _owner = ReadOwner(parameters, _alias);
        _type = ReadType(parameters, market);
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

    public bool Matches(ImageRecord image, Call call)
    {
        var own = image.Owner == call.Account;
        var cloud = call.Cloud;
        return (_isPublic ? image.IsCommunity && !own : own || !image.IsCommunity)
            && _statuses.Contains(image.Status, StringComparer.Ordinal)
            && (_usable is null || _usable == image.IsUsableAt(call.Now, cloud.Clock.Scale(cloud.Rules.UsableLag)))
            && (_alias is null || _alias == (own ? "self" : "others"))
            && (_owner is null || (_owner == image.Owner && !own))
            && _parameters.Allows("ImageId", image.ImageId)
            && _parameters.Allows("ImageFamily", image.Family)
            && _parameters.Allows("Architecture", image.Architecture)
            && _parameters.Allows("OSType", image.OSType)
            && (_parameters.Optional("Usage") is not { } usage || usage == cloud.UsageOf(image))
            && (_parameters.Optional("ImageName") is not { } part || image.Name.Contains(part, StringComparison.Ordinal))
            && (_parameters.Optional("SnapshotId") is not { } snapshot || (own && image.Disks.Any(disk => disk.SnapshotId == snapshot)))
            && (_tags.Count == 0 || (own && TagParameters.Match(image.Tags, _tags)))
            && (_type is null || BootImage.Fits(image, _type))
            && image.CreationTime >= _createdFrom
            && image.CreationTime <= _createdTo;
    }

    private static string[] ReadStatuses(Parameters parameters, bool statusIsRequired)
    {
        if (parameters.Optional("Status") is not { } text)
        {
            return statusIsRequired ? throw Errors.MissingParameter("Status") : [ImageStatus.Available];
        }

        if (text == ImageStatus.All)
        {
            return Statuses;
        }

        var statuses = text.Split(',');
        return statuses.All(status => Statuses.Contains(status, StringComparer.Ordinal))
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
