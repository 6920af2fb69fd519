namespace SharedImages.Ecs.Simulator;

/// <summary>Which key a copy is encrypted with, and the combinations that ECS refuses (facts §4.3).</summary>
internal static class CopyEncryption
{
    /// <summary>The key's id; null = a plain copy.</summary>
    public static string? KeyFor(Call call, ImageRecord source, string destination)
    {
        var encrypted = call.Parameters.Bool("Encrypted") ?? false;
        var keyId = call.Parameters.Optional("KMSKeyId");
        if (keyId is not null && !encrypted)
        {
            throw new ApiException(400, "InvalidParameter.EncryptedIllegal", "The parameter KMSKeyId needs Encrypted to be true.");
        }

        if (source.IsEncrypted && !encrypted)
        {
            throw new ApiException(403, "OperationDeined.EncryptedSnapshot", "An encrypted image cannot be copied to a plain one.");
        }

        CheckSourceKeys(call.Cloud, source);
        if (!encrypted)
        {
            return null;
        }

        var serviceKey = call.Caller.ServiceKeyIn(destination);
        if (keyId is null || keyId == serviceKey)
        {
            return serviceKey;
        }

        return call.Caller.IsEnabled(destination, keyId) switch
        {
            true => keyId,
            false => throw Errors.KeyNotEnabled(),
            null => throw new ApiException(404, "InvalidParameter.KMSKeyId.NotFound", "The specified KMSKeyId does not exist in the destination region."),
        };
    }

    /// <summary>A disabled key makes everything that it encrypts unusable (facts §4.3 E14).</summary>
    private static void CheckSourceKeys(Cloud cloud, ImageRecord source)
    {
        var owner = cloud.Account(source.Owner);
        if (source.Disks.Any(disk => disk.KMSKeyId is { } key && owner?.IsEnabled(source.Region, key) == false))
        {
            throw Errors.KeyNotEnabled();
        }
    }
}
