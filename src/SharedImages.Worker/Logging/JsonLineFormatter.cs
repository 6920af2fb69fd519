using System.Globalization;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Display;
using Serilog.Formatting.Json;

namespace SharedImages.Worker;

/// <summary>
/// One flat JSON object a line: timestamp, level, the message as people read it, the exception, then each property as a field of its own.
/// Serilog's compact formats leave out the level of most lines or the message of all, and nest.
/// </summary>
/// <param name="printable">The same JSON as a terminal may show it.</param>
internal sealed class JsonLineFormatter(Func<string, string> printable) : ITextFormatter
{
    private static readonly string[] OwnFields = ["timestamp", "level", "message", "exception"];

    private readonly MessageTemplateTextFormatter message = new("{Message:lj}", CultureInfo.InvariantCulture);
    private readonly JsonValueFormatter values = new(typeTagName: null);

    public void Format(LogEvent logEvent, TextWriter output)
    {
        using var line = new StringWriter(CultureInfo.InvariantCulture);
        WriteObject(logEvent, line);
        output.WriteLine(printable(line.ToString()));
    }

    private void WriteObject(LogEvent logEvent, StringWriter output)
    {
        output.Write("{\"timestamp\":\"");
        output.Write(logEvent.Timestamp.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        output.Write('"');
        WriteText("level", logEvent.Level.ToString(), output);
        WriteText("message", Render(logEvent), output);
        if (logEvent.Exception is { } exception)
        {
            WriteText("exception", exception.ToString(), output);
        }

        foreach (var (name, value) in logEvent.Properties)
        {
            WriteProperty(OwnFields.Contains(name, StringComparer.OrdinalIgnoreCase) ? name + "_" : name, value, output);
        }

        output.Write('}');
    }

    private string Render(LogEvent logEvent)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        message.Format(logEvent, text);
        return text.ToString();
    }

    private void WriteProperty(string name, LogEventPropertyValue value, TextWriter output)
    {
        switch (value)
        {
            case ScalarValue:
                WriteName(name, output);
                values.Format(value, output);
                break;
            case StructureValue structure:
                foreach (var property in structure.Properties)
                {
                    WriteProperty($"{name}.{property.Name}", property.Value, output);
                }

                break;
            case DictionaryValue dictionary:
                foreach (var (key, element) in dictionary.Elements)
                {
                    WriteProperty($"{name}.{key.Value}", element, output);
                }

                break;
            default:
                WriteText(name, value.ToString(null, CultureInfo.InvariantCulture), output);
                break;
        }
    }

    private static void WriteText(string name, string value, TextWriter output)
    {
        WriteName(name, output);
        JsonValueFormatter.WriteQuotedJsonString(value, output);
    }

    private static void WriteName(string name, TextWriter output)
    {
        output.Write(',');
        JsonValueFormatter.WriteQuotedJsonString(name, output);
        output.Write(':');
    }
}
