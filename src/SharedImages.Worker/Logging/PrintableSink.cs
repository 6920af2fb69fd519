using Serilog.Core;
using Serilog.Events;
using Serilog.Parsing;

namespace SharedImages.Worker;

/// <summary>Makes what is logged printable before a terminal gets it: values and traces carry text of specs, of ECS and of Temporal.</summary>
/// <param name="terminal">Where the events go.</param>
/// <param name="printable">One line of text as it may be printed.</param>
internal sealed class PrintableSink(ILogEventSink terminal, Func<string, string> printable) : ILogEventSink
{
    /// <summary>Property: the exception with its trace, from a line of its own on; nothing when there is none.</summary>
    public const string Trace = "PrintableTrace";

    public void Emit(LogEvent logEvent)
    {
        // Messages of libraries can be all template.
        var template = printable(logEvent.MessageTemplate.Text) is var text && text == logEvent.MessageTemplate.Text
            ? logEvent.MessageTemplate
            : new MessageTemplateParser().Parse(text);
        var properties = logEvent.Properties.Select(property => new LogEventProperty(property.Key, Printed(property.Value)));
        terminal.Emit(new(logEvent.Timestamp, logEvent.Level, exception: null, template, properties.Append(new(Trace, new ScalarValue(TraceOf(logEvent.Exception))))));
    }

    private string TraceOf(Exception? exception) =>
        exception is null ? "" : string.Concat(exception.ToString().ReplaceLineEndings("\n").Split('\n').Select(line => printable(line) + Environment.NewLine));

    private LogEventPropertyValue Printed(LogEventPropertyValue value) => value switch
    {
        ScalarValue { Value: { } scalar } => scalar.ToString() is { } text && printable(text) is var printed && printed != text ? new ScalarValue(printed) : value,
        SequenceValue sequence => new SequenceValue(sequence.Elements.Select(Printed)),
        StructureValue structure => new StructureValue(structure.Properties.Select(property => new LogEventProperty(property.Name, Printed(property.Value))), structure.TypeTag),
        DictionaryValue dictionary => new DictionaryValue(dictionary.Elements.Select(entry => KeyValuePair.Create((ScalarValue)Printed(entry.Key), Printed(entry.Value)))),
        _ => value,
    };
}
