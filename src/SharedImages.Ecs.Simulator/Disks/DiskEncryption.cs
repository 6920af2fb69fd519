namespace SharedImages.Ecs.Simulator;

/// <summary>Which key a new disk is encrypted with, and the combinations that ECS refuses (facts §2.8, §4.3).</summary>
internal static class DiskEncryption
{
    /// <summary>The key of a disk that the request names by a prefix; null = a plain disk.</summary>
    public static string? KeyFor(Call call, string region, string prefix, string? sourceKey, bool isShared, ApiException mismatch)
    {
        var encrypted = call.Parameters.Bool($"{prefix}Encrypted");
        var keyId = call.Parameters.Optional($"{prefix}KMSKeyId");
        if (keyId is not null && encrypted != true)
        {
            throw new ApiException(400, "InvalidParameter.EncryptedIllegal", $"The parameter {prefix}KMSKeyId needs Encrypted to be true.");
        }

        if (sourceKey is not null && encrypted == false)
        {
            throw mismatch;
        }

        return encrypted == true ? call.KeyToWriteIn(region, keyId) : KeyOfUnnamed(sourceKey, isShared, mismatch);
    }

    /// <summary>The key of a disk about which the request says nothing: that of its source, unless it is somebody else's.</summary>
    public static string? KeyOfUnnamed(string? sourceKey, bool isShared, ApiException mismatch) => sourceKey is not null && isShared ? throw mismatch : sourceKey;
}
