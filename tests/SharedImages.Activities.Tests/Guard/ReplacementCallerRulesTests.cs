using SharedImages.Workflows;

namespace SharedImages.Activities.Tests;

public sealed class ReplacementCallerRulesTests
{
    private static readonly RunFacts Root = Run("replace/web/1", ReplacementNames.ReplaceSystemDisks);
    private static readonly RunFacts Window = Run("replace/web/1/windows/run/0", ReplacementNames.ReplaceWindow);
    private static readonly RunFacts Part = Run("replace/1/cn-hangzhou/i-1", ReplacementNames.ReplaceSystemDisk);

    public static TheoryData<string, string?> Rows => new()
    {
        { "root", null },
        { "part window root", null },
        { "", "no workflow of ours called it" },
        { "part", "replace/1/cn-hangzhou/i-1 was not started by a window of a replacement" },
        { "part root", "replace/1/cn-hangzhou/i-1 was not started by a window of a replacement" },
        { "part window", "replace/web/1/windows/run/0 (ReplaceWindow) is no replacement" },
        { "part window promotion", "promote/web/1 (PromoteImage) is no replacement" },
        { "part window oddRoot", "replace/web (ReplaceSystemDisks) is no replacement" },
        { "part otherWindow root", "replace/db/1/windows/run/0 is not a window of replace/web/1" },
        { "plan", "plan/replace/web/1/once (PlanOperation) is no replacement" },
        { "promotion", "promote/web/1 (PromoteImage) is no replacement" },
        { "window root", "replace/web/1 (ReplaceSystemDisks) is no replacement" },
        { "part window root root", "replace/web/1 (ReplaceSystemDisks) is no replacement" },
        { "part window foreignRoot", "replace/web/1 is run by the workers of task queue foreign, not of q" },
        { "foreignPart window root", "replace/1/cn-hangzhou/i-1 is run by the workers of task queue foreign, not of q" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Refuse(string chain, string? refusal) =>
        ReplacementCallerRules.Refuse([.. chain.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Of)], "q").ShouldBe(refusal);

    private static RunFacts Of(string name) => name switch
    {
        "root" => Root,
        "window" => Window,
        "part" => Part,
        "plan" => Run("plan/replace/web/1/once", PlanNames.PlanOperation),
        "foreignRoot" => Root with { TaskQueue = "foreign" },
        "foreignPart" => Part with { TaskQueue = "foreign" },
        "oddRoot" => Root with { WorkflowId = "replace/web" },
        "otherWindow" => Window with { WorkflowId = "replace/db/1/windows/run/0" },
        _ => Run("promote/web/1", ContractNames.PromoteImage),
    };

    private static RunFacts Run(string id, string type) => new(id, type, "q", "run", DateTimeOffset.UnixEpoch, RunState.Open, null);
}
