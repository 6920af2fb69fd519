using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>What a promotion would do.</summary>
internal static class PromotionPlan
{
    public static async Task<OperationPlan> MakeAsync(PromotionSpec spec, PlanSteps steps)
    {
        var admission = new PromotionAdmission(spec, new(steps), steps.Refuse);
        IReadOnlyList<PlannedItem> items = [];
        await steps.GatherAsync(() => admission.RunAsync(_ => { }));
        if (admission.Source is { } source)
        {
            await steps.GatherAsync(async () =>
            {
                items = await steps.RunAsync("look up", OwnSteps.BeforeWrites, () => new PromotionItems(spec, admission).FindAsync());
                items = await WithSharesAsync(spec, admission, items, steps);
                items = await WithTimesAsync(source, items, steps);
            });
        }

        return steps.Plan(spec, items) with
        {
            Source = admission.PlannedSource,
            Notes = items.Any(item => item.Route is PlanRoute.Current or PlanRoute.Adopt)
                ? ["What is there is compared with its source when the promotion runs, and what has changed is set right."]
                : [],
        };
    }

    /// <summary>A finished copy still has something to come when it is not shared with all.</summary>
    private static async Task<IReadOnlyList<PlannedItem>> WithSharesAsync(PromotionSpec spec, PromotionAdmission admission, IReadOnlyList<PlannedItem> items, PlanSteps steps)
    {
        var there = items.Where(item => item.Route == PlanRoute.Current && spec.Targets.Any(target => target.Region == item.Item)).ToList();
        if (spec.Share.Accounts.Count == 0 || there.Count == 0)
        {
            return items;
        }

        var request = new SurveySharesRequest(admission.Identity!.Account, [.. there.Select(item => new ImageRef(item.Item, item.ImageId!))], spec.Share.Accounts, []);
        var survey = await steps.RunAsync("check shares", OwnSteps.BeforeWrites, () => Workflow.ExecuteActivityAsync(
            (ISharingActivities a) => a.SurveySharesAsync(request), StepOptions.Read($"see whom {there.Count} images are shared with")));
        return [.. items.Select(item => survey.Images.FirstOrDefault(image => image.Region == item.Item && image.ImageId == item.ImageId) is { } shares
            && spec.Share.Accounts.Except(shares.Accounts, StringComparer.Ordinal).ToList() is { Count: > 0 } missing
                ? item with { Route = PlanRoute.Adopt, Note = $"to be shared with {string.Join(", ", missing)}" }
                : item)];
    }

    /// <summary>What copies of that size between these regions have taken, where one was seen; else nothing is said.</summary>
    private static async Task<IReadOnlyList<PlannedItem>> WithTimesAsync(SourceImage source, IReadOnlyList<PlannedItem> items, PlanSteps steps)
    {
        var copies = items.Where(item => item.Route is PlanRoute.Intake or PlanRoute.Copy).ToList();
        if (copies.Count == 0 || PromotionItemRules.Size(source) is not { } size)
        {
            return items;
        }

        var routes = copies.Select(item => new CopyRoute(source.Region, item.Item, size)).ToList();
        var times = await steps.RunAsync("estimate", OwnSteps.BeforeWrites, () => Workflow.ExecuteActivityAsync(
            (IPromotionActivities a) => a.EstimateCopiesAsync(routes), StepOptions.Read("ask what such copies have taken")));
        var known = copies.Zip(times).ToDictionary(pair => pair.First.Item, pair => pair.Second, StringComparer.Ordinal);
        return [.. items.Select(item => known.GetValueOrDefault(item.Item) is { } time ? item with { Seconds = (int)Math.Ceiling(time.TotalSeconds) } : item)];
    }
}
