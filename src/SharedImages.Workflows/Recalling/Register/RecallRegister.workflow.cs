using System.Text.Json;
using Microsoft.Extensions.Logging;
using Temporalio.Converters;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>
/// Knows which images must not be used. The guard reads its memo before anything is taken or shared, and refuses when it is not there, so it
/// never ends: every worker begins it when it starts, but for one that somebody has ended.
/// </summary>
[Workflow(RecallNames.RecallRegister)]
public sealed class RecallRegisterWorkflow
{
    /// <summary>After so many changes a new run begins, with what is known: histories of runs are bounded.</summary>
    private const int MaxChanges = 200;

    private static readonly JsonSerializerOptions Complete = new(ContractJson.Options) { RespectRequiredConstructorParameters = true };

    private RecallBook book;
    private int changes;

    /// <summary>Takes over what the run before knew, before any update is handled.</summary>
    /// <param name="carried">A <see cref="RecallBook"/>; null = there was none.</param>
    [WorkflowInit]
    public RecallRegisterWorkflow(IRawValue? carried = null) => book = carried is null ? RecallBook.Empty : Read<RecallBook>(carried) ?? RecallBook.Empty;

    /// <summary>What recalls have put there.</summary>
    [WorkflowQuery(RecallNames.Recalls)]
    public RecallBook Recalls => book;

    /// <summary>Waits for recalls.</summary>
    /// <param name="carried">See the constructor.</param>
    [WorkflowRun]
    public async Task RunAsync(IRawValue? carried = null)
    {
        if (!Workflow.Info.WorkflowId.StartsWith(RecallNames.RegisterId(""), StringComparison.Ordinal))
        {
            throw new ApplicationFailureException($"{Workflow.Info.WorkflowId} is no id of a register of recalls; workers begin theirs themselves", errorType: ContractNames.Refused, nonRetryable: true);
        }

        Show();
        await Workflow.WaitConditionAsync(() => changes >= MaxChanges || Workflow.ContinueAsNewSuggested);
        await Workflow.WaitConditionAsync(() => Workflow.AllHandlersFinished);
        // A memo that was upserted does not go with the run to the next one.
        throw Workflow.CreateContinueAsNewException(RecallNames.RecallRegister, [book], new() { Memo = new Dictionary<string, object>(StringComparer.Ordinal) { [RecallNames.RecalledMemo] = book.ImageIds } });
    }

    /// <summary>Images that must not be used.</summary>
    /// <param name="entry">A <see cref="RecallEntry"/>.</param>
    [WorkflowUpdate(RecallNames.Add)]
    public Task AddAsync(IRawValue entry)
    {
        Change(book.With(Read<RecallEntry>(entry)!));
        return Task.CompletedTask;
    }

    /// <summary>Refuses what cannot be read, or has no room, before anything is noted.</summary>
    [WorkflowUpdateValidator(nameof(AddAsync))]
    public void ValidateAdd(IRawValue entry)
    {
        if (Read<RecallEntry>(entry) is not { } read)
        {
            throw new ApplicationFailureException("this is no entry of a register", errorType: ContractNames.Refused);
        }

        if (book.Refuse(read) is { } refusal)
        {
            throw new ApplicationFailureException(refusal, errorType: ContractNames.Refused);
        }
    }

    /// <summary>What a recall has put there is taken out; answers what it was, null = nothing.</summary>
    /// <param name="recall">Name and version of the recall.</param>
    [WorkflowUpdate(RecallNames.Remove)]
    public Task<RecallEntry?> RemoveAsync(string recall)
    {
        var entry = book.Of(recall);
        Change(book.Without(recall));
        return Task.FromResult(entry);
    }

    private void Change(RecallBook changed)
    {
        changes++;
        book = changed;
        Workflow.UpsertMemo(MemoUpdate.ValueSet(RecallNames.RecalledMemo, book.ImageIds));
        Show();
    }

    private static T? Read<T>(IRawValue raw)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(raw.Payload.Data.Span, Complete);
        }
        catch (JsonException e)
        {
            Workflow.Logger.LogWarning("Ignored: {Message}", e.Message);
            return null;
        }
    }

    private void Show() => Workflow.CurrentDetails = book.Entries.Count == 0
        ? "Nothing is recalled."
        : string.Join('\n', book.Entries.Select(entry => $"- {entry.Recall}: {Summaries.Count(entry.ImageIds.Count, "image")}{(entry.Reason is null ? "" : $" ({entry.Reason})")}"));
}
