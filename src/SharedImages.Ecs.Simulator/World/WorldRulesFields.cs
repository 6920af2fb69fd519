namespace SharedImages.Ecs.Simulator;

/// <summary>The fields of a world file's <c>rules</c>.</summary>
internal static class WorldRulesFields
{
    public static WorldRules Read(YamlSection section)
    {
        var defaults = new WorldRules();
        return new WorldRules
        {
            SameRegionCopy = section.Duration("sameRegionCopy", defaults.SameRegionCopy),
            CrossRegionCopy = section.Duration("crossRegionCopy", defaults.CrossRegionCopy),
            ImageVisibilityLag = section.Duration("imageVisibilityLag", defaults.ImageVisibilityLag),
            ShareVisibilityLag = section.Duration("shareVisibilityLag", defaults.ShareVisibilityLag),
            UsableLag = section.Duration("usableLag", defaults.UsableLag),
            CopySettling = section.Duration("copySettling", defaults.CopySettling),
            CopiesAtOnce = section.Number("copiesAtOnce", defaults.CopiesAtOnce),
            CopiesPerSourceRegion = section.Flag("copiesPerSourceRegion", defaults.CopiesPerSourceRegion),
            ImageQuota = section.Number("imageQuota", defaults.ImageQuota),
            SnapshotQuota = section.Number("snapshotQuota", defaults.SnapshotQuota),
            ImagesPerRecipient = section.Number("imagesPerRecipient", defaults.ImagesPerRecipient),
            SharesPerImage = section.Number("sharesPerImage", defaults.SharesPerImage),
            InstanceVisibilityLag = section.Duration("instanceVisibilityLag", defaults.InstanceVisibilityLag),
            InstancePending = section.Duration("instancePending", defaults.InstancePending),
            InstanceStart = section.Duration("instanceStart", defaults.InstanceStart),
            InstanceStop = section.Duration("instanceStop", defaults.InstanceStop),
            SystemDiskReplacement = section.Duration("systemDiskReplacement", defaults.SystemDiskReplacement),
            DiskReInit = section.Duration("diskReInit", defaults.DiskReInit),
            ImageCreation = section.Duration("imageCreation", defaults.ImageCreation),
            SnapshotCreation = section.Duration("snapshotCreation", defaults.SnapshotCreation),
            AgentStart = section.Duration("agentStart", defaults.AgentStart),
            CommandRun = section.Duration("commandRun", defaults.CommandRun),
            DurationSpread = section.Number("durationSpread", defaults.DurationSpread, least: 0),
            VcpuQuota = section.Number("vcpuQuota", defaults.VcpuQuota),
            InstanceQuota = section.Number("instanceQuota", defaults.InstanceQuota),
            DiskQuota = section.Number("diskQuota", defaults.DiskQuota),
            BatchDryRunIsOk = section.Flag("batchDryRunIsOk", defaults.BatchDryRunIsOk),
            UnsharedIsNotFound = section.Flag("unsharedIsNotFound", defaults.UnsharedIsNotFound),
            RefuseConcurrentCopies = section.Flag("refuseConcurrentCopies", defaults.RefuseConcurrentCopies),
            UnsharingFailsCopies = section.Flag("unsharingFailsCopies", defaults.UnsharingFailsCopies),
            RefusePlainCopiesInRegion = section.Flag("refusePlainCopiesInRegion", defaults.RefusePlainCopiesInRegion),
            RefuseEncryptingAcrossRegions = section.Flag("refuseEncryptingAcrossRegions", defaults.RefuseEncryptingAcrossRegions),
            RefuseCancel = section.Flag("refuseCancel", defaults.RefuseCancel),
            CallsPerMinute = section.Number("callsPerMinute", defaults.CallsPerMinute),
            InstancesPerMinute = section.Number("instancesPerMinute", defaults.InstancesPerMinute),
            ThrottleWithRetryAfter = section.Flag("throttleWithRetryAfter", defaults.ThrottleWithRetryAfter),
            RetryAfterInSeconds = section.Flag("retryAfterInSeconds", defaults.RetryAfterInSeconds),
            ClientTokenMemory = section.Duration("clientTokenMemory", defaults.ClientTokenMemory),
            RememberFailedTokens = section.Flag("rememberFailedTokens", defaults.RememberFailedTokens),
            RememberNonces = section.Flag("rememberNonces", defaults.RememberNonces),
        };
    }
}
