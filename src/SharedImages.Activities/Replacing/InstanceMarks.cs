using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>The marks that tell other namespaces that an instance's disk is being replaced.</summary>
internal sealed class InstanceMarks(ReplacementGuard guard, InstanceLooks looks, StepRunner runner)
{
    /// <summary>Marks the instance, and reads back whether the mark is this run's: of two at once the later one has it.</summary>
    public async Task<InstanceFacts> ClaimAsync(ClaimInstanceRequest claim, CancellationToken cancellationToken)
    {
        var request = claim.Instance;
        var permit = await guard.ClaimAsync(claim, cancellationToken);
        if (permit.Instance.ImageId != claim.ImageId && !permit.IsMarked(request.Of.Installation))
        {
            await permit.MarkAsync(request.Of.Installation, cancellationToken);
            if (await guard.ReleaseAsync(request, cancellationToken) is null)
            {
                throw runner.NotYet($"{request.Region} {request.InstanceId} does not show this run's mark yet", () => new(
                    StepErrorKind.Mismatch, $"{request.Region} {request.InstanceId} does not keep this run's mark", "see who changes its tags"));
            }
        }

        return Facts(permit.Instance, await looks.SystemDiskAsync(permit.Reads, request, cancellationToken));
    }

    /// <summary>What it has now.</summary>
    public async Task<InstanceFacts> ReadAsync(InstanceRequest request, CancellationToken cancellationToken)
    {
        var (session, instance) = await looks.SeeAsync(request, cancellationToken);
        return Facts(instance, await looks.SystemDiskAsync(session.Ecs, request, cancellationToken));
    }

    /// <summary>Takes this run's mark away; another's stays.</summary>
    public async Task<bool> ReleaseAsync(InstanceRequest request, CancellationToken cancellationToken)
    {
        if (await guard.ReleaseAsync(request, cancellationToken) is { } permit)
        {
            await permit.UnmarkAsync(cancellationToken);
        }

        return true;
    }

    private static InstanceFacts Facts(Instance instance, Disk disk) =>
        new(instance.Status, instance.ImageId, disk.DiskId, disk.Size, disk.Encrypted, disk.KMSKeyId.Length == 0 ? null : disk.KMSKeyId);
}
