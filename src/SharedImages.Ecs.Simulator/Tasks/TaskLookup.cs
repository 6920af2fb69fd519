namespace SharedImages.Ecs.Simulator;

/// <summary>Finds the task that a call names.</summary>
internal static class TaskLookup
{
    /// <summary>The caller's own task in a region.</summary>
    public static TaskRecord OwnTask(this Call call, string region) =>
        call.Cloud.Tasks.FindIn(region, call.Parameters.Required("TaskId")).FirstOrDefault(task => task.Owner == call.Account)
        ?? throw new ApiException(400, "InvalidTaskId.NotFound", "The specified task id is not found.");
}
