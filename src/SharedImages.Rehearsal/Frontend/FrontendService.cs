using System.Collections.Concurrent;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;
using Temporalio.Api.WorkflowService.V1;

namespace SharedImages.Rehearsal;

/// <summary>The gRPC face of the kernel.</summary>
internal sealed class FrontendService(Kernel kernel, ILogger<FrontendService> log)
{
    private readonly Handlers handlers = new();
    private readonly ConcurrentDictionary<string, Connection> connections = new(StringComparer.Ordinal);

    /// <summary>Follows a connection from its first byte to its end.</summary>
    public async Task FollowAsync(ConnectionContext context, ConnectionDelegate serve)
    {
        var connection = connections[context.ConnectionId] = new(context.Abort);
        kernel.Do(() => kernel.Queues.Connect(connection));
        try
        {
            await serve(context);
        }
        finally
        {
            connections.TryRemove(context.ConnectionId, out _);
            kernel.Do(() => kernel.Queues.Disconnect(connection));
        }
    }

    public async Task<IMessage> AnswerAsync(MethodDescriptor method, IMessage request, ServerCallContext context)
    {
        var connection = connections[context.GetHttpContext().Connection.Id];
        try
        {
            CheckNamespace(request);
            CheckCaller(request);
            var handle = handlers.Find(method.Name) ?? throw Refusals.NotModelled(method.FullName);
            return await handle(request, new(kernel, connection, context.CancellationToken));
        }
        catch (RpcException e)
        {
            if (e.StatusCode == StatusCode.Unimplemented)
            {
                log.LogError("{Detail}", e.Status.Detail);
            }

            throw;
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            throw Refusals.Of(StatusCode.Cancelled, "the caller has gone");
        }
        catch (Exception e)
        {
            log.LogError(e, "{Method}: a defect of the rehearsal", method.FullName);
            throw Refusals.Of(StatusCode.Internal, $"a defect of the rehearsal, in {method.Name}: {e}");
        }
    }

    // There is but one.
    private void CheckNamespace(IMessage request)
    {
        if (request.Descriptor.FindFieldByName("namespace")?.Accessor.GetValue(request) is string { Length: > 0 } name && name != kernel.Options.Namespace)
        {
            throw Refusals.NotFound($"Namespace {name} is not found.");
        }
    }

    // A killed worker is heard no more: not its answers, and not its heartbeats.
    private void CheckCaller(IMessage request)
    {
        if (request is not (PollWorkflowTaskQueueRequest or PollActivityTaskQueueRequest or PollNexusTaskQueueRequest or ShutdownWorkerRequest) && request.Descriptor.FindFieldByName("identity")?.Accessor.GetValue(request) is string { Length: > 0 } identity && kernel.Queues.IsKilled(identity))
        {
            throw Refusals.Of(StatusCode.PermissionDenied, $"{identity} has been killed");
        }
    }
}
