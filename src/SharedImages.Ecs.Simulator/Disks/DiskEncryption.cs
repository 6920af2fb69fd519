namespace SharedImages.Ecs.Simulator;

/// <summary>Which key a new disk is encrypted with, and the combinations that ECS refuses (facts §2.8, §4.3).</summary>
internal static class DiskEncryption
{
    /// <summary>The key of a disk that the request names by a prefix; null = a plain disk.</summary>
    public static string? KeyFor(Call call, string region, string prefix, string? sourceKey, bool isShared, ApiException mismatch)
    {
        var encrypted = call.Parameters.Bool($"{prefix}Encrypted", new ApiException(400, "InvalidParameter.Encrypted", $"The specified parameter {prefix}Encrypted is not valid: true or false."));
        var keyId = call.Parameters.Optional($"{prefix}KMSKeyId");
        if (keyId is not null && encrypted != true)
        {
            throw new ApiException(400, "InvalidParameter.EncryptedIllegal", $"The parameter {prefix}KMSKeyId needs Encrypted to be true.");
        }

        if (sourceKey is not null && encrypted == false)
        {
            throw mismatch;
        }

        if (encrypted == false && call.Caller.Is(AccountCondition.EncryptsByDefault))
        {
            throw Errors.DefaultEncryption();
        }

        return encrypted == true ? call.KeyToWriteIn(region, keyId) : KeyOfUnnamed(call, region, sourceKey, isShared, mismatch);
    }

    /// <summary>The key of a disk about which the request says nothing: that of its source, unless it is somebody else's; for a plain source, what the account has chosen for all disks.</summary>
    public static string? KeyOfUnnamed(Call call, string region, string? sourceKey, bool isShared, ApiException mismatch)
    {
        if (sourceKey is not null && isShared)
        {
            throw mismatch;
        }

        return sourceKey is null && call.Caller.Is(AccountCondition.EncryptsByDefault) ? call.KeyToWriteIn(region, keyId: null) : sourceKey;
    }
}
