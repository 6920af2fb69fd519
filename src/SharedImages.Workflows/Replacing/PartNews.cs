using System.Text.Json;
using Microsoft.Extensions.Logging;
using Temporalio.Converters;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>What the workflows of a replacement tell each other, by signal.</summary>
internal static class PartNews
{
    /// <summary>An instance parks, or goes on.</summary>
    public static Task TellAsync(ItemProgress now) => SendAsync(ReplacementNames.InstanceChanged, now, now.Item);

    /// <summary>Sends it; one that cannot be sent is logged, for the part still ends in order.</summary>
    public static async Task SendAsync(string signal, object news, string of)
    {
        if (Workflow.Info.Parent is not { } parent)
        {
            return;
        }

        try
        {
            await Workflow.GetExternalWorkflowHandle(parent.WorkflowId, parent.RunId).SignalAsync(signal, [news], new() { CancellationToken = CancellationToken.None });
        }
        catch (FailureException e)
        {
            Workflow.Logger.LogWarning("{Item}: {Parent} cannot be told: {Message}", of, parent.WorkflowId, e.Message);
        }
    }

    /// <summary>Reads what was told; null = it cannot be read, and is ignored, for anybody can send a signal.</summary>
    public static T? Read<T>(IRawValue raw)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(raw.Payload.Data.Span, ContractJson.Options);
        }
        catch (JsonException e)
        {
            Workflow.Logger.LogWarning("A signal is ignored: {Message}", e.Message);
            return null;
        }
    }
}
