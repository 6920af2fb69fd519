namespace SharedImages.Ecs.Simulator;

/// <summary>A command as the simulator keeps it. One that is not kept can be invoked only once, by its own RunCommand.</summary>
/// <param name="CommandId">Its id.</param>
/// <param name="Owner">Its account.</param>
/// <param name="Region">Its region.</param>
/// <param name="Type">RunShellScript, RunPowerShellScript or RunBatScript.</param>
/// <param name="Content">As plain text.</param>
/// <param name="HasParameters">Whether <c>{{name}}</c> in it stands for a value.</param>
/// <param name="Timeout">After which it is ended, as given.</param>
/// <param name="IsKept">Whether InvokeCommand finds it.</param>
internal sealed record CommandRecord(string CommandId, string Owner, string Region, string Type, string Content, bool HasParameters, TimeSpan Timeout, bool IsKept)
{
    /// <summary>The system that it runs on.</summary>
    public string OSType => Type == "RunShellScript" ? "linux" : "windows";
}
