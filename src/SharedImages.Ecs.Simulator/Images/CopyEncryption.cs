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

        call.Cloud.CheckKeysOf(source);
        return encrypted ? call.KeyToWriteIn(destination, keyId) : null;
    }
}
