using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Protocol.V1;
using Temporalio.Api.Update.V1;

namespace SharedImages.Rehearsal;

/// <summary>A run's updates, by id. A rejected one is forgotten, as if it had never been.</summary>
internal sealed class UpdateRegistry(Run run)
{
    private readonly Dictionary<string, Update> updates = new(StringComparer.Ordinal);
    private readonly List<Update> admitted = [];

    private readonly HashSet<string> sent = new(StringComparer.Ordinal);
    private int unnamed;

    /// <summary>Whether some have not been shown to the workflow yet.</summary>
    public bool HasUnsent => admitted.Exists(update => !sent.Contains(update.Id));

    public Update? Find(string id) => updates.GetValueOrDefault(id);

    /// <summary>The update of this id: the one that is there, else a new one.</summary>
    public Update Admit(Request request)
    {
        if (request.CompletionCallbacks.Count > 0)
        {
            throw Refusals.NotModelled("completion callbacks");
        }

        if (request.Meta.UpdateId.Length == 0)
        {
            request.Meta.UpdateId = run.Kernel.Ids.Of($"{run.RunId} update {++unnamed}");
        }

        if (updates.TryGetValue(request.Meta.UpdateId, out var there))
        {
            return there;
        }

        var update = new Update(request);
        updates[update.Id] = update;
        admitted.Add(update);
        run.Kernel.Actions.Updates++;
        run.Task.Need();
        return update;
    }

    /// <summary>What a worker is asked to validate and run.</summary>
    public IEnumerable<Message> Requests(long startedId)
    {
        foreach (var update in admitted)
        {
            sent.Add(update.Id);
            yield return new()
            {
                Id = $"{update.Id}/request",
                ProtocolInstanceId = update.Id,
                EventId = startedId - 1,
                Body = Any.Pack(update.Request),
            };
        }
    }

    /// <summary>The task that showed them has failed.</summary>
    public void SendAgain() => sent.Clear();

    public void Apply(Message message, string acceptedBy)
    {
        var update = updates.GetValueOrDefault(message.ProtocolInstanceId) ?? throw Refusals.Invalid($"there is no update {message.ProtocolInstanceId}");
        if (message.Body.TryUnpack<Acceptance>(out var acceptance))
        {
            Accept(update, acceptance, acceptedBy);
        }
        else if (message.Body.TryUnpack<Response>(out var response))
        {
            Complete(update, response);
        }
        else
        {
            update.Complete(new() { Failure = message.Body.Unpack<Rejection>().Failure });
            updates.Remove(update.Id);
            admitted.Remove(update);
        }

        run.Kernel.Changed(run);
    }

    /// <summary>The run has ended: what was accepted fails, what was not is refused to its callers.</summary>
    public void End()
    {
        foreach (var update in updates.Values.Where(update => update.Stage == UpdateWorkflowExecutionLifecycleStage.Accepted))
        {
            update.Complete(new()
            {
                Failure = new()
                {
                    Message = "Workflow Update failed because the Workflow completed before the Update completed.",
                    Source = "Server",
                    ApplicationFailureInfo = new() { Type = "AcceptedUpdateCompletedWorkflow", NonRetryable = true },
                },
            });
        }

        admitted.Clear();
    }

    private void Accept(Update update, Acceptance acceptance, string messageId)
    {
        admitted.Remove(update);
        update.Accept(run.History.Append(EventType.WorkflowExecutionUpdateAccepted, e => e.WorkflowExecutionUpdateAcceptedEventAttributes = new()
        {
            ProtocolInstanceId = update.Id,
            AcceptedRequestMessageId = acceptance.AcceptedRequestMessageId.Length > 0 ? acceptance.AcceptedRequestMessageId : messageId,
            AcceptedRequestSequencingEventId = acceptance.AcceptedRequestSequencingEventId,
            AcceptedRequest = update.Request,
        }).EventId);
    }

    private void Complete(Update update, Response response)
    {
        run.History.Append(EventType.WorkflowExecutionUpdateCompleted, e => e.WorkflowExecutionUpdateCompletedEventAttributes = new()
        {
            Meta = response.Meta,
            AcceptedEventId = update.AcceptedId,
            Outcome = response.Outcome,
        });
        update.Complete(response.Outcome);
    }
}
