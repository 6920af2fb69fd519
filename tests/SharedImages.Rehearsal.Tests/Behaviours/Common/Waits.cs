using Temporalio.Workflows;

namespace SharedImages.Rehearsal.Tests;

/// <summary>Runs until it is told to go on, and returns what it was told.</summary>
[Workflow]
internal sealed class Waits
{
    private readonly List<string> words = [];

    [WorkflowRun]
    public async Task<string> RunAsync()
    {
        await Workflow.WaitConditionAsync(() => words.Count > 0);
        return string.Join(", ", words);
    }

    [WorkflowSignal]
    public Task GoAsync(string word)
    {
        words.Add(word);
        return Task.CompletedTask;
    }

    [WorkflowQuery]
    public string Heard() => string.Join(", ", words);
}
