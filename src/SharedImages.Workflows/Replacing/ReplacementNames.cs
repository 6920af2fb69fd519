namespace SharedImages.Workflows;

/// <summary>The names of a replacement that other languages and operators use. Public API, as <see cref="ContractNames"/> are.</summary>
public static class ReplacementNames
{
    /// <summary>Workflow type of a replacement.</summary>
    public const string ReplaceSystemDisks = "ReplaceSystemDisks";

    /// <summary>Workflow type of the part of a replacement that has up to 100 of its instances.</summary>
    public const string ReplaceWindow = "ReplaceWindow";

    /// <summary>Workflow type of one instance's part.</summary>
    public const string ReplaceSystemDisk = "ReplaceSystemDisk";

    /// <summary>The item that stands for the replacement itself in rows and decisions.</summary>
    public const string Item = "replacement";

    /// <summary>The step at which a replacement waits for a decision on its canary.</summary>
    public const string CanaryStep = "canary";

    /// <summary>Signal of a replacement to a window: more places, or no more instances.</summary>
    public const string WindowOrders = "WindowOrders";

    /// <summary>Signal of a window to its replacement.</summary>
    public const string WindowChanged = "WindowChanged";

    /// <summary>Signal of an instance's workflow to its window.</summary>
    public const string InstanceChanged = "InstanceChanged";

    /// <summary>First part of the workflow ids of replacements and of instances.</summary>
    public const string Prefix = "replace";

    /// <summary>Tag of an instance while its disk is replaced: first run id of the replacement.</summary>
    public const string RunMark = Lineage.Prefix + "replacement-run";

    /// <summary>Tag of an instance while its disk is replaced: name of the deployment that does it.</summary>
    public const string InstallationMark = Lineage.Prefix + "replacement-installation";

    /// <summary>Tag of the snapshot of an old disk: the instance that it was the disk of, which is not told by a disk that is gone.</summary>
    public const string InstanceMark = Lineage.Prefix + "replacement-instance";

    /// <summary>Tag of the snapshot of an old disk: client token of the step that made it. Another round makes its own, for the disk may have been written to since.</summary>
    public const string StepMark = Lineage.Prefix + "replacement-step";

    /// <summary>The only workflow id that a replacement of this name and version may have.</summary>
    public static string WorkflowId(string name, string version) => ContractNames.OperationId(Prefix, name, version);

    /// <summary>The workflow id of a replacement's window.</summary>
    /// <param name="workflowId">Id of the replacement.</param>
    /// <param name="run">Its first run id: a window of an earlier run may still be ending.</param>
    /// <param name="number">Which window.</param>
    public static string WindowWorkflowId(string workflowId, string run, int number) => $"{workflowId}/windows/{run}/{number}";

    /// <summary>The only workflow id that an instance's part may have: Temporal lets one of it run, so no instance is in two replacements of a namespace.</summary>
    public static string InstanceWorkflowId(string account, string region, string instanceId) => $"{Prefix}/{account}/{region}/{instanceId}";
}
