using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Common.V1;

namespace SharedImages.Rehearsal.Tests;

/// <summary>The attributes of an event, one a line; what is not set is left out, and so are times and what names a process or an event.</summary>
internal static partial class AttributeLines
{
    private static readonly string[] Ignored =
    [
        "identity", "request_id", "stack_trace", "task_token", "worker_version", "sdk_metadata", "binary_checksum", "links",
        "accepted_request_message_id", "request_eager_execution", "prev_auto_reset_points", "use_workflow_build_id", "namespace_id",
        "parent_workflow_namespace_id", "target_namespace_id", "worker_instance_key",
    ];

    public static IEnumerable<string> Of(IMessage? message, Names names) => message is null ? [] : Of("", message, names);

    private static IEnumerable<string> Of(string path, object value, Names names) => value switch
    {
        Payload payload => [$"{path}: {names.Of(Text(payload))}"],
        Payloads payloads => [$"{path}: [{names.Of(string.Join(", ", payloads.Payloads_.Select(Text)))}]"],
        Duration duration => [$"{path}: {duration.ToTimeSpan().TotalSeconds.ToString(CultureInfo.InvariantCulture)} s"],
        Timestamp => [],
        IMessage message => message.Descriptor.Fields.InFieldNumberOrder().Where(field => IsTold(field, message)).SelectMany(field =>
            Of(path.Length == 0 ? field.JsonName : $"{path}.{field.JsonName}", field.Accessor.GetValue(message), names)),
        IDictionary map => map.Keys.Cast<object>().OrderBy(key => key.ToString(), StringComparer.Ordinal).SelectMany(key => Of($"{path}[{key}]", map[key]!, names)),
        IList list => list.Cast<object>().SelectMany((item, index) => Of($"{path}[{index}]", item, names)),
        ByteString bytes => [$"{path}: {bytes.ToBase64()}"],
        bool flag => [$"{path}: {(flag ? "true" : "false")}"],
        _ => [$"{path}: {names.Of(Convert.ToString(value, CultureInfo.InvariantCulture)!)}"],
    };

    private static bool IsTold(FieldDescriptor field, IMessage message) =>
        !Ignored.Contains(field.Name) && !field.Name.EndsWith("event_id", StringComparison.Ordinal) && IsSet(field, message);

    private static bool IsSet(FieldDescriptor field, IMessage message) => field.Accessor.GetValue(message) switch
    {
        null => false,
        string text => text.Length > 0,
        bool flag => flag,
        ICollection collection => collection.Count > 0,
        ByteString bytes => !bytes.IsEmpty,
        System.Enum number => Convert.ToInt32(number, CultureInfo.InvariantCulture) != 0,
        Duration duration => duration.ToTimeSpan() != TimeSpan.Zero && !IsMeasured(duration),
        IMessage => true,
        var number => Convert.ToDouble(number, CultureInfo.InvariantCulture) != 0,
    };

    /// <summary>What somebody set is even; what a server measured, such as how long a successor waits that comes too soon, is not.</summary>
    private static bool IsMeasured(Duration duration) => duration.Nanos % 10_000_000 != 0;

    private static string Text(Payload payload) => payload.Metadata["encoding"].ToStringUtf8() switch
    {
        "json/plain" => Time().Replace(payload.Data.ToStringUtf8(), "<time>"),
        "binary/null" => "null",
        var other => $"{other} {payload.Data.ToBase64()}",
    };

    /// <summary>A time as workers write it into the markers of local activities.</summary>
    [GeneratedRegex("""\{"seconds":\d+,"nanos":\d+\}""")]
    private static partial Regex Time();
}
