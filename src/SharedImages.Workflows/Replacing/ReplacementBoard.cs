using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>A replacement's rows, kept in step with what operators see: board, phase and parked attributes.</summary>
internal sealed class ReplacementBoard(string name, string version)
{
    /// <summary>More parked instances are counted and not shown: the board travels in an address.</summary>
    private const int MaxShown = 8;
    private const int MaxLength = 4500;

    private OperationPhase phase = OperationPhase.Resolving;
    private ItemProgress? own;
    private string? imageId;
    private int total;
    private int done;
    private int failed;
    private int working;
    private IReadOnlyList<ItemProgress> parked = [];

    /// <summary>What a decision can be about: the replacement itself while it waits, and the parked instances.</summary>
    public IReadOnlyList<ItemProgress> Items => own is null ? parked : [own, .. parked];

    public OperationProgress Progress => new()
    {
        Operation = ReplacementSpec.SpecKind,
        Name = name,
        Version = version,
        Phase = phase,
        SourceImageId = imageId,
        WaitsForDecision = own is not null || (parked.Count > 0 && parked.Count == working),
        Fleet = total == 0 ? null : new(total, done, failed, working),
        Items = Items,
    };

    public void Enter(OperationPhase entered)
    {
        phase = entered;
        RunAttributes.Set(ContractNames.PhaseAttribute.ValueSet(entered.ToString()));
        Refresh();
    }

    public void End(OperationResult result)
    {
        (phase, own, parked, working) = (OperationPhase.Ended, null, [], 0);
        RunAttributes.Set(ContractNames.PhaseAttribute.ValueSet(phase.ToString()), ContractNames.OutcomeAttribute.ValueSet(result.Outcome.ToString()));
        Refresh();
        Workflow.Logger.LogInformation("Ended: {Summary}", result.Summary);
    }

    /// <summary>What is to be done is known.</summary>
    public void Plan(int instances, string image)
    {
        (total, imageId) = (instances, image);
        Refresh();
    }

    /// <summary>What the windows have told.</summary>
    public void Show(IReadOnlyList<WindowNews?> windows)
    {
        var told = windows.OfType<WindowNews>().ToList();
        (done, failed, working) = (told.Sum(window => window.Done), told.Sum(window => window.Failed), told.Sum(window => window.Working));
        parked = [.. told.SelectMany(window => window.Parked)];
        Refresh();
    }

    /// <summary>The replacement itself waits for a decision.</summary>
    public void Park(string step, StepError error, IReadOnlyList<ResolveAction> actions)
    {
        Workflow.Logger.LogInformation("Parked at {Step}: {Message}", step, error.Sentence());
        own = new() { Item = ReplacementNames.Item, State = ItemState.Parked, Step = step, Since = WorkflowTime.Now, Error = error, Actions = actions };
        Refresh();
    }

    /// <summary>The replacement itself goes on.</summary>
    public void Unpark()
    {
        own = null;
        Refresh();
    }

    private void Refresh()
    {
        RunAttributes.SetParked(Items.Min(row => row.Since));
        Workflow.CurrentDetails = Text(WorkflowTime.Now);
    }

    private string Text(DateTimeOffset asOf)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"**{name} {version}: {Headline()}**").AppendLine();
        foreach (var row in Items.Take(MaxShown))
        {
            Board.AppendDecision(text, row);
        }

        if (Items.Count > MaxShown)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"and {Items.Count - MaxShown} more that wait for a decision; the query Progress has all").AppendLine();
        }

        text.Append(Board.AsOf(asOf));
        return text.Length <= MaxLength ? text.ToString() : text.ToString(0, MaxLength) + "…";
    }

    private string Headline()
    {
        var tally = total == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {done} of {total} instances as asked, {failed} failed, {working} under way");
        return phase + tally + (Items.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {Items.Count} waiting for a decision"));
    }
}
