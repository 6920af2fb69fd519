namespace SharedImages.Workflows;

/// <summary>The names of recalls that other languages and operators use. Public API, as <see cref="ContractNames"/> are.</summary>
public static class RecallNames
{
    /// <summary>Workflow type of a recall.</summary>
    public const string RecallImages = "RecallImages";

    /// <summary>Workflow type of the register of recalls.</summary>
    public const string RecallRegister = "RecallRegister";

    /// <summary>First part of the workflow ids of recalls.</summary>
    public const string Prefix = "recall";

    /// <summary>First part of the workflow ids of registers.</summary>
    public const string RegisterPrefix = "recalls";

    /// <summary>Update of a register: images that must not be used, and why.</summary>
    public const string Add = "Add";

    /// <summary>Update of a register: what a recall has put there is taken out. Answers what it was.</summary>
    public const string Remove = "Remove";

    /// <summary>Query of a register: what recalls have put there.</summary>
    public const string Recalls = "Recalls";

    /// <summary>Memo key of a register: the ids of all images that must not be used.</summary>
    public const string RecalledMemo = "recalled";

    /// <summary>The name of a recall of one image; its version is the image's id.</summary>
    public const string OneImage = "image";

    /// <summary>The workflow id of the register that the workers of a task queue go by: they act for one account.</summary>
    public static string RegisterId(string taskQueue) => $"{RegisterPrefix}/{taskQueue}";
}
