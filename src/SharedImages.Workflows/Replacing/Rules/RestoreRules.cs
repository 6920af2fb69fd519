using System.Globalization;

namespace SharedImages.Workflows;

/// <summary>How what was on old disks is had back by hand, and what is left to be deleted by hand. Pure.</summary>
internal static class RestoreRules
{
    /// <summary>Of more instances the commands are not told: a result is one event of the history. They are the same with their own ids.</summary>
    public const int MaxTold = 100;

    /// <summary>Of more images the commands are not told.</summary>
    private const int MaxImages = 10;

    /// <summary>The same outcomes with the commands; those of instances that have been brought back first, for they miss what was on the disk.</summary>
    public static IReadOnlyList<InstanceOutcome> WithCommands(IReadOnlyList<InstanceOutcome> outcomes)
    {
        var told = new SortedSet<string>(
            outcomes.Where(IsRestorable).OrderBy(outcome => outcome.End != InstanceEnd.BackOnFormerImage).Take(MaxTold).Select(outcome => outcome.InstanceId), StringComparer.Ordinal);
        return [.. outcomes.Select(outcome => told.Contains(outcome.InstanceId) ? outcome with { Restore = Commands(outcome) } : outcome)];
    }

    /// <summary>What of the commands is left out, and the images that ECS keeps until somebody deletes them.</summary>
    /// <param name="outcomes">How the instances ended.</param>
    /// <param name="daysKept">For how many days the content of old disks is wanted; null = for none.</param>
    /// <param name="now">When they ended.</param>
    public static IEnumerable<string> Notices(IReadOnlyList<InstanceOutcome> outcomes, int? daysKept, DateTimeOffset now)
    {
        if (outcomes.Count(IsRestorable) is > MaxTold and var count)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"the commands that bring what was on an old disk back are told for {MaxTold} of {count} instances; they are the same for the others, with their own region, id and snapshot");
        }

        var images = outcomes.Where(outcome => outcome.FormerDiskImageId is not null).ToList();
        if (images.Count > 0)
        {
            var until = now.AddDays(daysKept ?? 0);
            var commands = images.Take(MaxImages).Select(outcome => $"aliyun ecs DeleteImage --region {outcome.Region} --ImageId {outcome.FormerDiskImageId} --Force true");
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{Summaries.Count(images.Count, "image")} made of old disks {(images.Count == 1 ? "stays, with its snapshot," : "stay, with their snapshots,")} until somebody deletes them, by keepOldDisk from {until:yyyy-MM-dd} on: {string.Join("; ", commands)}{(images.Count > MaxImages ? "; and so on, by formerDiskImageId of each instance" : "")}");
        }
    }

    // Its disk is gone, there is a snapshot of it, and that has not been put on its new disk.
    private static bool IsRestorable(InstanceOutcome outcome) => outcome is { DiskId: not null, FormerDiskImageId: null, Former.SnapshotId: not null };

    // Facts §2.7, §2.12. One found Stopped ends Stopped.
    private static string[] Commands(InstanceOutcome outcome)
    {
        var (former, instance) = (outcome.Former!, $"--region {outcome.Region} --InstanceId {outcome.InstanceId}");
        var encrypted = !former.Encrypted ? "" : " --Encrypted true" + (former.KmsKeyId is { } key ? $" --KMSKeyId {key}" : "");
        var replace = new[]
        {
            $"aliyun ecs CreateImage --region {outcome.Region} --SnapshotId {former.SnapshotId} --ImageName restore-{outcome.InstanceId}",
            string.Create(CultureInfo.InvariantCulture, $"aliyun ecs ReplaceSystemDisk {instance} --ImageId IMAGE --SystemDisk.Size {former.Size}{encrypted}"),
        };
        return !former.WasRunning ? replace : [replace[0], $"aliyun ecs StopInstance {instance} --StoppedMode KeepCharging", replace[1], $"aliyun ecs StartInstance {instance}"];
    }
}
