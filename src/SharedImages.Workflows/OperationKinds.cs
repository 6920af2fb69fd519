namespace SharedImages.Workflows;

/// <summary>The one list of what can be asked for; worker, guard, program and rehearsal take it from here.</summary>
public static class OperationKinds
{
    /// <summary>Promotions.</summary>
    public static OperationKind Promotion { get; } = new(
        PromotionSpec.SpecKind,
        ContractNames.PromotionPrefix,
        "regions",
        typeof(PromoteImageWorkflow),
        [typeof(CopyToRegionWorkflow)],
        [typeof(IPromotionActivities), typeof(IEffectActivities)],
        [typeof(ILaunchActivities), typeof(IInstanceActivities), typeof(ITestActivities)],
        document => PromotionSpecReader.Read(document).Widened(),
        (now, before) => SpecAddition.OnlyAdds((PromotionSpec)now, (PromotionSpec)before));

    /// <summary>Launches. One that has completed is not launched again: the same request is the same run.</summary>
    public static OperationKind Launch { get; } = new(
        LaunchSpec.SpecKind,
        ContractNames.LaunchPrefix,
        "regions",
        typeof(LaunchInstancesWorkflow),
        [],
        [typeof(ILaunchActivities), typeof(IInstanceActivities), typeof(IImageActivities), typeof(ITestActivities)],
        [],
        document => LaunchSpecReader.Read(document).Widened(),
        (_, _) => false);

    /// <summary>Images shared with accounts and taken back. The same again acts again: what is so already is left alone.</summary>
    public static OperationKind Sharing { get; } = new(
        SharingSpec.SpecKind,
        ContractNames.SharingPrefix,
        "images",
        typeof(ShareImagesWorkflow),
        [],
        [typeof(ISharingActivities), typeof(IImageActivities)],
        [],
        document => SharingSpecReader.Read(document).Widened(),
        OnlyAdds: null);

    /// <summary>Replacements.</summary>
    public static OperationKind Replacement { get; } = new(
        ReplacementSpec.SpecKind,
        ReplacementNames.Prefix,
        "instances",
        typeof(ReplaceSystemDisksWorkflow),
        [typeof(ReplaceWindowWorkflow), typeof(ReplaceSystemDiskWorkflow)],
        [typeof(IReplacementActivities), typeof(IImageActivities), typeof(ITestActivities)],
        [],
        document => ReplacementSpecReader.Read(document).Widened(),
        OnlyAdds: null);

    /// <summary>Refreshes. A later run is about what there is then.</summary>
    public static OperationKind Refresh { get; } = new(
        RefreshSpec.SpecKind,
        ContractNames.RefreshPrefix,
        "regions",
        typeof(RefreshImagesWorkflow),
        [typeof(ScheduledRefreshWorkflow)],
        [typeof(IRefreshActivities)],
        [],
        document => RefreshSpecReader.Read(document).Widened(),
        OnlyAdds: null)
    {
        HasVersion = false,
    };

    /// <summary>Retirements. What one has left because it was kept, another run looks at again.</summary>
    public static OperationKind Retirement { get; } = new(
        RetirementSpec.SpecKind,
        ContractNames.RetirementPrefix,
        "images",
        typeof(RetireImagesWorkflow),
        [],
        [typeof(IRetirementActivities), typeof(IEffectActivities)],
        [],
        document => RetirementSpecReader.Read(document).Widened(),
        OnlyAdds: null);

    /// <summary>Channels moved from one version of an image to another. The same again acts again.</summary>
    public static OperationKind Channel { get; } = new(
        ChannelSpec.SpecKind,
        ChannelNames.Prefix,
        "regions",
        typeof(SetChannelWorkflow),
        [typeof(ChannelHistoryWorkflow)],
        [typeof(IChannelActivities)],
        [],
        document => ChannelSpecReader.Read(document).Widened(),
        OnlyAdds: null);

    /// <summary>Recalls. The same again acts again: what came of the image since is found then.</summary>
    public static OperationKind Recall { get; } = new(
        RecallSpec.SpecKind,
        RecallNames.Prefix,
        "images",
        typeof(RecallImagesWorkflow),
        [typeof(RecallRegisterWorkflow)],
        [typeof(IRecallActivities)],
        [typeof(IRefreshActivities)],
        document => RecallSpecReader.Read(document).Widened(),
        OnlyAdds: null);

    /// <summary>Sweeps. Each looks at what is there then.</summary>
    public static OperationKind Sweep { get; } = new(
        SweepSpec.SpecKind,
        SweepNames.Prefix,
        "leftovers",
        typeof(SweepLeftoversWorkflow),
        [],
        [typeof(ISweepActivities), typeof(IEffectActivities)],
        [],
        document => SweepSpecReader.Read(document).Widened(),
        OnlyAdds: null)
    {
        HasVersion = false,
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<OperationKind> All { get; } = [Promotion, Launch, Sharing, Replacement, Refresh, Retirement, Channel, Recall, Sweep];

    /// <summary>The workflow classes that a worker runs: those of all kinds with their children, and the plan.</summary>
    public static IReadOnlyList<Type> Workflows { get; } = [.. All.SelectMany(kind => kind.Children.Prepend(kind.Workflow)), typeof(PlanOperationWorkflow)];

    /// <summary>The kind of a spec.</summary>
    public static OperationKind Of(IOperationSpec spec) => All.Single(kind => kind.Name == spec.Kind);

    /// <summary>Kind, name and version of the operation that has this workflow id; null when it is no operation's.</summary>
    public static (OperationKind Kind, string Name, string Version)? OfWorkflowId(string workflowId) =>
        workflowId.Split('/') switch
        {
            [var word, { Length: > 0 } name, { Length: > 0 } version] when All.FirstOrDefault(kind => kind.HasVersion && kind.Word == word) is { } kind => (kind, name, version),
            [var word, { Length: > 0 } name] when All.FirstOrDefault(kind => !kind.HasVersion && kind.Word == word) is { } kind => (kind, name, ""),
            _ => null,
        };

    /// <summary>Reads a spec of any kind: by what its field <c>kind</c> says.</summary>
    public static SpecReading<IOperationSpec> Read(SpecDocument document)
    {
        if (document.Root is not SpecMap root || KindOf(root) is not { } node)
        {
            // Whatever is wrong with it, a reader says.
            return All[0].Read(document);
        }

        return All.FirstOrDefault(kind => node is SpecScalar { Kind: SpecScalarKind.Text } text && text.Text == kind.Name) is { } known
            ? known.Read(document)
            : new(null, [new("kind", node.Line, node.Column, $"{SpecFields.Describe(node)} is not a kind known here", $"write kind: {string.Join(" or ", All.Select(kind => kind.Name))}")]);
    }

    private static SpecNode? KindOf(SpecMap root) => root.Entries.FirstOrDefault(entry => entry.Name == "kind")?.Value;
}
