namespace SharedImages.Ecs;

/// <summary>Turns any answer into a success or an <see cref="EcsException"/>. Total: no bytes make it, or what it gives, throw anything else.</summary>
internal static class AnswerReader
{
    /// <summary>Sends a call and reads what comes back.</summary>
    /// <exception cref="EcsException">Anything else than a success.</exception>
    public static async Task<EcsAnswer> AskAsync(this IEcsTransport transport, EcsCall call, CancellationToken cancellationToken) =>
        Read(await transport.SendAsync(call, cancellationToken), call.Action, call.RegionId, call.Signer.SecurityToken);

    /// <summary>A success, whose JSON may still turn out to be none. The body is its own from here on.</summary>
    /// <param name="reply">What came.</param>
    /// <param name="action">The operation.</param>
    /// <param name="regionId">Who was asked.</param>
    /// <param name="proof">What has been sent as a proof, so that an answer can repeat it; null = nothing.</param>
    public static EcsAnswer Read(EcsReply reply, string action, string regionId, string? proof) =>
        Read(new(action, regionId, reply.HttpStatus, reply.RetryAfter, reply.Clocks, proof), reply.Body);

    /// <summary>The same of a body alone.</summary>
    /// <param name="head">What is known already.</param>
    /// <param name="body">The body; null when it is larger than the limit.</param>
    public static EcsAnswer Read(AnswerHead head, RentedBytes? body)
    {
        if (body is null)
        {
            throw head.Bad("the answer is larger than the limit");
        }

        var answer = new EcsAnswer(head, body);
        try
        {
            ThrowIfNoSuccess(head, answer);
            return answer;
        }
        catch
        {
            answer.Dispose();
            throw;
        }
    }

    private static void ThrowIfNoSuccess(AnswerHead head, EcsAnswer answer)
    {
        var json = answer.Json.Span;
        if (!JsonTexts.CanBeDecoded(json))
        {
            throw head.Bad($"the answer is not JSON ({json.Length} bytes)");
        }

        if (head.IsSuccess && !JsonTexts.MayHave(json, "\"Code\""u8))
        {
            return;
        }

        var code = answer.Text("Code");
        if (head.IsSuccess && (code is null or "200" or "OK" or "Success"))
        {
            return;
        }

        throw code is null
            ? head.Bad("an error without a code", requestId: answer.Text("RequestId"))
            : new EcsException(
                ErrorKinds.Classify(code, head.HttpStatus),
                head.Action,
                head.RegionId,
                code,
                Message(head, code, answer.Text("Message") ?? ""),
                head.HttpStatus,
                answer.Text("RequestId"),
                head.RetryAfter)
            {
                Clocks = IsOfTheTime(code) ? head.Clocks : null,
            };
    }

    private static bool IsOfTheTime(string code) => code.StartsWith("InvalidTimeStamp", StringComparison.Ordinal);

    private static string Message(AnswerHead head, string code, string message) => code switch
    {
        // The server's message of a wrong signature echoes what was signed (facts §1.9).
        "SignatureDoesNotMatch" or "IncompleteSignature" => "the signature is not the one that ECS computes from this key's secret",
        _ when IsOfTheTime(code) && head.Clocks is { } clocks => $"{message.TrimEnd('.')}: {clocks}",
        _ => message,
    };
}
