namespace SharedImages.Workflows;

/// <summary>The fields <c>encrypted</c> and <c>kmsKeyId</c> of one copy.</summary>
/// <param name="Stated">Whether either is given.</param>
/// <param name="Encrypted">True when stated or when a key is given.</param>
/// <param name="KmsKeyId">The key; null = none, or the service key.</param>
internal sealed record EncryptionFields(bool Stated, bool Encrypted, string? KmsKeyId)
{
    public static readonly EncryptionFields None = new(false, false, null);

    public static EncryptionFields Read(SpecErrors errors, SpecFields fields, string region)
    {
        var encrypted = fields.OptionalBoolean("encrypted");
        var key = fields.OptionalText("kmsKeyId", SpecForms.KmsKeyId);
        if (encrypted == false && fields.Value("kmsKeyId") is not null)
        {
            errors.Add(fields.PathOf("encrypted"), fields.Value("encrypted")!, "false, although a kmsKeyId is given", "leave one of them out: a key encrypts the copy");
        }

        if (key is not null && region.Length > 0 && SpecForms.RegionOfKey(key) is { } keyRegion && keyRegion != region)
        {
            errors.Add(fields.PathOf("kmsKeyId"), fields.Value("kmsKeyId")!, $"a key of {keyRegion}, but the copy is written in {region}", $"give a key of {region}");
        }

        return new(encrypted is not null || key is not null, encrypted ?? key is not null, key is null || SpecForms.IsServiceKey(key) ? null : key);
    }

    /// <summary>In words.</summary>
    public override string ToString() => KmsKeyId is not null ? $"key {KmsKeyId}" : Encrypted ? "the service key" : "plain";
}
