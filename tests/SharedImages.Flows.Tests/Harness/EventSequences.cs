using System.Text.Json;
using System.Text.RegularExpressions;
using Google.Protobuf;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;

namespace SharedImages.Flows.Tests;

/// <summary>
/// A history as text that two runs of the same scenario have in common: workflow-task events left out, each activity, child, timer, signal
/// and update in its own order, attributes without ids, times and whatever else differs from run to run on one and the same server.
/// </summary>
internal static partial class EventSequences
{
    private static readonly HashSet<string> Varying = [.. KnownDifference.All.SelectMany(difference => difference.Attributes)];

    /// <summary>What one has and the other has not, line by line.</summary>
    public static IReadOnlyList<string> Differences(IEnumerable<HistoryEvent> here, IEnumerable<HistoryEvent> there)
    {
        var (ours, theirs) = (Of(here), Of(there));
        return ours.SequenceEqual(theirs, StringComparer.Ordinal)
            ? []
            : [.. Without(ours, theirs).Select(line => "only here: " + line), .. Without(theirs, ours).Select(line => "only there: " + line)];
    }

    private static List<string> Without(IReadOnlyList<string> lines, IReadOnlyList<string> others)
    {
        var left = lines.ToList();
        foreach (var line in others)
        {
            left.Remove(line);
        }

        return left;
    }

    private static List<string> Of(IEnumerable<HistoryEvent> history)
    {
        var events = history.ToList();
        return [.. events
            .Where(e => !IsTask(e) && !IsOfAnotherFirst(e))
            .GroupBy(e => Owner(e, events))
            .Select(group => string.Join(" → ", group.Select(e => $"{e.EventType} {Attributes(e)}")))
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>What the event is a part of: an activity, child, timer, signal or update, by the event that began it; 0 = the workflow itself.</summary>
    private static long Owner(HistoryEvent e, List<HistoryEvent> events)
    {
        var attributes = AttributesOf(e);
        foreach (var field in (string[])["scheduled_event_id", "initiated_event_id", "accepted_event_id", "started_event_id"])
        {
            if (attributes.Descriptor.FindFieldByName(field)?.Accessor.GetValue(attributes) is long and > 0 and var cause && !IsTask(events[(int)cause - 1]))
            {
                return cause;
            }
        }

        return e.EventType
            is EventType.ActivityTaskScheduled or EventType.StartChildWorkflowExecutionInitiated or EventType.TimerStarted or EventType.WorkflowExecutionSignaled
            or EventType.WorkflowExecutionUpdateAccepted or EventType.SignalExternalWorkflowExecutionInitiated or EventType.RequestCancelExternalWorkflowExecutionInitiated
            ? e.EventId
            : 0;
    }

    private static bool IsTask(HistoryEvent e) => e.EventType.ToString().StartsWith("WorkflowTask", StringComparison.Ordinal);

    // One of several parked items was found to have parked before the others, or is not parked any more.
    private static bool IsOfAnotherFirst(HistoryEvent e) =>
        e.UpsertWorkflowSearchAttributesEventAttributes?.SearchAttributes.IndexedFields.Keys.Where(name => !IsChance(name)).SequenceEqual([ContractNames.ParkedSinceAttribute.Name]) ?? false;

    // How many of several parts had been done at that moment.
    private static bool IsChance(string name) => name == ContractNames.DoneAttribute.Name;

    private static IMessage AttributesOf(HistoryEvent e) =>
        (IMessage)HistoryEvent.Descriptor.Oneofs.Single(oneof => oneof.Name == "attributes").Accessor.GetCaseFieldDescriptor(e).Accessor.GetValue(e);

    private static string Attributes(HistoryEvent e)
    {
        using var json = JsonDocument.Parse(JsonFormatter.Default.Format(AttributesOf(e)));
        return Text(json.RootElement);
    }

    private static string Text(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object when element.TryGetProperty("metadata", out _) && element.TryGetProperty("data", out var data) => Mask(System.Text.Encoding.UTF8.GetString(data.GetBytesFromBase64())),
        JsonValueKind.Object => $"{{{string.Join(", ", element.EnumerateObject()
            .Where(property => !IsVarying(property.Name))
            .OrderBy(property => property.Name, StringComparer.Ordinal)
            .Select(property => (property.Name, Text: Text(property.Value)))
            .Where(property => property.Text is not "{}" and not "\"\"" and not "\"0s\"")
            .Select(property => $"{property.Name}: {property.Text}"))}}}",
        JsonValueKind.Array => $"[{string.Join(", ", element.EnumerateArray().Select(Text))}]",
        _ => Mask(element.GetRawText()),
    };

    private static bool IsVarying(string name) =>
        Varying.Contains(name) || IsChance(name) || name.EndsWith("EventId", StringComparison.Ordinal) || name.EndsWith("RunId", StringComparison.Ordinal) || name == "runId";

    // A duration that is a field of its own is a setting.
    private static string Mask(string text) => Setting.IsMatch(text) ? text : Changing.Replace(text, "~");

    [GeneratedRegex("^\"[0-9.]+s\"$", RegexOptions.CultureInvariant)]
    private static partial Regex Setting { get; }

    // In this order: times, GUIDs, tokens and digests, ids of images, snapshots, instances and invocations, addresses, versions and queues of the tests, percents, durations.
    [GeneratedRegex(
        @"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?(\.\d+)?(Z|\+00:00| UTC)?|[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|[A-Za-z0-9_-]{43,}|[imst]-[a-z0-9]{20}|\b[0-9a-f]{12,64}(-\d)?\b|127\.0\.0\.1:\d+|\b10(\.\d+){3}\b|\d+(\.\d+)? ?(%|s\b)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Changing { get; }
}
