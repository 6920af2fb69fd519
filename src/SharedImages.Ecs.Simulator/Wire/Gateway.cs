using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace SharedImages.Ecs.Simulator;

/// <summary>The way of a request: read, route, authenticate, scripted faults, client token, effect, journal, answer.</summary>
internal sealed class Gateway(Cloud cloud, FaultScript faults, Authenticator authenticator, Journal journal, ClientTokens tokens)
{
    private const string TokenParameter = "ClientToken";
    private int _requests;

    public async Task HandleAsync(HttpContext context)
    {
        var answer = await AnswerAsync(context);
        if (answer is not null)
        {
            await answer.WriteAsync(context.Response);
        }
    }

    /// <summary>Null = the connection is cut without an answer.</summary>
    private async Task<Answer?> AnswerAsync(HttpContext context)
    {
        var requestId = Ids.Uuid($"request/{Interlocked.Increment(ref _requests)}").ToUpperInvariant();
        var host = context.Request.Host.Value ?? "";
        var entry = new SimulatedRequest();
        try
        {
            var request = await RequestReader.ReadAsync(context.Request);
            entry = entry with { Action = request.Action, Parameters = request.Parameters.All };
            var operation = Operations.Find(request.Action, request.Version);
            var call = new Call(cloud, faults, authenticator.Authenticate(request), request.Action, request.Parameters);
            entry = entry with { Account = call.Account, Region = call.Region, ImageId = request.Parameters.Optional("ImageId") ?? "" };
            var answer = await RunAsync(operation, call);
            journal.Add(entry with { Code = "OK", HttpStatus = 200, ImageId = answer["ImageId"]?.GetValue<string>() ?? entry.ImageId });
            return await HoldOrLoseAsync(context, call) ? null : Answer.Success(requestId, answer);
        }
        catch (ApiException error)
        {
            journal.Add(entry with { Code = error.Code, HttpStatus = error.HttpStatus });
            return Answer.Failure(requestId, error, host);
        }
        catch (BadHttpRequestException error)
        {
            journal.Add(entry with { Code = "InvalidParameter", HttpStatus = error.StatusCode });
            return Answer.Failure(requestId, new ApiException(error.StatusCode, "InvalidParameter", "The request body cannot be read or is too large."), host);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return null;
        }
#pragma warning disable CA1031 // The last line: whatever goes wrong in the simulator is ECS's InternalError to the caller, and whole in the journal.
        catch (Exception error)
#pragma warning restore CA1031
        {
            journal.Add(entry with { Code = "InternalError", HttpStatus = 500, Detail = error.ToString() });
            return Answer.Failure(requestId, new ApiException(500, "InternalError", "The request processing has failed due to some unknown error."), host);
        }
    }

    private async Task<JsonObject> RunAsync(IOperation operation, Call call)
    {
        if (cloud.Enter(() => faults.Hit(call, FaultKind.Throttle, FaultKind.ServerError, FaultKind.Error)) is { } refusal)
        {
            throw refusal.Fault.ToRefusal();
        }

        if (!operation.TakesClientToken || call.IsDryRun || call.Parameters.Optional(TokenParameter) is not { } token)
        {
            return await RunOnceAsync(operation, call);
        }

        if (token.Length > 64 || !token.All(char.IsAscii))
        {
            throw new ApiException(400, "InvalidClientToken.ValueNotSupported", "The ClientToken parameter must be ASCII and at most 64 characters long.");
        }

        var key = $"{call.Account}/{call.Parameters.Optional("RegionId")}/{call.Action}/{token}";
        if (tokens.Begin(key, AcsSignature.CanonicalQuery(call.Parameters.All), operation.TokenMismatch) is { } remembered)
        {
            return remembered;
        }

        try
        {
            var answer = await RunOnceAsync(operation, call);
            tokens.Complete(key, answer);
            return answer;
        }
        catch
        {
            tokens.Forget(key);
            throw;
        }
    }

    private async Task<JsonObject> RunOnceAsync(IOperation operation, Call call)
    {
        // A caller that goes away while it is held does not take its request back: it is on the server already.
        await HoldAsync(call, FaultKind.HoldRequest, CancellationToken.None);
        return cloud.Enter(() => operation.Run(call));
    }

    private async Task<bool> HoldOrLoseAsync(HttpContext context, Call call)
    {
        await HoldAsync(call, FaultKind.HoldAnswer, context.RequestAborted);
        if (cloud.Enter(() => call.Fault(FaultKind.LoseAnswer)) is null)
        {
            return false;
        }

        context.Abort();
        return true;
    }

    private Task HoldAsync(Call call, FaultKind kind, CancellationToken callerGone) =>
        cloud.Enter(() => call.Fault(kind)) is { } fault ? fault.HoldAsync(callerGone) : Task.CompletedTask;
}
