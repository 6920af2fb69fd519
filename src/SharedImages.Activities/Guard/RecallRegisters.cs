using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>What is said of a register of recalls that cannot be gone by. Without it nothing is taken or shared: nobody knows what was recalled. Pure.</summary>
internal static class RecallRegisters
{
    /// <summary>Why a register is none; null = it is one.</summary>
    /// <param name="run">What Temporal knows of it; null = nothing.</param>
    /// <param name="taskQueue">The queue whose workers go by it: whoever polls another decides what it says.</param>
    public static StepError? Refuse(RunFacts? run, string taskQueue) => run switch
    {
        null => Error(taskQueue, "is not there", "start a worker anew, which begins it"),
        { IsOpen: false } => Error(taskQueue, "has ended", "find out who ended it; then begin it anew (sharedimages init --recalls) and run the recalls again that it held"),
        _ when run.Type != RecallNames.RecallRegister || run.TaskQueue != taskQueue =>
            Error(taskQueue, $"is none: it is a {run.Type} of task queue {run.TaskQueue}", "find out who started that workflow, and terminate it; then begin the register anew (sharedimages init --recalls)"),
        _ => null,
    };

    private static StepError Error(string taskQueue, string what, string remedy) => new(
        StepErrorKind.Unreachable, $"the register of recalls ({RecallNames.RegisterId(taskQueue)}) {what}, so nothing is taken or shared", remedy);
}
