using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.OperatorService.V1;
using Temporalio.Api.WorkflowService.V1;

namespace SharedImages.Rehearsal;

/// <summary>The server and its one namespace.</summary>
internal static class NamespaceMethods
{
    /// <summary>The version whose behaviour is modelled.</summary>
    private const string ServerVersion = "1.32.0";

    public static void AddTo(Handlers handlers)
    {
        handlers.Add<GetSystemInfoRequest>("GetSystemInfo", (_, _) => new GetSystemInfoResponse
        {
            ServerVersion = ServerVersion,
            Capabilities = new()
            {
                SignalAndQueryHeader = true,
                InternalErrorDifferentiation = true,
                ActivityFailureIncludeHeartbeat = true,
                EncodedFailureAttributes = true,
                UpsertMemo = true,
                SdkMetadata = true,
                CountGroupByExecutionStatus = true,
            },
        });
        handlers.Add<DescribeNamespaceRequest>("DescribeNamespace", Describe);
        handlers.Add<ListSearchAttributesRequest>("ListSearchAttributes", (_, kernel) =>
        {
            var answer = new ListSearchAttributesResponse();
            answer.CustomAttributes.Add(kernel.Attributes.Custom.ToDictionary());
            return answer;
        });
        handlers.Add<AddSearchAttributesRequest>("AddSearchAttributes", (request, kernel) =>
        {
            foreach (var (name, type) in request.SearchAttributes)
            {
                kernel.Attributes.Add(name, type);
            }

            return new AddSearchAttributesResponse();
        });
    }

    private static DescribeNamespaceResponse Describe(DescribeNamespaceRequest request, Kernel kernel) => new()
    {
        NamespaceInfo = new()
        {
            Name = kernel.Options.Namespace,
            State = NamespaceState.Registered,
            Id = "rehearsal",
            Limits = new() { BlobSizeLimitError = PayloadLimits.MaxBytes, MemoSizeLimitError = PayloadLimits.MaxBytes },
            Capabilities = new() { SyncUpdate = true, AsyncUpdate = true, WorkerPollCompleteOnShutdown = true },
        },
        Config = new() { WorkflowExecutionRetentionTtl = kernel.Options.Retention is { } retention ? Duration.FromTimeSpan(retention) : null },
    };
}
