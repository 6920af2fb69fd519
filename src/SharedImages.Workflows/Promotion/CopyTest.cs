namespace SharedImages.Workflows;

/// <summary>Tests a region's copy on an instance of its own, which is launched for it and deleted after it, whatever came of the test.</summary>
/// <param name="input">Whose region it is.</param>
/// <param name="test">How it is tested.</param>
internal sealed class CopyTest(CopyToRegionInput input, CopyTestInput test)
{
    private int rounds;

    /// <summary>What came of each command.</summary>
    /// <exception cref="StepFailedException">It did not pass, could not be tested, or its instance could not be deleted.</exception>
    public async Task<IReadOnlyList<CommandResult>> RunAsync(string imageId)
    {
        var groups = new InstanceGroups(CopyUseRules.TestLaunch(input, test, imageId, WorkflowTime.Now), ContractNames.WorkflowId(input.Promotion, input.Version));
        IReadOnlyList<CommandResult> results;
        IReadOnlyList<Leftover> left = [];
        try
        {
            await groups.LaunchAsync(_ => { });
            results = await new SmokeTest(input.Region, input.Account, test.Test, rounds++).RunAsync(groups.Living);
        }
        catch (StepFailedException failure)
        {
            throw new StepFailedException(SmokeTest.Step, CopyTestRules.Failed(failure.Error), failure);
        }
        finally
        {
            left = (await groups.RemoveAsync()).Left;
        }

        return left.Count == 0 ? results : throw new StepFailedException(SmokeTest.Step, CopyTestRules.Left(input.Region, left));
    }
}
