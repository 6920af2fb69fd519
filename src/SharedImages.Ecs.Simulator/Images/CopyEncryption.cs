namespace SharedImages.Ecs.Simulator;

/// <summary>Which key a copy is encrypted with, and the combinations that ECS refuses (facts §2.2, §4.3).</summary>
internal static class CopyEncryption
{
    private static readonly string[] Algorithms = ["aes-256", "sm4-128"];

    /// <summary>The key's id; null = a plain copy.</summary>
    public static string? KeyFor(Call call, ImageRecord source, string destination)
    {
        var given = call.Parameters.Bool("Encrypted");
        var keyId = call.Parameters.Optional("KMSKeyId");
        CheckKeyIsAskedFor(given, keyId);
        CheckAlgorithm(call, destination, given);
        var byDefault = call.Caller.Is(AccountCondition.EncryptsByDefault);
        if (byDefault && given == false)
        {
            throw Errors.DefaultEncryption();
        }

        var encrypted = given ?? byDefault;
        if (source.IsEncrypted && !encrypted)
        {
            throw new ApiException(403, "OperationDeined.EncryptedSnapshot", "An encrypted image cannot be copied to a plain one.");
        }

        if (call.Cloud.Rules.RefuseEncryptingAcrossRegions && encrypted && !source.IsEncrypted && source.Region != destination)
        {
            throw new ApiException(403, "OperationDenied.EncryptSnapshotAcrossRegion", "A plain image cannot be encrypted on its way to another region.");
        }

        call.Cloud.CheckKeysOf(source);
        return encrypted ? call.KeyToWriteIn(destination, keyId) : null;
    }

    /// <summary>Two codes for one mistake (facts §2.2): here the one when Encrypted is left out, the other when it is false.</summary>
    private static void CheckKeyIsAskedFor(bool? encrypted, string? keyId)
    {
        if (keyId is null || encrypted == true)
        {
            return;
        }

        throw encrypted is null
            ? new ApiException(400, "InvalidParameter.EncryptedIllegal", "The parameter KMSKeyId needs Encrypted to be true.")
            : new ApiException(400, "InvalidEncrypted.NotMatchKmsKeyId", "The parameter KMSKeyId does not match Encrypted, which is false.");
    }

    /// <summary>The hidden parameter EncryptAlgorithm.</summary>
    private static void CheckAlgorithm(Call call, string destination, bool? encrypted)
    {
        if (call.Parameters.Optional("EncryptAlgorithm") is not { } algorithm)
        {
            return;
        }

        if (!Algorithms.Contains(algorithm, StringComparer.OrdinalIgnoreCase))
        {
            throw new ApiException(400, "InvalidEncryptAlgorithm", "The specified EncryptAlgorithm is not valid.");
        }

        if (encrypted != true)
        {
            throw new ApiException(400, "InvalidEncrypted.NotMatchEncryptAlgorithm", "The parameter EncryptAlgorithm needs Encrypted to be true.");
        }

        if (call.Cloud.Is(destination, RegionCondition.NoEncryptAlgorithm))
        {
            throw new ApiException(403, "InvalidRegionId.NotSupportEncryptAlgorithm", "The specified region does not support EncryptAlgorithm.");
        }
    }
}
