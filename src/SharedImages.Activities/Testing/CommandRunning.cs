using System.Text;
using SharedImages.Ecs;
using SharedImages.Workflows;
using Temporalio.Exceptions;

namespace SharedImages.Activities;

/// <summary>Commands on instances by Cloud Assistant (facts §2.18). Each wait is one look per attempt, at longer and longer intervals.</summary>
internal sealed class CommandRunning(ImageGuard guard, InstanceGuard instances, StepRunner runner, WaitingOptions waiting)
{
    private static readonly string[] Open = ["Pending", "Running", "Stopping", "Scheduled"];

    public async Task<bool> LookForAgentsAsync(AwaitAgentsRequest request, CancellationToken cancellationToken)
    {
        var session = await guard.EnterAsync(request.Account, cancellationToken);
        var states = await session.Ecs.DescribeCloudAssistantStatusAsync(new() { RegionId = request.Region, InstanceIds = request.InstanceIds }, cancellationToken);
        var ready = states.Where(state => state.CloudAssistantStatus).Select(state => state.InstanceId);
        var missing = request.InstanceIds.Except(ready, StringComparer.Ordinal).ToList();
        if (missing.Count == 0)
        {
            return true;
        }

        throw runner.Elapsed < request.Within
            ? Later($"{request.Region}: the agents of {Count(missing.Count)} are not ready yet")
            : StepFailures.Final(new(
                StepErrorKind.TestFailed,
                $"{request.Region}: the Cloud Assistant agent of {string.Join(", ", missing)} is not ready after {request.Within.TotalSeconds:0} s; in an image without the agent it never is",
                "install the agent in the image, or give test.readyWithin more time; retry waits as long once more"));
    }

    public async Task<string> StartAsync(StartCommandRequest request, CancellationToken cancellationToken)
    {
        var permit = await instances.TestAsync(request, cancellationToken);
        var answer = await permit.RunCommandAsync(
            new()
            {
                RegionId = request.Region,
                Type = permit.Instances[0].OSType == "windows" ? "RunPowerShellScript" : "RunShellScript",
                CommandContent = request.Command.Run,
                Timeout = (int)request.Command.Timeout.TotalSeconds,
                ClientToken = request.ClientToken,
            },
            cancellationToken);
        return answer.InvokeId;
    }

    public async Task<IReadOnlyList<CommandResult>> LookForResultsAsync(AwaitCommandRequest request, CancellationToken cancellationToken)
    {
        var session = await guard.EnterAsync(request.Account, cancellationToken);
        var results = await session.Ecs.DescribeInvocationResultsAsync(new() { RegionId = request.Region, InvokeId = request.InvokeId }, cancellationToken);
        var ended = results.Where(result => !Open.Contains(result.InvocationStatus, StringComparer.Ordinal)).ToDictionary(result => result.InstanceId, StringComparer.Ordinal);
        var open = request.InstanceIds.Count(id => !ended.ContainsKey(id));
        if (open == 0)
        {
            return [.. request.InstanceIds.Select(id => Judge(request, ended[id]))];
        }

        // It is ended by its timeout; who hears nothing for so long hears nothing at all.
        return runner.Elapsed < request.Command.Timeout + waiting.Patience
            ? throw Later($"{request.Region}: \"{request.Command.Run}\" runs on {Count(open)}")
            : throw StepFailures.Final(new(
                StepErrorKind.TestFailed,
                $"{request.Region}: nothing is known of \"{request.Command.Run}\" on {Count(open)}, long after its timeout (invocation {request.InvokeId})",
                "see in the console what became of the invocation; retry runs it again"));
    }

    private static CommandResult Judge(AwaitCommandRequest request, InvocationResult result) =>
        TestRules.Judge(request.Command, result.InstanceId, result.ExitCode, Decoded(result.Output), result.ErrorCode, request.InstanceIds.Count);

    private static string Decoded(string output)
    {
        var bytes = new byte[output.Length];
        return Convert.TryFromBase64String(output, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : output;
    }

    private static string Count(int instances) => instances == 1 ? "1 instance" : $"{instances} instances";

    private ApplicationFailureException Later(string message) => StepFailures.Soon(message, runner.Elapsed, waiting);
}
