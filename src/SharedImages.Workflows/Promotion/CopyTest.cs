namespace SharedImages.Workflows;

/// <summary>Tests a region's copy on an instance of its own, which is launched for it and deleted after it, whatever came of the test.</summary>
/// <param name="input">Whose region it is.</param>
/// <param name="test">How it is tested.</param>
internal sealed class CopyTest(CopyToRegionInput input, CopyTestInput test)
{
    private (string ImageId, IReadOnlyList<CommandResult> Results)? passed;
    private int rounds;

    /// <summary>What came of each command. A copy that has passed is not tested again by this run.</summary>
    /// <exception cref="StepFailedException">It did not pass, could not be tested, or its instance could not be deleted.</exception>
    public async Task<IReadOnlyList<CommandResult>> RunAsync(string imageId)
    {
        if (passed is { } before && before.ImageId == imageId)
        {
            return before.Results;
        }

        IReadOnlyList<CommandResult> results;
        StepFailedException? failure;
        IReadOnlyList<Leftover> left;
        do
        {
            (results, failure, left) = await OnceAsync(imageId);
        }
        while (failure is not null && left.Count == 0 && CopyTestRules.IsLate(failure));

        if (failure is not null)
        {
            throw new StepFailedException(SmokeTest.Step, CopyTestRules.Failed(input.Region, failure.Error, left), failure);
        }

        passed = left.Count == 0 ? (imageId, results) : throw new StepFailedException(SmokeTest.Step, CopyTestRules.Left(input.Region, left));
        return results;
    }

    private async Task<(IReadOnlyList<CommandResult> Results, StepFailedException? Failure, IReadOnlyList<Leftover> Left)> OnceAsync(string imageId)
    {
        var groups = new InstanceGroups(CopyUseRules.TestLaunch(input, test, imageId, WorkflowTime.Now), ContractNames.WorkflowId(input.Promotion, input.Version));
        IReadOnlyList<CommandResult> results = [];
        StepFailedException? failure = null;
        IReadOnlyList<Leftover> left;
        try
        {
            await groups.LaunchAsync(_ => { });
            results = await new SmokeTest(input.Region, input.Account, test.Test, rounds++).RunAsync(groups.Living);
        }
        catch (StepFailedException e)
        {
            failure = e;
        }
        finally
        {
            left = (await groups.RemoveAsync()).Left;
        }

        return (results, failure, left);
    }
}
