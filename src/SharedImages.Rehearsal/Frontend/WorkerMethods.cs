using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Deployment.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.TaskQueue.V1;
using Temporalio.Api.WorkflowService.V1;

namespace SharedImages.Rehearsal;

/// <summary>Workers come, poll and go.</summary>
internal static class WorkerMethods
{
    private static readonly TimeSpan LongPoll = TimeSpan.FromSeconds(60);

    public static void AddTo(Handlers handlers)
    {
        handlers.Add<ShutdownWorkerRequest>("ShutdownWorker", (request, kernel) =>
        {
            kernel.Queues.EndWorker(request.WorkerInstanceKey);
            return new ShutdownWorkerResponse();
        });
        handlers.Add<RecordWorkerHeartbeatRequest>("RecordWorkerHeartbeat", (_, _) => new RecordWorkerHeartbeatResponse());
        handlers.AddWaiting<PollNexusTaskQueueRequest>("PollNexusTaskQueue", async (request, call) =>
            await PollAsync(call, new("nexus " + request.TaskQueue.Name, false), request.Identity, request.WorkerInstanceKey) ?? new PollNexusTaskQueueResponse());
        handlers.Add<DescribeTaskQueueRequest>("DescribeTaskQueue", Describe);
    }

    /// <summary>What version a worker is of does not matter, as long as it does not want to be asked for by it.</summary>
    public static void CheckVersion(WorkerDeploymentOptions? deployment, WorkerVersionCapabilities? older)
    {
        if (deployment?.WorkerVersioningMode == WorkerVersioningMode.Versioned || older?.UseVersioning == true)
        {
            throw Refusals.NotModelled("worker versioning");
        }
    }

    /// <summary>Waits for a task; null = there was none, poll again.</summary>
    public static async Task<IMessage?> PollAsync(Call call, QueueKey queue, string identity, string worker)
    {
        var poller = new Poller(queue, call.Connection, identity, worker);
        var isAnswered = false;
        call.Kernel.Do(() => call.Kernel.Queues.Poll(poller));
        try
        {
            var answer = await poller.Answer.WaitAsync(LongPoll, call.Cancellation);
            isAnswered = !call.Cancellation.IsCancellationRequested;
            return answer;
        }
        catch (TimeoutException)
        {
            return null;
        }
        finally
        {
            call.Kernel.Do(() => call.Kernel.Queues.EndPoll(poller, isAnswered));
        }
    }

    private static DescribeTaskQueueResponse Describe(DescribeTaskQueueRequest request, Kernel kernel)
    {
#pragma warning disable CS0612 // Older clients ask so.
        var isEnhanced = request.ApiMode == DescribeTaskQueueMode.Enhanced || request.IncludeTaskQueueStatus;
#pragma warning restore CS0612
        if (isEnhanced || request.ReportStats || request.ReportConfig)
        {
            throw Refusals.NotModelled("statistics and settings of task queues");
        }

        var key = new QueueKey(request.TaskQueue.Name, request.TaskQueueType == TaskQueueType.Activity);
        return new()
        {
            Pollers =
            {
                kernel.Queues[key].Seen
                    .Where(seen => seen.Value.Connection.Polls(key))
                    .Select(seen => new PollerInfo { Identity = seen.Key, LastAccessTime = Timestamp.FromDateTimeOffset(seen.Value.At), RatePerSecond = 100_000 }),
            },
        };
    }
}
