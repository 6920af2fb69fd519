namespace SharedImages.Workflows;

/// <summary>The system disk of one instance through its part: which it has, which has been asked for, and which this run has given it.</summary>
internal sealed class PartDisk(InstanceSteps steps, PartBoard board)
{
    private DiskWish? sent;

    /// <summary>The disk that it has.</summary>
    public string Id { get; private set; } = "";

    /// <summary>The image of that disk.</summary>
    public string ImageId { get; private set; } = "";

    /// <summary>The disk that this run has given it last; null = none.</summary>
    public string? GivenId { get; private set; }

    /// <summary>How many disks this run has asked for in vain or with success: a client token may stay failed after a refusal (facts §1.10).</summary>
    public int Generation { get; private set; }

    /// <summary>Whether one was asked for of which nobody knows whether it comes.</summary>
    public bool IsAwaited => sent is not null;

    /// <summary>Whether somebody has decided not to wait for it any longer.</summary>
    public bool IsGivenUp { get; private set; }

    /// <summary>What it has at first.</summary>
    /// <param name="facts">What ECS says.</param>
    /// <param name="isGiven">Whether this run has given it that disk before.</param>
    public void Begin(InstanceFacts facts, bool isGiven) => (Id, ImageId, GivenId) = (facts.DiskId, facts.ImageId, isGiven ? facts.DiskId : null);

    /// <summary>Gives it another one. The disk that goes is the same in every try, so one that has gone already is not replaced once more.</summary>
    public async Task ReplaceAsync(DiskWish wish, int size)
    {
        (sent, IsGivenUp) = (wish, false);
        while (true)
        {
            try
            {
                Take(await steps.ReplaceAsync(Id, wish, size, Generation));
                Generation++;
                return;
            }
            catch (StepFailedException failure) when (failure.Error.Kind == StepErrorKind.Stalled)
            {
                // ECS may still be at it, and as long as it is nothing else can be done to the instance.
                if (await board.ParkAsync(failure, CancellationToken.None) != ResolveAction.Retry)
                {
                    IsGivenUp = true;
                    throw;
                }
            }
            catch (StepFailedException failure) when (failure.Error.IsAnswered())
            {
                Generation++;
                throw;
            }
        }
    }

    /// <summary>
    /// Sees whether a disk that is awaited has come; not null = that could not be seen, and somebody has given it up. While the instance is
    /// stopped it may come yet; of one that runs ECS replaces none (facts §2.12).
    /// </summary>
    public async Task<StepFailedException?> SeeAsync() => sent is null ? null : await board.DoAsync(async () =>
    {
        var facts = await steps.ReadAsync();
        if (facts.DiskId != Id)
        {
            Take(facts.DiskId);
        }
        else if (facts.Status == InstanceFacts.Running)
        {
            sent = null;
        }
    });

    // What it is made of is known from what was asked for: the instance shows its image only when the disk is ready (facts §2.12).
    private void Take(string disk) => (Id, GivenId, ImageId, sent, IsGivenUp) = (disk, disk, sent!.ImageId, null, false);
}
