using System.Reflection;
using SharedImages.Ecs;

namespace SharedImages.Activities.Tests;

/// <summary>No activity writes past the guard.</summary>
public sealed class WritersTests
{
    private static readonly Assembly Activities = typeof(PromotionActivities).Assembly;
    private static readonly IReadOnlyList<(string By, MethodBase Called)> Calls = [.. CalledMethods.In(Activities)];

    // Whatever does not say that it only reads.
    private static readonly IReadOnlyList<string> Writes =
        [.. typeof(IEcsClient).GetMethods().Select(method => method.Name).Where(name => !name.StartsWith("Describe", StringComparison.Ordinal) && name != nameof(IEcsClient.GetCallerIdentityAsync))];

    [Fact]
    public void OnlyPermitsWrite_AndTheCheckOfACopy() =>
        Calls.Where(call => call.Called.DeclaringType!.IsAssignableTo(typeof(IEcsClient)) && Writes.Contains(call.Called.Name))
            .Select(call => $"{call.By} -> {call.Called.Name}")
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ShouldBe(
            [
                // Its answer to a request that says DryRun: ImageCopyingTests.
                "ImageCopying.DryRunAsync -> CopyImageAsync",
                // The same: LaunchRefusalTests.
                "InstanceLaunching.DryRunAsync -> RunInstancesAsync",
                "InstancePermit.DeleteAsync -> DeleteInstancesAsync",
                "InstancePermit.RunCommandAsync -> RunCommandAsync",
                "LaunchPermit.RunAsync -> RunInstancesAsync",
                "Permit.CancelCopyAsync -> CancelCopyImageAsync",
                "Permit.CopyAsync -> CopyImageAsync",
                "Permit.DeleteAsync -> DeleteImageAsync",
                "Permit.ModifyAsync -> ModifyImageAttributeAsync",
                "Permit.ShareAsync -> ModifyImageSharePermissionAsync",
                "Permit.TagAsync -> TagResourcesAsync",
                "Permit.TagSnapshotsAsync -> TagResourcesAsync",
                "Permit.UnshareAsync -> ModifyImageSharePermissionAsync",
                "Permit.UntagAsync -> UntagResourcesAsync",
                "ReplacementPermit.MakeImageAsync -> CreateImageAsync",
                "ReplacementPermit.MarkAsync -> TagResourcesAsync",
                "ReplacementPermit.ReplaceDiskAsync -> ReplaceSystemDiskAsync",
                "ReplacementPermit.SnapshotAsync -> CreateSnapshotAsync",
                "ReplacementPermit.StartAsync -> StartInstanceAsync",
                "ReplacementPermit.StopAsync -> StopInstanceAsync",
                "ReplacementPermit.UnmarkAsync -> UntagResourcesAsync",
                "SnapshotPermit.DeleteAsync -> DeleteSnapshotAsync",
            ]);

    // The guard checks a removal more strictly than a change, and recipients only for sharing.
    [Fact]
    public void PermitsAreUsedForWhatTheyWereAskedFor() =>
        Calls.Where(call => IsPermit(call.Called.DeclaringType!) && !call.Called.IsSpecialName && !call.By.Split('.')[0].EndsWith("Permit", StringComparison.Ordinal))
            .Select(call => $"{call.By} -> {call.Called.Name}")
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ShouldBe(
            [
                "ChannelTags.IsPointedAsync -> TagAsync",
                "ChannelTags.IsReleasedAsync -> UntagAsync",
                "CommandRunning.StartAsync -> RunCommandAsync",
                "DiskReplacing.ReplaceAsync -> ReplaceDiskAsync",
                "DiskSnapshots.MakeImageAsync -> MakeImageAsync",
                "DiskSnapshots.SnapshotAsync -> SnapshotAsync",
                "ImageAvailability.SetAsync -> ModifyAsync",
                "ImageCopying.CopyAsync -> CopyAsync",
                "ImageRemover.BeginRemovalAsync -> CancelCopyAsync",
                "ImageRemover.BeginRemovalAsync -> DeleteAsync",
                "ImageRemover.BeginRemovalAsync -> ShareAsync",
                "ImageRemover.NoteSnapshotsAsync -> TagSnapshotsAsync",
                "ImageRemover.RemoveSnapshotsAsync -> DeleteAsync",
                "ImageRepair.ShareAsync -> ShareAsync",
                "ImageRepair.ShareAsync -> UnshareAsync",
                "ImageSharing.ShareAsync -> ShareAsync",
                "ImageSharing.ShareAsync -> TagAsync",
                "ImageSharing.UnshareAsync -> UnshareAsync",
                "ImageVerification.RepairAsync -> ModifyAsync",
                "ImageVerification.RepairAsync -> TagAsync",
                "ImageVerification.RepairTextsAsync -> ModifyAsync",
                "ImageWithdrawal.MarkAsync -> TagAsync",
                "ImageWithdrawal.RestoreAsync -> ShareAsync",
                "ImageWithdrawal.RestoreAsync -> UntagAsync",
                "InstanceLaunching.LaunchAsync -> RunAsync",
                "InstanceMarks.ClaimAsync -> IsMarked",
                "InstanceMarks.ClaimAsync -> MarkAsync",
                "InstanceMarks.ReleaseAsync -> UnmarkAsync",
                "InstancePower.StartAsync -> StartAsync",
                "InstancePower.StopAsync -> StopAsync",
                "InstanceRemover.DeleteAsync -> DeleteAsync",
                "RecallWithdrawal.MarkAsync -> TagAsync",
                "RecallWithdrawal.ReleaseAsync -> UntagAsync",
                "RecallWithdrawal.WithdrawAsync -> UntagAsync",
                "SharesWriter.NoteAsync -> TagAsync",
                "SharesWriter.WriteAsync -> ShareAsync",
                "SharesWriter.WriteAsync -> UnshareAsync",
            ]);

    [Fact]
    public void OnlyTheGuardGivesPermits() =>
        Calls.Where(call => call.Called.IsConstructor && IsPermit(call.Called.DeclaringType!))
            .Select(call => $"{call.By.Split('.')[0]} -> {call.Called.DeclaringType!.Name}")
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ShouldBe(["ImageGuard -> Permit", "ImageGuard -> SnapshotPermit", "InstanceGuard -> InstancePermit", "InstanceGuard -> LaunchPermit", "ReplacementGuard -> ReplacementPermit"]);

    // It has all operations of ECS, and as many ways past a list of names.
    [Fact]
    public void NothingKnowsAClientThatCanDoMore()
    {
        Type[] more = [typeof(IEcsOperations), typeof(EcsClient)];

        Calls.Where(call => more.Contains(call.Called.DeclaringType)).Select(call => call.By).ShouldBeEmpty();
        Activities.GetTypes().Where(type => type.GetFields(BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static).Any(field => more.Contains(field.FieldType))).ShouldBeEmpty();
    }

    private static bool IsPermit(Type type) => type.Name.EndsWith("Permit", StringComparison.Ordinal) && !type.IsNested;
}
