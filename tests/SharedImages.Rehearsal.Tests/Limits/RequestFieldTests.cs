using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Google.Protobuf.Reflection;

namespace SharedImages.Rehearsal.Tests;

/// <summary>
/// Nothing that a request says is overlooked: each field of the requests that the engine takes, and of what it reads of them, is read by its
/// compiled code, or is on the list of what is not, with the reason.
/// </summary>
public sealed class RequestFieldTests
{
    private const string AsSent = "kept, handed on and shown as it was sent";
    private const string Refused = "refused as a whole";
    private const string OfVersions = "counts for versioned workers only, which are refused as they poll";
    private const string OfNexus = "there is no Nexus";
    private const string OfRouting = "where in a cluster a request goes";
    private const string OfWorkers = "tells of a worker what only lists of workers show";

    /// <summary>Why nothing reads a field, a type or all of a package; * = of any request.</summary>
    private static readonly Dictionary<string, string> Unread = new(StringComparer.Ordinal)
    {
        ["*.namespace"] = "checked for all requests at once, by its name: there is but one; deprecated in commands",
        ["*.identity"] = "checked for all requests at once, by its name: who has been killed is not heard; and kept where the server shows it",
        ["*.links"] = "for a UI to go along",
        ["*.control"] = "deprecated; nothing reads it",
        ["*.resource_id"] = OfRouting,
        ["*.poller_group_id"] = OfRouting,
        ["*.worker_control_task_queue"] = OfNexus,
        ["*.propagated_nexus_serialization_context"] = OfNexus,
        ["*.worker_heartbeat"] = OfWorkers,
        ["*.binary_checksum"] = OfVersions,
        ["*.worker_version"] = OfVersions,
        ["*.worker_version_stamp"] = OfVersions,
        ["*.deployment"] = OfVersions,
        ["*.event_group_markers"] = "for a UI to group events by",
        ["common.v1.Payload"] = AsSent,
        ["common.v1.Header"] = AsSent,
        ["common.v1.Priority"] = AsSent + "; tasks are handed out whatever theirs is",
        ["common.v1.MeteringMetadata"] = AsSent,
        ["sdk.v1.UserMetadata"] = AsSent,
        ["sdk.v1.WorkflowTaskCompletedMetadata"] = AsSent,
        ["failure.v1"] = AsSent,
        ["query.v1.WorkflowQuery"] = AsSent,
        ["update.v1.Request.input"] = AsSent,
        ["update.v1.Request.request_id"] = "an update is known by its own id",
        ["taskqueue.v1.TaskQueue"] = "a queue is known by its name",
        ["protocol.v1.Message"] = "what a message is about is in its body; where it goes, in the command that names it",
        ["common.v1.Callback"] = Refused,
        ["common.v1.TimeSkippingConfig"] = Refused,
        ["workflow.v1.VersioningOverride"] = Refused,
        ["schedule.v1.BackfillRequest"] = Refused,
        ["schedule.v1.CalendarSpec"] = Refused,
        ["common.v1.WorkerVersionCapabilities"] = OfVersions,
        ["deployment.v1.WorkerDeploymentOptions"] = OfVersions,
        ["command.v1.Command.schedule_nexus_operation_command_attributes"] = OfNexus,
        ["command.v1.Command.request_cancel_nexus_operation_command_attributes"] = OfNexus,
        ["command.v1.ContinueAsNewWorkflowExecutionCommandAttributes.cron_schedule"] = "a run with one is refused, and so it has none to hand on",
        ["command.v1.ContinueAsNewWorkflowExecutionCommandAttributes.initial_versioning_behavior"] = OfVersions,
        ["command.v1.StartChildWorkflowExecutionCommandAttributes.versioning_override"] = OfVersions,
        ["command.v1.ScheduleActivityTaskCommandAttributes.request_eager_execution"] = "declined, as servers do unless they are told otherwise: the activity goes by its queue",
        ["workflowservice.v1.StartWorkflowExecutionRequest.eager_worker_deployment_options"] = OfVersions,
        ["workflowservice.v1.DescribeNamespaceRequest"] = "there is but one",
        ["workflowservice.v1.DescribeTaskQueueRequest.report_pollers"] = "they are reported always",
        ["workflowservice.v1.DescribeTaskQueueRequest.report_task_reachability"] = "of the enhanced mode, which is refused",
        ["workflowservice.v1.DescribeTaskQueueRequest.task_queue_types"] = "of the enhanced mode, which is refused",
        ["workflowservice.v1.DescribeTaskQueueRequest.versions"] = "of the enhanced mode, which is refused",
        ["workflowservice.v1.GetWorkflowExecutionHistoryRequest.skip_archival"] = "there is no archive",
        ["workflowservice.v1.PollNexusTaskQueueRequest"] = OfNexus,
        ["workflowservice.v1.RequestCancelWorkflowExecutionRequest.request_id"] = "a second request changes nothing, whoever sends it",
        ["workflowservice.v1.ResetActivityRequest.jitter"] = "not drawn: the attempt begins at the start of it",
        ["workflowservice.v1.ResetActivityRequest.keep_paused"] = "nothing is paused",
        ["workflowservice.v1.ResetActivityRequest.restore_original_options"] = "no options are changed",
        ["workflowservice.v1.RespondActivityTaskCanceledRequest.deployment_options"] = OfVersions,
        ["workflowservice.v1.RespondActivityTaskCanceledByIdRequest.deployment_options"] = OfVersions,
        ["workflowservice.v1.RespondActivityTaskCompletedRequest.deployment_options"] = OfVersions,
        ["workflowservice.v1.RespondActivityTaskFailedRequest.deployment_options"] = OfVersions,
        ["workflowservice.v1.RespondActivityTaskFailedRequest.cause"] = "the failure says it",
        ["workflowservice.v1.RespondActivityTaskFailedByIdRequest.cause"] = "the failure says it",
        ["workflowservice.v1.RespondQueryTaskCompletedRequest.cause"] = "the failure says it",
        ["workflowservice.v1.RespondWorkflowTaskCompletedRequest.deployment_options"] = OfVersions,
        ["workflowservice.v1.RespondWorkflowTaskCompletedRequest.capabilities"] = "of speculative tasks, which there are none of",
        ["workflowservice.v1.RespondWorkflowTaskCompletedRequest.query_results"] = "no query is sent with a workflow task",
        ["workflowservice.v1.RespondWorkflowTaskCompletedRequest.page_number"] = "pages are refused",
        ["workflowservice.v1.RespondWorkflowTaskCompletedRequest.return_new_workflow_task"] = "a server may give the next task by the queue, too",
        ["workflowservice.v1.RespondWorkflowTaskCompletedRequest.worker_instance_key"] = OfWorkers,
        ["workflowservice.v1.RespondWorkflowTaskFailedRequest.deployment_options"] = OfVersions,
        ["workflowservice.v1.RespondWorkflowTaskFailedRequest.messages"] = "of a task that has failed nothing counts",
        ["workflowservice.v1.ShutdownWorkerRequest"] = OfWorkers,
    };

    [Fact]
    public void EachField_IsRead_OrNamedWithTheReason()
    {
        var handlers = new Handlers();
        var read = ReadProperties();
        var unread = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var method in Temporalio.Api.WorkflowService.V1.ServiceReflection.Descriptor.Services
            .Concat(Temporalio.Api.OperatorService.V1.ServiceReflection.Descriptor.Services)
            .SelectMany(service => service.Methods)
            .Where(method => handlers.Find(method.Name) is not null))
        {
            Collect(method.InputType, read, unread, []);
        }

        unread.Where(field => field.Value is null).Select(field => field.Key).Order(StringComparer.Ordinal).ShouldBe([]);
        Unread.Keys.Except(unread.Values).ShouldBe([], "they are read, or there is no such field");
    }

    // What is not read is not looked into.
    private static void Collect(MessageDescriptor message, HashSet<string> read, Dictionary<string, string?> unread, HashSet<MessageDescriptor> seen)
    {
        if (!seen.Add(message) || !message.FullName.StartsWith("temporal.api.", StringComparison.Ordinal))
        {
            return;
        }

        foreach (var field in message.Fields.InDeclarationOrder())
        {
            if (!read.Contains($"{message.ClrType.FullName}.{field.PropertyName}"))
            {
                unread[field.FullName] = Reason(field);
            }
            else if (field is { FieldType: FieldType.Message, IsMap: false })
            {
                Collect(field.MessageType, read, unread, seen);
            }
        }
    }

    private static string? Reason(FieldDescriptor field)
    {
        var name = field.FullName["temporal.api.".Length..];
        return new[] { name, field.ContainingType.FullName["temporal.api.".Length..], field.File.Package["temporal.api.".Length..], $"*.{field.Name}" }.FirstOrDefault(Unread.ContainsKey);
    }

    // A getter that the assembly names anywhere, by its type and its name.
    private static HashSet<string> ReadProperties()
    {
        using var file = new PEReader(File.OpenRead(typeof(Kernel).Assembly.Location));
        var code = file.GetMetadataReader();
        return
        [
            .. from handle in code.MemberReferences
               let member = code.GetMemberReference(handle)
               where member.Parent.Kind == HandleKind.TypeReference
               let name = code.GetString(member.Name)
               where name.StartsWith("get_", StringComparison.Ordinal)
               select $"{Name(code, (TypeReferenceHandle)member.Parent)}.{name["get_".Length..]}",
        ];
    }

    private static string Name(MetadataReader code, TypeReferenceHandle handle)
    {
        var type = code.GetTypeReference(handle);
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? $"{Name(code, (TypeReferenceHandle)type.ResolutionScope)}+{code.GetString(type.Name)}"
            : $"{code.GetString(type.Namespace)}.{code.GetString(type.Name)}";
    }
}
