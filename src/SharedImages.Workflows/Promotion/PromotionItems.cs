using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>What a promotion that has been admitted would do in each region: it asks as the regions themselves do, and writes nothing.</summary>
/// <param name="spec">The promotion.</param>
/// <param name="admission">What was found before.</param>
internal sealed class PromotionItems(PromotionSpec spec, PromotionAdmission admission)
{
    /// <summary>The intake first, then the targets in the spec's order, then what is launched at the end.</summary>
    public async Task<IReadOnlyList<PlannedItem>> FindAsync()
    {
        var (source, identity) = (admission.Source!, admission.Identity!);
        var withIntake = admission.NeedsIntake;
        PlannedItem? intake = null;
        if (withIntake)
        {
            intake = await ItemAsync(PlanRules.Intake(spec, source, identity));
        }

        // What is to be copied has no id before it is there; that does not matter to what is asked.
        var from = withIntake ? intake!.ImageId ?? source.ImageId : source.ImageId;
        var copies = await Workflow.WhenAllAsync(PlanRules.Distribution(spec, source, identity, from, withIntake).Select(ItemAsync));
        return [.. (PlannedItem[])(intake is null ? [] : [intake]), .. copies, .. PromotionItemRules.Launched(spec)];
    }

    private async Task<PlannedItem> ItemAsync(CopyToRegionInput input)
    {
        // One that does not answer would hold up what is to be said of the others.
        if (admission.Targets.FirstOrDefault(verdict => verdict.Region == input.Region)?.Error is { } error)
        {
            return PromotionItemRules.Failing(input, error);
        }

        var steps = new CopySteps(input);
        var request = steps.Request(0);
        try
        {
            return PromotionItemRules.Of(input, CopyRules.Decide(await steps.FindAsync(request), input.Region, request.ImageName));
        }
        catch (StepFailedException failure)
        {
            return PromotionItemRules.Failing(input, failure.Error);
        }
    }
}
