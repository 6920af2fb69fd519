using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Temporalio.Api.Common.V1;
using Temporalio.Api.ErrorDetails.V1;
using Temporalio.Api.Failure.V1;

namespace SharedImages.Rehearsal;

/// <summary>The errors a Temporal frontend answers with, details included where SDKs read them.</summary>
internal static class Refusals
{
    private const string NotModelledWords = "The rehearsal does not model ";

    public static RpcException NotFound(string message) => Of(StatusCode.NotFound, message, new NotFoundFailure());

    public static RpcException Invalid(string message) => Of(StatusCode.InvalidArgument, message);

    public static RpcException AlreadyStarted(Run run) => Of(
        StatusCode.AlreadyExists,
        $"Workflow execution is already running. WorkflowId: {run.WorkflowId}, RunId: {run.RunId}.",
        new WorkflowExecutionAlreadyStartedFailure { RunId = run.RunId, StartRequestId = run.Start.RequestId });

    public static RpcException AlreadyFinished(Run run) => Of(
        StatusCode.AlreadyExists,
        $"Workflow execution already finished. WorkflowId: {run.WorkflowId}, RunId: {run.RunId}. Workflow Id reuse policy: {run.Status} runs do not allow another.",
        new WorkflowExecutionAlreadyStartedFailure { RunId = run.RunId, StartRequestId = run.Start.RequestId });

    public static RpcException QueryFailed(string message, Temporalio.Api.Failure.V1.Failure? failure) =>
        Of(StatusCode.InvalidArgument, message, new QueryFailedFailure { Failure = failure });

    /// <summary>What the rehearsal does not model is said, never guessed.</summary>
    public static RpcException NotModelled(string what) => Of(
        StatusCode.Unimplemented,
        $"{NotModelledWords}{what}. Run this on a real Temporal server, such as the one of WorkflowEnvironment.StartLocalAsync.");

    /// <summary>What a failure tells of that is not modelled, itself or by its causes; null when it tells of nothing of the kind.</summary>
    public static string? NotModelledIn(Failure? failure)
    {
        while (failure is not null && !failure.Message.Contains(NotModelledWords, StringComparison.Ordinal))
        {
            failure = failure.Cause;
        }

        return failure?.Message[failure.Message.IndexOf(NotModelledWords, StringComparison.Ordinal)..];
    }

    public static RpcException Of(StatusCode code, string message, IMessage? detail = null)
    {
        if (detail is null)
        {
            return new(new(code, message));
        }

        var status = new GrpcStatus { Code = (int)code, Message = message, Details = { Any.Pack(detail) } };
        return new(new(code, message), new Metadata { { "grpc-status-details-bin", status.ToByteArray() } });
    }
}
