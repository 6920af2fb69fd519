using System.Text.Json;
using Microsoft.Extensions.Logging;
using Temporalio.Converters;
using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>Where one item is: row of the board, and payload of the <c>RegionChanged</c> signal. An item is a part of an operation – a region, an image – or the operation itself.</summary>
public sealed record ItemProgress
{
    /// <summary>The part; <see cref="ContractNames.OwnItem"/> for a step of the operation itself, which has a row only while it is parked.</summary>
    public required string Item { get; init; }

    /// <summary>Intake or distribution; null where nothing is copied.</summary>
    public Hop? Hop { get; init; }

    /// <summary>Where it is. As a promotion shows it: <c>Copying</c> until the region parks or ends; the region's own query tells the steps between.</summary>
    public required ItemState State { get; init; }

    /// <summary>The image, once known. A promotion knows it when the region parks or ends; before that, the region's own query tells it.</summary>
    public string? ImageId { get; init; }

    /// <summary>True when an earlier run made the image.</summary>
    public bool Adopted { get; init; }

    /// <summary>How many times the copy was begun anew.</summary>
    public int Generation { get; init; }

    /// <summary>When parked or failed: the step that failed. A decision names it.</summary>
    public string? Step { get; init; }

    /// <summary>When parked: since when.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>When parked or failed: why, and what to do.</summary>
    public StepError? Error { get; init; }

    /// <summary>When parked: the decisions that can be taken.</summary>
    public IReadOnlyList<ResolveAction> Actions { get; init; } = [];

    /// <summary>Reads what another workflow tells; null when it cannot be read, because anybody can send a signal.</summary>
    internal static ItemProgress? Read(IRawValue news)
    {
        try
        {
            return JsonSerializer.Deserialize<ItemProgress>(news.Payload.Data.Span, ContractJson.Options);
        }
        catch (JsonException e)
        {
            Workflow.Logger.LogWarning("News ignored: {Message}", e.Message);
            return null;
        }
    }

    /// <summary>The same, going on after a decision.</summary>
    internal ItemProgress Resumed() => this with { State = ItemState.Copying, Step = null, Since = null, Error = null, Actions = [] };
}
