using Google.Protobuf.Collections;
using Temporalio.Api.Command.V1;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;

namespace SharedImages.Rehearsal;

/// <summary>What a workflow writes about itself: search attributes, memo, markers.</summary>
internal static class PropertyCommands
{
    public static void UpsertAttributes(CommandTurn turn, Command command)
    {
        var attributes = command.UpsertWorkflowSearchAttributesCommandAttributes.SearchAttributes;
        turn.History.Append(EventType.UpsertWorkflowSearchAttributes, e => e.UpsertWorkflowSearchAttributesEventAttributes = new()
        {
            WorkflowTaskCompletedEventId = turn.CompletedId,
            SearchAttributes = attributes,
        });
        // What a patch notes there by itself is free.
        turn.Kernel.Actions.AttributeUpserts += attributes.IndexedFields.Keys.Any(name => name != "TemporalChangeVersion") ? 1 : 0;
        var merged = turn.Run.Attributes;
        Merge(merged.IndexedFields, attributes.IndexedFields);
        turn.Run.Attributes = merged;
    }

    public static void ModifyMemo(CommandTurn turn, Command command)
    {
        var memo = command.ModifyWorkflowPropertiesCommandAttributes.UpsertedMemo;
        turn.History.Append(EventType.WorkflowPropertiesModified, e => e.WorkflowPropertiesModifiedEventAttributes = new()
        {
            WorkflowTaskCompletedEventId = turn.CompletedId,
            UpsertedMemo = memo,
        });
        var merged = turn.Run.Memo;
        Merge(merged.Fields, memo?.Fields ?? new());
        turn.Run.Memo = merged;
    }

    public static void RecordMarker(CommandTurn turn, Command command)
    {
        var marker = command.RecordMarkerCommandAttributes;
        turn.History.Append(EventType.MarkerRecorded, e =>
        {
            e.UserMetadata = command.UserMetadata;
            e.MarkerRecordedEventAttributes = new()
            {
                MarkerName = marker.MarkerName,
                Details = { marker.Details },
                WorkflowTaskCompletedEventId = turn.CompletedId,
                Header = marker.Header,
                Failure = marker.Failure,
            };
        });
    }

    // A null removes the field.
    private static void Merge(MapField<string, Payload> into, MapField<string, Payload> changes)
    {
        foreach (var (name, value) in changes)
        {
            if (IsNull(value))
            {
                into.Remove(name);
            }
            else
            {
                into[name] = value;
            }
        }
    }

    private static bool IsNull(Payload value) =>
        value.Data.IsEmpty
        || (value.Metadata.TryGetValue("encoding", out var encoding) && encoding.ToStringUtf8() == "binary/null")
        || value.Data.ToStringUtf8() is "null" or "[]";
}
