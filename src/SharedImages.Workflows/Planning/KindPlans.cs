namespace SharedImages.Workflows;

/// <summary>What operations would do whose admission tells all of it: launches, replacements, sharings and moves of channels.</summary>
internal static class KindPlans
{
    public static async Task<OperationPlan> MakeAsync(LaunchSpec spec, PlanSteps steps)
    {
        var admission = new LaunchAdmission(spec, steps, steps.Refuse);
        await steps.GatherAsync(() => admission.RunAsync(() => { }));
        return steps.Plan(spec, LaunchItemRules.Items(spec, admission.Regions));
    }

    public static async Task<OperationPlan> MakeAsync(ReplacementSpec spec, PlanSteps steps)
    {
        var admission = new ReplacementAdmission(spec, steps, steps.Refuse);
        await steps.GatherAsync(admission.RunAsync);
        return steps.Plan(spec, FleetItemRules.Items(admission.Fleet.Instances, admission.Disks)) with { Notes = admission.Fleet.Notices };
    }

    public static async Task<OperationPlan> MakeAsync(SharingSpec spec, PlanSteps steps)
    {
        var admission = new SharingAdmission(spec, steps, steps.Refuse);
        await steps.GatherAsync(admission.RunAsync);
        return steps.Plan(spec, SharingItemRules.Items(admission.Changes.Select(change => change.Change))) with { Notes = admission.Losses };
    }

    public static async Task<OperationPlan> MakeAsync(ChannelSpec spec, PlanSteps steps)
    {
        var survey = new ChannelSurvey("", [], [], [], []);
        await steps.GatherAsync(async () => survey = await new ChannelAdmission(spec, steps).RunAsync());
        steps.Refuse(survey.Refusals);
        return steps.Plan(spec, ChannelItemRules.Items(survey.Places)) with { Notes = survey.Unchecked };
    }
}
