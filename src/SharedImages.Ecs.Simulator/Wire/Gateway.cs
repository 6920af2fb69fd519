using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace SharedImages.Ecs.Simulator;

/// <summary>The way of a request: read, route, authenticate, rate limit, scripted faults, permission, client token, effect, journal, answer.</summary>
internal sealed class Gateway(Cloud cloud, FaultScript faults, Identities identities, Authenticator authenticator, Journal journal, ClientTokens tokens)
{
    private const string TokenParameter = "ClientToken";

    private int requests;

    /// <summary>How many requests there were.</summary>
    public int Requests
    {
        get => Volatile.Read(ref requests);
        set => Volatile.Write(ref requests, value);
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
        var requestId = Ids.Uuid($"request/{Interlocked.Increment(ref requests)}").ToUpperInvariant();
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
            var passage = await PassAsync(operation, call);
            if (passage.Answer is not { } answer)
            {
                context.Abort();
                return (null, format);
            }

            var done = journal.Add(Ended(entry, call) with { Code = "OK", HttpStatus = 200, ImageId = answer["ImageId"]?.GetValue<string>() ?? entry.ImageId });
            return (await EndAsync(context, call, passage, done) ? null : Answer.Success(requestId, call.Action, answer), format);
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

    private static SmallMap WithoutSecrets(Parameters parameters) => new(parameters.All.Where(parameter => !IsSecret(parameter.Key)));

    private static bool IsSecret(string parameter) => parameter is AssumeRoleWithOidc.TokenParameter or LaunchOptions.PasswordParameter;

    private async Task<Passage> PassAsync(IOperation operation, Call call)
    {
        var author = LedgerAuthor.Of(call);
        var passage = cloud.Enter(() => Arrive(operation, call), author);
        if (passage.HeldBy is not { } hold)
        {
            return passage;
        }

        // A caller that goes away while it is held does not take its request back: it is on the server already.
        await hold.HoldAsync(CancellationToken.None);
        return cloud.Enter(() => Run(operation, call, passage.Token), author);
    }

    /// <summary>As far as nothing stops it. Only inside <see cref="Cloud.Enter{T}"/>.</summary>
    private Passage Arrive(IOperation operation, Call call)
    {
        if (call.Fault(FaultKind.LoseRequest) is not null)
        {
            return new Passage();
        }

        OwnerParameters.Check(call);
        cloud.RateLimit.CountCall(call);
        CheckRefusals(operation, call);
        var token = Token(operation, call);
        // A hash of the parameters is enough to see that they differ, and takes a tenth of the memory.
        if (token is not null && tokens.Begin(token, AcsSignature.Hash(AcsSignature.CanonicalQuery(call.Parameters.All)), operation.TokenMismatch) is { } remembered)
        {
            return Ending(call, remembered);
        }

        return call.Fault(FaultKind.HoldRequest) is { } hold ? new Passage { HeldBy = hold, Token = token } : Run(operation, call, token);
    }

    private void CheckRefusals(IOperation operation, Call call)
    {
        if (faults.Hit(call, FaultKind.Throttle, FaultKind.ServerError, FaultKind.Error, FaultKind.RegionDown) is { } refusal)
        {
            throw refusal.Fault.ToRefusal();
        }

        PolicyCheck.Check(operation, call);
    }

    /// <summary>What <see cref="ClientTokens"/> knows the call by; null = it has no client token.</summary>
    private static string? Token(IOperation operation, Call call)
    {
        if (!operation.TakesClientToken || call.IsDryRun || call.Parameters.Optional(TokenParameter) is not { } token)
        {
            return null;
        }

        return token.Length <= 64 && token.All(char.IsAscii)
            ? $"{call.Account}/{call.Parameters.Optional("RegionId")}/{call.Action}/{token}"
            : throw new ApiException(400, "InvalidClientToken.ValueNotSupported", "The ClientToken parameter must be ASCII and at most 64 characters long.");
    }

    private Passage Run(IOperation operation, Call call, string? token)
    {
        if (token is null)
        {
            return Ending(call, operation.Run(call));
        }

        try
        {
            var answer = operation.Run(call);
            tokens.Complete(token, answer);
            return Ending(call, answer);
        }
        catch
        {
            tokens.Fail(token);
            throw;
        }
    }

    private static Passage Ending(Call call, JsonObject answer) => new()
    {
        Answer = answer,
        SlowedBy = call.Fault(FaultKind.SlowAnswer),
        AnswerHeldBy = call.Fault(FaultKind.HoldAnswer),
        LosesAnswer = call.Fault(FaultKind.LoseAnswer) is not null,
    };

    /// <summary>True = the answer is lost.</summary>
    private async Task<bool> EndAsync(HttpContext context, Call call, Passage passage, Journal.Entry done)
    {
        try
        {
            await DelayAsync(passage, context.RequestAborted);
        }
        finally
        {
            done.Request = Ended(done.Request, call);
        }

        if (passage.LosesAnswer)
        {
            // Only now, so that a caller who sees the cut finds all of it in the journal.
            context.Abort();
        }

        return passage.LosesAnswer;
    }

    private async Task DelayAsync(Passage passage, CancellationToken callerGone)
    {
        if (passage.SlowedBy is { } slow)
        {
            await cloud.Clock.DelayAsync(slow.Fault.Duration!.Value, callerGone);
        }

        if (passage.AnswerHeldBy is { } hold)
        {
            await hold.HoldAsync(callerGone);
        }
    }

    /// <summary>What became of a call inside the cloud. Neither answered nor held = its request is lost.</summary>
    private sealed class Passage
    {
        public JsonObject? Answer { get; init; }

        /// <summary>What it waits for before it has its effect.</summary>
        public ActiveFault? HeldBy { get; init; }

        /// <summary>What <see cref="ClientTokens"/> knows a held call by; null = it has no client token.</summary>
        public string? Token { get; init; }

        public ActiveFault? SlowedBy { get; init; }

        public ActiveFault? AnswerHeldBy { get; init; }

        public bool LosesAnswer { get; init; }
    }
}
