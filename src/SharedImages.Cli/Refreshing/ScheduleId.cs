using System.CommandLine;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>A schedule as people name it: by its refresh, with or without the first part of its id.</summary>
internal static class ScheduleId
{
    public static Argument<string> CreateArgument() => new Argument<string>("NAME") { Description = $"The refresh: its name, or {OperationKinds.Refresh.WorkflowId("NAME", "")}." }
        .Of(new($"the name of a refresh, or {OperationKinds.Refresh.WorkflowId("NAME", "")}", text => Read(text) is { } id ? (id, null) : (null, "")));

    private static string? Read(string text)
    {
        var id = text.Contains('/', StringComparison.Ordinal) ? text : ScheduleNames.ScheduleId(text);
        return OperationKinds.OfWorkflowId(id) is var (kind, name, _) && kind == OperationKinds.Refresh && char.IsAsciiLetterOrDigit(name[0]) && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '-') ? id : null;
    }
}
