namespace SharedImages.Ecs.Simulator;

/// <summary>Which keys can encrypt and open things (facts §4.3).</summary>
internal static class Keys
{
    /// <summary>The key that the caller's new disks and snapshots are encrypted with in a region: the named one, else the service key.</summary>
    public static string KeyToWriteIn(this Call call, string region, string? keyId)
    {
        var serviceKey = call.Caller.ServiceKeyIn(region);
        if (keyId is null || keyId == serviceKey)
        {
            return serviceKey;
        }

        return call.Caller.IsEnabled(region, keyId) switch
        {
            true => keyId,
            false => throw Errors.KeyNotEnabled(),
            null => throw new ApiException(404, "InvalidParameter.KMSKeyId.NotFound", "The specified KMSKeyId does not exist in the destination region."),
        };
    }

    /// <summary>A disabled key makes everything that it encrypts unusable (facts §4.3 E14).</summary>
    public static void CheckKeysOf(this Cloud cloud, ImageRecord source)
    {
        var owner = cloud.Account(source.Owner);
        if (source.Disks.Any(disk => disk.KMSKeyId is { } key && owner?.IsEnabled(source.Region, key) == false))
        {
            throw Errors.KeyNotEnabled();
        }
    }
}
