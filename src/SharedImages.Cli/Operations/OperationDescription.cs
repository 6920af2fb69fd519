using SharedImages.Workflows;
using Temporalio.Api.Enums.V1;

namespace SharedImages.Cli;

/// <summary>What Temporal itself knows of a run, when no worker can be asked.</summary>
internal sealed record OperationDescription
{
    public string ApiVersion { get; } = ContractNames.ApiVersion;

    public string Kind { get; } = nameof(OperationDescription);

    public required RunFacts Run { get; init; }

    public required WorkflowExecutionStatus Status { get; init; }

    /// <summary>Why there is no more than this; null when what cannot go on says it.</summary>
    public string? Notice { get; init; }

    /// <summary>What of it cannot go on.</summary>
    public IReadOnlyList<FailingTask> Failing { get; init; } = [];

    public string? Phase { get; init; }

    public IReadOnlyList<string> Regions { get; init; } = [];

    public bool Parked { get; init; }

    public string? SourceImageId { get; init; }

    public string? SourceOwner { get; init; }

    public string? SpecDigest { get; init; }

    public IReadOnlyList<PendingStep> Pending { get; init; } = [];

    /// <param name="description">As Temporal describes the run.</param>
    /// <param name="ui">Null = not known.</param>
    /// <param name="view">What was seen of it; null of one that has ended.</param>
    public static async Task<OperationDescription> OfAsync(RunDescription description, WebUi? ui, OperationView? view = null)
    {
        var attributes = description.TypedSearchAttributes;
        return new()
        {
            Run = RunFacts.Of(description, ui),
            Status = description.Status,
            Notice = view?.Notice,
            Failing = view?.Failing ?? [],
            Phase = attributes.TryGetValue(ContractNames.PhaseAttribute, out var phase) ? phase : null,
            Regions = attributes.TryGetValue(ContractNames.RegionsAttribute, out var regions) ? [.. regions] : [],
            Parked = attributes.TryGetValue(ContractNames.ParkedAttribute, out var parked) && parked,
            SourceImageId = attributes.TryGetValue(ContractNames.SourceAttribute, out var image) ? image : null,
            SourceOwner = attributes.TryGetValue(ContractNames.OwnerAttribute, out var owner) ? owner : null,
            SpecDigest = description.Memo.TryGetValue(ContractNames.SpecDigestMemo, out var digest) ? await digest.ToValueAsync<string>() : null,
            Pending = view?.Pending ?? [],
        };
    }

    /// <summary>For people.</summary>
    public IEnumerable<string> Lines()
    {
        if (Notice is not null)
        {
            yield return Notice;
        }

        yield return $"What Temporal knows of {Run.WorkflowId}:";
        yield return $"  {Words.Of(Status)}{(Phase is null ? "" : $", phase {Phase}")}{(Parked ? ", something waits for a decision" : "")}";
        yield return SourceOwner is null ? $"  in {string.Join(", ", Regions)}" : $"  image {SourceImageId ?? "not found yet"} of {SourceOwner}, to {string.Join(", ", Regions)}";
        if (SpecDigest is not null)
        {
            yield return $"  spec {SpecDigest}";
        }

        foreach (var step in Pending)
        {
            yield return "  " + Line(step);
        }

        foreach (var line in Run.Lines())
        {
            yield return line;
        }
    }

    private string Line(PendingStep step)
    {
        var line = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{(step.Item.Length == 0 ? OperationKinds.OfWorkflowId(Run.WorkflowId)?.Kind.Item : step.Item)}: {step.Step}, attempt {step.Attempt}");
        var copy = step.Copy is { } seen ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $", {seen.Status} {seen.Progress} %, seen {Words.Of(seen.SeenAt)}") : "";
        return line + copy + (step.LastFailure is { } failure ? $": {failure}" : "");
    }
}
