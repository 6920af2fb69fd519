using System.Text.RegularExpressions;
using Temporalio.Api.Common.V1;

namespace SharedImages.Rehearsal;

/// <summary>The part of Temporal's list filters that is modelled: comparisons by <c>=</c> and <c>!=</c>, joined by <c>AND</c>.</summary>
internal sealed partial class ListFilter
{
    private readonly IReadOnlyList<Condition> conditions;

    private ListFilter(IReadOnlyList<Condition> conditions) => this.conditions = conditions;

    /// <exception cref="Grpc.Core.RpcException">The filter says more than is modelled.</exception>
    public static ListFilter Parse(string query) =>
        new(query.Trim().Length == 0 ? [] : [.. And.Split(query).Select(part => Condition.Parse(part, query))]);

    public IEnumerable<Run> Apply(IEnumerable<Run> runs) => runs.Where(run => conditions.All(condition => condition.Holds(run)));

    [GeneratedRegex(@"\s+AND\s+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex And { get; }

    private sealed partial record Condition(string Name, bool Equal, string Value)
    {
        public static Condition Parse(string part, string query) =>
            Form.Match(part) is { Success: true } match
                ? new(match.Groups["name"].Value, match.Groups["op"].Value == "=", match.Groups["text"].Success ? match.Groups["text"].Value : match.Groups["word"].Value)
                : throw Refusals.NotModelled($"the list filter \"{query}\" (only NAME = VALUE and NAME != VALUE, joined by AND)");

        public bool Holds(Run run) => Values(run).Contains(Value, StringComparer.Ordinal) == Equal;

        private IEnumerable<string> Values(Run run) => Name switch
        {
            "WorkflowId" => [run.WorkflowId],
            "WorkflowType" => [run.Start.Type],
            "RunId" => [run.RunId],
            "TaskQueue" => [run.Start.TaskQueue],
            "ExecutionStatus" => [run.Status.ToString()],
            _ when run.Kernel.Attributes.Has(Name) => run.Attributes.IndexedFields.TryGetValue(Name, out var value) ? Texts(value) : [],
            _ => throw Refusals.Invalid($"invalid query: unable to convert filter expression: invalid search attribute: {Name}"),
        };

        private static IEnumerable<string> Texts(Payload value)
        {
            using var json = System.Text.Json.JsonDocument.Parse(value.Data.ToByteArray());
            return json.RootElement.ValueKind == System.Text.Json.JsonValueKind.Array
                ? [.. json.RootElement.EnumerateArray().Select(Text)]
                : [Text(json.RootElement)];
        }

        private static string Text(System.Text.Json.JsonElement value) =>
            value.ValueKind == System.Text.Json.JsonValueKind.String ? value.GetString()! : value.GetRawText();

        [GeneratedRegex("""^\s*\(?\s*`?(?<name>[A-Za-z][A-Za-z0-9_-]*)`?\s*(?<op>!?=)\s*(?:'(?<text>[^']*)'|"(?<text>[^"]*)"|(?<word>[A-Za-z0-9_.+-]+))\s*\)?\s*$""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
        private static partial Regex Form { get; }
    }
}
