using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace SharedImages.Ecs.Simulator;

/// <summary>The way of a request: read, route, authenticate, rate limit, scripted faults, permission, client token, effect, journal, answer.</summary>
internal sealed class Gateway(Cloud cloud, FaultScript faults, Identities identities, Authenticator authenticator, Journal journal, ClientTokens tokens)
{
    private const string TokenParameter = "ClientToken";

    private int _requests;

    /// <summary>How many requests there were.</summary>
    public int Requests
    {
        get => Volatile.Read(ref _requests);
        set => Volatile.Write(ref _requests, value);
    }

    public async Task HandleAsync(HttpContext context)
    {
        var (answer, format) = await AnswerAsync(context);
        if (answer is not null)
        {
            await answer.WriteAsync(context.Response, format);
        }
    }

    /// <summary>Null = the connection is cut without an answer.</summary>
    private async Task<(Answer? Answer, AnswerFormat Format)> AnswerAsync(HttpContext context)
    {
        var requestId = Ids.Uuid($"request/{Interlocked.Increment(ref _requests)}").ToUpperInvariant();
        var (host, product) = (context.Request.Host.Value ?? "", "Ecs");
        var entry = new SimulatedRequest { RequestId = requestId, Time = cloud.Clock.Now };
        Call? call = null;
        var format = AnswerFormats.ByHeaders(context.Request.Headers);
        try
        {
            var request = await RequestReader.ReadAsync(context.Request);
            format = AnswerFormats.By(request.Parameters, format);
            entry = entry with { Action = request.Action, Parameters = WithoutSecrets(request.OperationParameters) };
            var operation = Operations.Find(request.Action, request.Version);
            product = operation.Product;
            var principal = operation.IsAnonymous ? Principal.Nobody : authenticator.Authenticate(request);
            call = new Call(cloud, faults, identities, principal, request.Action, request.OperationParameters) { RequestId = requestId };
            entry = entry with { Account = call.Account, Caller = principal.Arn, Region = call.Region, ImageId = call.Parameters.Optional("ImageId") ?? "" };
            if (CutsBefore(context, call))
            {
                return (null, format);
            }

            OwnerParameters.Check(call);
            var answer = await RunAsync(operation, call);
            var done = journal.Add(Ended(entry, call) with { Code = "OK", HttpStatus = 200, ImageId = answer["ImageId"]?.GetValue<string>() ?? entry.ImageId });
            return (await EndAsync(context, call, done) ? null : Answer.Success(requestId, call.Action, answer), format);
        }
        catch (ApiException error)
        {
            journal.Add(Ended(entry, call) with { Code = error.Code, HttpStatus = error.HttpStatus });
            return (Answer.Failure(requestId, error, host, product, cloud.Rules.RetryAfterInSeconds), format);
        }
        catch (BadHttpRequestException error)
        {
            journal.Add(Ended(entry, call) with { Code = "InvalidParameter", HttpStatus = error.StatusCode });
            return (Answer.Failure(requestId, new ApiException(error.StatusCode, "InvalidParameter", "The request body cannot be read or is too large."), host, product), format);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return (null, format);
        }
#pragma warning disable CA1031 // The last line: whatever goes wrong in the simulator is ECS's InternalError to the caller, and whole in the journal.
        catch (Exception error)
#pragma warning restore CA1031
        {
            journal.Add(Ended(entry, call) with { Code = "InternalError", HttpStatus = 500, Detail = error.ToString() });
            return (Answer.Failure(requestId, new ApiException(500, "InternalError", "The request processing has failed due to some unknown error."), host, product), format);
        }
    }

    private SimulatedRequest Ended(SimulatedRequest entry, Call? call) => entry with { Duration = cloud.Clock.Now - entry.Time, Faults = call?.Faults ?? [] };

    private static Dictionary<string, string> WithoutSecrets(Parameters parameters) =>
        parameters.All.Where(parameter => parameter.Key is not (AssumeRoleWithOidc.TokenParameter or LaunchOptions.PasswordParameter)).ToDictionary(StringComparer.Ordinal);

    private async Task<JsonObject> RunAsync(IOperation operation, Call call)
    {
        cloud.RateLimit.CountCall(call);
        cloud.Enter(() => CheckRefusals(operation, call));

        if (!operation.TakesClientToken || call.IsDryRun || call.Parameters.Optional(TokenParameter) is not { } token)
        {
            return await RunOnceAsync(operation, call);
        }

        if (token.Length > 64 || !token.All(char.IsAscii))
        {
            throw new ApiException(400, "InvalidClientToken.ValueNotSupported", "The ClientToken parameter must be ASCII and at most 64 characters long.");
        }

        var key = $"{call.Account}/{call.Parameters.Optional("RegionId")}/{call.Action}/{token}";
        // A hash of them is enough to see that they differ, and takes a tenth of the memory.
        if (tokens.Begin(key, AcsSignature.Hash(AcsSignature.CanonicalQuery(call.Parameters.All)), operation.TokenMismatch) is { } remembered)
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
            tokens.Fail(key);
            throw;
        }
    }

    private void CheckRefusals(IOperation operation, Call call)
    {
        if (faults.Hit(call, FaultKind.Throttle, FaultKind.ServerError, FaultKind.Error, FaultKind.RegionDown) is { } refusal)
        {
            throw refusal.Fault.ToRefusal();
        }

        PolicyCheck.Check(operation, call);
    }

    private async Task<JsonObject> RunOnceAsync(IOperation operation, Call call)
    {
        // A caller that goes away while it is held does not take its request back: it is on the server already.
        await HoldAsync(call, FaultKind.HoldRequest, CancellationToken.None);
        return cloud.Enter(() => operation.Run(call), LedgerAuthor.Of(call));
    }

    /// <summary>True = the answer is lost.</summary>
    private async Task<bool> EndAsync(HttpContext context, Call call, Journal.Entry done)
    {
        var isLost = false;
        try
        {
            isLost = await HoldOrLoseAsync(context, call);
        }
        finally
        {
            done.Request = Ended(done.Request, call);
        }

        if (isLost)
        {
            // Only now, so that a caller who sees the cut finds all of it in the journal.
            context.Abort();
        }

        return isLost;
    }

    private async Task<bool> HoldOrLoseAsync(HttpContext context, Call call)
    {
        if (cloud.Enter(() => call.Fault(FaultKind.SlowAnswer)) is { } slow)
        {
            await cloud.Clock.DelayAsync(slow.Fault.Duration!.Value, context.RequestAborted);
        }

        await HoldAsync(call, FaultKind.HoldAnswer, context.RequestAborted);
        return cloud.Enter(() => call.Fault(FaultKind.LoseAnswer)) is not null;
    }

    private bool CutsBefore(HttpContext context, Call call)
    {
        if (cloud.Enter(() => call.Fault(FaultKind.LoseRequest)) is null)
        {
            return false;
        }

        context.Abort();
        return true;
    }

    private Task HoldAsync(Call call, FaultKind kind, CancellationToken callerGone) =>
        cloud.Enter(() => call.Fault(kind)) is { } fault ? fault.HoldAsync(callerGone) : Task.CompletedTask;
}
