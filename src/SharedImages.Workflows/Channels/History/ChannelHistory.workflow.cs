using System.Text.Json;
using Microsoft.Extensions.Logging;
using Temporalio.Converters;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>
/// Knows where the channels of an image name are and how they got there. It never ends: <see cref="IChannelActivities.RecordChannelAsync"/>
/// starts it when it is not there, and tells it of each move. What it says is for people and programs; no operation goes by it.
/// </summary>
[Workflow(ChannelNames.ChannelHistory)]
public sealed class ChannelHistoryWorkflow
{
    /// <summary>After so many signals a new run begins, with what is known: histories of runs are bounded.</summary>
    private const int MaxSignals = 200;

    // What an older program sends and a newer one reads, or the other way round, may differ in what need not be there.
    private static readonly JsonSerializerOptions Complete = new(ContractJson.Options) { RespectRequiredConstructorParameters = true };

    private readonly string name;
    private ChannelBook book;
    private int signals;

    /// <summary>Takes over what the run before knew, before any signal is handled.</summary>
    /// <param name="carried">A <see cref="ChannelBook"/>; null = there was none.</param>
    [WorkflowInit]
    public ChannelHistoryWorkflow(IRawValue? carried = null)
    {
        name = Workflow.Info.WorkflowId.Split('/') is [ChannelNames.HistoryPrefix, var named] ? named : "";
        book = carried is null ? ChannelBook.Empty : Read<ChannelBook>(carried) ?? ChannelBook.Empty;
    }

    /// <summary>How the channels were moved.</summary>
    [WorkflowQuery(ChannelNames.Moves)]
    public ChannelMoves Moves => new(name, book.Moves);

    private ImageChannels Channels => new(name, book.Channels);

    /// <summary>Waits for moves.</summary>
    /// <param name="carried">See the constructor.</param>
    [WorkflowRun]
    public async Task RunAsync(IRawValue? carried = null)
    {
        if (name.Length == 0)
        {
            throw new ApplicationFailureException($"{Workflow.Info.WorkflowId} is no id of a history of channels; move a channel, and its history begins", errorType: ContractNames.Refused, nonRetryable: true);
        }

        Show();
        await Workflow.WaitConditionAsync(() => signals >= MaxSignals || Workflow.ContinueAsNewSuggested);
        // A memo that was upserted does not go with the run to the next one.
        throw Workflow.CreateContinueAsNewException(ChannelNames.ChannelHistory, [book], new() { Memo = new Dictionary<string, object>(StringComparer.Ordinal) { [ChannelNames.ChannelsMemo] = Channels } });
    }

    /// <summary>A channel was moved; what cannot be read is logged and ignored, because anybody can send a signal.</summary>
    [WorkflowSignal(ChannelNames.Moved)]
    public Task MovedAsync(IRawValue record)
    {
        signals++;
        if (Read<ChannelRecord>(record) is { } read && Lineage.Channels.Contains(read.Move.Channel, StringComparer.Ordinal))
        {
            book = book.With(read);
            Workflow.UpsertMemo(MemoUpdate.ValueSet(ChannelNames.ChannelsMemo, Channels));
            Show();
        }

        return Task.CompletedTask;
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

    private void Show() => Workflow.CurrentDetails =
        string.Join('\n', book.Channels.Select(channel => $"- {channel.Key}: {channel.Value.Version} in {Summaries.Count(channel.Value.Regions.Count, "region")}"));
}
