using System.Text.Json;
using System.Text.Json.Nodes;
using SharedImages.Workflows;
using Temporalio.Client;

namespace SharedImages.Cli;

/// <summary>Which run something is about, where the Web UI shows it, and its times: the same in every output that names a run.</summary>
/// <param name="WorkflowId">Its workflow id.</param>
/// <param name="RunId">Its run id.</param>
/// <param name="Link">Where the Web UI shows it; null = not known.</param>
/// <param name="StartTime">When it was started.</param>
/// <param name="EndTime">When it ended; null = it runs.</param>
internal sealed record RunFacts(string WorkflowId, string RunId, Uri? Link, DateTimeOffset StartTime, DateTimeOffset? EndTime)
{
    /// <summary>Its name in JSON.</summary>
    private const string Property = "run";

    /// <summary>How long it took; null = it runs.</summary>
    public double? Seconds => EndTime is { } end ? Math.Round((end - StartTime).TotalSeconds, 1) : null;

    /// <param name="run">As Temporal describes or lists it.</param>
    /// <param name="ui">Null = not known.</param>
    public static RunFacts Of(WorkflowExecution run, WebUi? ui) =>
        new(run.Id, run.RunId, ui?.Link(run.Id, run.RunId), Utc(run.StartTime), run.CloseTime is { } closed ? Utc(closed) : null);

    /// <summary>For people.</summary>
    public IEnumerable<string> Lines()
    {
        yield return $"Run {RunId}, started {Words.Of(StartTime)}{(EndTime is { } end ? $", ended {Words.Of(end)} after {Words.Took(end - StartTime)}" : "")}";
        if (Link is not null)
        {
            yield return $"Web UI: {Link.AbsoluteUri}";
        }
    }

    /// <summary>What a run has told of itself, with these facts in it; what it told stays as it is.</summary>
    public JsonObject In<T>(T told)
    {
        var json = JsonSerializer.SerializeToNode<object?>(told, ContractJson.Options)!.AsObject();
        json.Insert(Math.Min(json.Count, EnvelopeFields), Property, JsonSerializer.SerializeToNode(this, ContractJson.Options));
        return json;
    }

    /// <summary><c>apiVersion</c> and <c>kind</c>, which come first.</summary>
    private const int EnvelopeFields = 2;

    private static DateTimeOffset Utc(DateTime time) => new(time, TimeSpan.Zero);
}
