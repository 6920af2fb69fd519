using Temporalio.Api.Command.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Protocol.V1;
using Temporalio.Api.Update.V1;
using Temporalio.Api.WorkflowService.V1;

namespace SharedImages.Rehearsal;

/// <summary>What one answered workflow task brings about: its commands in their order, all or none.</summary>
internal sealed class CommandTurn(Run run, RespondWorkflowTaskCompletedRequest answer)
{
    public Run Run => run;

    public Kernel Kernel => run.Kernel;

    public RunHistory History => run.History;

    /// <summary>The event that the commands' events refer to.</summary>
    public long CompletedId { get; private set; }

    /// <summary>Carries the commands out; if they cannot be, the task has failed, and this says why.</summary>
    public string? Play()
    {
        if (Problem() is { } problem)
        {
            run.Task.Fail(problem.Cause, new() { Message = problem.Message, Source = "Server", ServerFailureInfo = new() { NonRetryable = true } }, answer.Identity);
            return problem.Message;
        }

        CompletedId = run.Task.Complete(answer).EventId;
        foreach (var command in answer.Commands.TakeWhile(_ => !run.IsClosed))
        {
            Apply(command);
        }

        foreach (var rejection in answer.Messages.Where(message => message.Body.Is(Rejection.Descriptor)))
        {
            run.Updates.Apply(rejection, rejection.Id);
        }

        if (run.IsClosed)
        {
            return null;
        }

        run.Task.End();
        if (run.Flush() || run.Updates.HasUnsent || answer.ForceCreateNewWorkflowTask)
        {
            run.Task.Need();
        }

        return null;
    }

    public Message Message(string id) =>
        answer.Messages.FirstOrDefault(message => message.Id == id) ?? throw Refusals.Invalid($"a command refers to message {id}, which was not sent");

    /// <summary>What the rehearsal does not model ends the run, so that nobody waits for it and nobody believes a guess.</summary>
    public void Refuse(string what) => HopelessRuns.EndRefused(run, Refusals.NotModelled(what).Status.Detail);

    private (WorkflowTaskFailedCause Cause, string Message)? Problem()
    {
        return answer.Commands.Any(Closes) && (run.HasBufferedEvents || run.Updates.HasUnsent)
            ? (WorkflowTaskFailedCause.UnhandledCommand, "UnhandledCommand")
            : answer.Commands.Select(Problem).FirstOrDefault(problem => problem is not null);
    }

    private (WorkflowTaskFailedCause Cause, string Message)? Problem(Command command)
    {
        var attributes = command.CommandType switch
        {
            CommandType.UpsertWorkflowSearchAttributes => command.UpsertWorkflowSearchAttributesCommandAttributes.SearchAttributes,
            CommandType.StartChildWorkflowExecution => command.StartChildWorkflowExecutionCommandAttributes.SearchAttributes,
            CommandType.ContinueAsNewWorkflowExecution => command.ContinueAsNewWorkflowExecutionCommandAttributes.SearchAttributes,
            _ => null,
        };
        return Kernel.Attributes.Missing(attributes) is { } name
            ? (WorkflowTaskFailedCause.BadSearchAttributes, $"BadSearchAttributes: Namespace {Kernel.Options.Namespace} has no mapping defined for search attribute {name}")
            : null;
    }

    private static bool Closes(Command command) => command.CommandType
        is CommandType.CompleteWorkflowExecution
        or CommandType.FailWorkflowExecution
        or CommandType.CancelWorkflowExecution
        or CommandType.ContinueAsNewWorkflowExecution;

    private void Apply(Command command)
    {
        if (Closes(command))
        {
            run.Discard();
        }

        switch (command.CommandType)
        {
            case CommandType.ScheduleActivityTask:
                ActivityCommands.Schedule(this, command);
                break;
            case CommandType.RequestCancelActivityTask:
                ActivityCommands.RequestCancel(this, command);
                break;
            case CommandType.StartTimer:
                TimerCommands.Start(this, command);
                break;
            case CommandType.CancelTimer:
                TimerCommands.Cancel(this, command);
                break;
            case CommandType.StartChildWorkflowExecution:
                ChildCommands.Start(this, command);
                break;
            case CommandType.SignalExternalWorkflowExecution:
                ExternalCommands.Signal(this, command);
                break;
            case CommandType.RequestCancelExternalWorkflowExecution:
                ExternalCommands.RequestCancel(this, command);
                break;
            case CommandType.CompleteWorkflowExecution:
                ClosingCommands.Complete(this, command);
                break;
            case CommandType.FailWorkflowExecution:
                ClosingCommands.Fail(this, command);
                break;
            case CommandType.CancelWorkflowExecution:
                ClosingCommands.Cancel(this, command);
                break;
            case CommandType.ContinueAsNewWorkflowExecution:
                ClosingCommands.ContinueAsNew(this, command);
                break;
            case CommandType.UpsertWorkflowSearchAttributes:
                PropertyCommands.UpsertAttributes(this, command);
                break;
            case CommandType.ModifyWorkflowProperties:
                PropertyCommands.ModifyMemo(this, command);
                break;
            case CommandType.RecordMarker:
                PropertyCommands.RecordMarker(this, command);
                break;
            case CommandType.ProtocolMessage:
                var message = Message(command.ProtocolMessageCommandAttributes.MessageId);
                run.Updates.Apply(message, message.Id);
                break;
            default:
                Refuse($"the command {command.CommandType} of {run.Start.Type} {run.WorkflowId}");
                break;
        }
    }
}
