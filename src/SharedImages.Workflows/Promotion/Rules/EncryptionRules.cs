namespace SharedImages.Workflows;

/// <summary>What can be known about encryption before the first write (design §4 rule 3; facts §4.3). Pure.</summary>
internal static class EncryptionRules
{
    /// <summary>Name of the rule that an encrypted image needs <c>Encrypted=true</c> at every copy.</summary>
    public const string EncryptedNeedsKey = "encrypted-needs-key";

    /// <summary>Name of the rule that an encrypted image never becomes a plain one.</summary>
    public const string NeverPlain = "encrypted-never-plain";

    /// <summary>Name of the rule that images under a service key cannot be shared.</summary>
    public const string ServiceKeyUnshareable = "service-key-unshareable";

    /// <summary>All reasons not to start.</summary>
    public static IReadOnlyList<Refusal> Check(PromotionSpec spec, SourceImage source, bool withIntake)
    {
        var refusals = new List<Refusal>();
        var intakeEncrypted = withIntake ? IntakeEncrypted(spec) : source.Encrypted;
        if (withIntake && source.Encrypted && !intakeEncrypted)
        {
            refusals.Add(new(EncryptedNeedsKey, $"the source image {source.ImageId} is encrypted, so its intake in {source.Region} must be; set intake.kmsKeyId to a key of {source.Region} (or intake.encrypted: true for the service key)"));
        }

        foreach (var target in spec.Targets)
        {
            var encrypted = target.Encrypted || (withIntake && target.Region == source.Region && intakeEncrypted);
            if ((source.Encrypted || intakeEncrypted) && !encrypted)
            {
                refusals.Add(new(
                    source.Encrypted ? EncryptedNeedsKey : NeverPlain,
                    source.Encrypted
                        ? $"the source image {source.ImageId} is encrypted, so its copy in {target.Region} must be; set the target's kmsKeyId to a key of {target.Region}"
                        : $"the intake is encrypted, and an encrypted image never becomes a plain one: set kmsKeyId of the target {target.Region}, or leave the intake plain"));
            }

            var hasKey = target.KmsKeyId is not null || (withIntake && target.Region == source.Region && spec.Intake?.KmsKeyId is not null);
            if (encrypted && !hasKey && spec.Share.Accounts.Count > 0)
            {
                refusals.Add(new(ServiceKeyUnshareable, $"the copy in {target.Region} would be encrypted with the service key, and such an image cannot be shared; set the target's kmsKeyId to a customer key, or share with nobody"));
            }
        }

        return refusals;
    }

    /// <summary>Whether the intake is encrypted: by its own setting, or by that of a target in the same region.</summary>
    public static bool IntakeEncrypted(PromotionSpec spec) =>
        spec.Intake is { Encrypted: true } || spec.Targets.Any(target => target.Region == spec.Source.Region && target.Encrypted);
}
