namespace SharedImages.Ecs.Simulator;

/// <summary>Which keys can encrypt and open things (facts §4.3).</summary>
internal static class Keys
{
    /// <summary>The key that the caller's new disks and snapshots are encrypted with in a region: the named one, else the service key.</summary>
    public static string KeyToWriteIn(this Call call, string region, string? keyId)
    {
        if (call.Caller.Is(AccountCondition.NoKms))
        {
            throw new ApiException(400, "InvalidParameter.KmsNotEnabled", "KMS is not enabled for your account.");
        }

        if (call.Caller.Is(AccountCondition.KmsUnauthorized))
        {
            throw new ApiException(403, "OperationDenied.KmsServiceUnauthorized", "ECS is not authorized to use KMS for your account.");
        }

        var serviceKey = call.Caller.ServiceKeyIn(region);
        return keyId is null || keyId == serviceKey ? serviceKey : OwnKey(call, region, keyId).Id;
    }

    /// <summary>A disabled key makes everything that it encrypts unusable (facts §4.3 E14).</summary>
    public static void CheckKeysOf(this Cloud cloud, ImageRecord source)
    {
        var owner = cloud.Account(source.Owner);
        if (source.Disks.Any(disk => disk.KMSKeyId is { } key && owner?.Key(source.Region, key) is { Enabled: false }))
        {
            throw Errors.KeyNotEnabled();
        }
    }

    /// <exception cref="ApiException">The caller may use the service key only (facts §4.3 E5).</exception>
    public static void CheckMayUseOwnKeys(this Call call)
    {
        if (call.Caller.Is(AccountCondition.NoDiskEncryptionRole))
        {
            throw new ApiException(403, "InvalidParameter.KMSKeyId.KMSUnauthorized", "ECS is not authorized to use the CMK: the role AliyunECSDiskEncryptDefaultRole is missing.");
        }
    }

    private static WorldKey OwnKey(Call call, string region, string keyId)
    {
        CheckOwnKeys(call, region);
        var key = call.Caller.Key(region, keyId) ?? throw new ApiException(404, "InvalidParameter.KMSKeyId.NotFound", "The specified KMSKeyId does not exist in the destination region.");
        if (!key.Enabled)
        {
            throw Errors.KeyNotEnabled();
        }

        if (!key.Symmetric)
        {
            throw new ApiException(400, "InvalidKMSKeyId.NotSymmetric", "The specified KMSKeyId is not a symmetric key.");
        }

        return key.EcsMayTag ? key : throw Errors.KeyUnauthorized();
    }

    private static void CheckOwnKeys(Call call, string region)
    {
        if (call.Caller.Is(AccountCondition.NoOwnKeys))
        {
            throw new ApiException(403, "UserNotInTheWhiteList", "Your account is not in the white list of those who may bring their own keys.");
        }

        if (call.Cloud.Is(region, RegionCondition.NoOwnKeys))
        {
            throw new ApiException(403, "InvalidRegion.NotSupport", "The specified region does not support keys of your own.");
        }

        call.CheckMayUseOwnKeys();
    }
}
