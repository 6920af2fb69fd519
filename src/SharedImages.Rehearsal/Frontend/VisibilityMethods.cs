using System.Globalization;
using Google.Protobuf;
using Temporalio.Api.WorkflowService.V1;

namespace SharedImages.Rehearsal;

/// <summary>Runs as they are seen from outside: one described, many listed.</summary>
internal static class VisibilityMethods
{
    private const int MaxPage = 1_000;

    public static void AddTo(Handlers handlers)
    {
        handlers.Add<DescribeWorkflowExecutionRequest>("DescribeWorkflowExecution", (request, kernel) => Descriptions.Of(kernel.Runs.Find(request.Execution)));
        handlers.Add<ListWorkflowExecutionsRequest>("ListWorkflowExecutions", List);
        handlers.Add<CountWorkflowExecutionsRequest>("CountWorkflowExecutions", (request, kernel) =>
            new CountWorkflowExecutionsResponse { Count = kernel.Runs.All.Count(ListFilter.Parse(request.Query, kernel.Attributes)) });
    }

    // A page goes on after the place of the last one that was shown, wherever that one is by then.
    private static ListWorkflowExecutionsResponse List(ListWorkflowExecutionsRequest request, Kernel kernel)
    {
        var size = request.PageSize is > 0 and < MaxPage ? request.PageSize : MaxPage;
        var after = Read(request.NextPageToken);
        var left = kernel.Runs.All.Where(ListFilter.Parse(request.Query, kernel.Attributes))
            .Where(run => Place(run).CompareTo(after) > 0).OrderBy(Place).Take(size + 1).ToList();
        return new()
        {
            Executions = { left.Take(size).Select(Descriptions.Info) },
            NextPageToken = left.Count > size ? Token(Place(left[size - 1])) : ByteString.Empty,
        };
    }

    // Open ones first, the newest first.
    private static (int Closed, long Age, long Number) Place(Run run) => (run.IsClosed ? 1 : 0, -run.StartTime.Ticks, run.Number);

    private static ByteString Token((int Closed, long Age, long Number) place) =>
        ByteString.CopyFromUtf8(string.Create(CultureInfo.InvariantCulture, $"{place.Closed} {place.Age} {place.Number}"));

    private static (int Closed, long Age, long Number) Read(ByteString token) =>
        token.IsEmpty ? (0, long.MinValue, 0)
        : token.ToStringUtf8().Split(' ') is [var closed, var age, var number]
            && int.TryParse(closed, CultureInfo.InvariantCulture, out var one) && long.TryParse(age, CultureInfo.InvariantCulture, out var two) && long.TryParse(number, CultureInfo.InvariantCulture, out var three)
            ? (one, two, three)
        : throw Refusals.Invalid("Invalid NextPageToken.");
}
