namespace SharedImages.Workflows;

/// <summary>Why a step failed, in words for the operator. First detail of the activity's failure.</summary>
/// <param name="Kind">What kind of trouble.</param>
/// <param name="Message">One sentence: what happened, to what.</param>
/// <param name="Remedy">What to do: which right, quota, key, setting.</param>
/// <param name="Code">ECS's code; null when it was not ECS.</param>
/// <param name="RequestId">ECS's request id; null when there was no answer.</param>
/// <param name="ImageId">The image in question (the one in the way, the failed one); null when none.</param>
/// <param name="AnswerUnknown">True when a CopyImage may have taken effect although no answer came.</param>
public sealed record StepError(
    StepErrorKind Kind,
    string Message,
    string Remedy,
    string? Code = null,
    string? RequestId = null,
    string? ImageId = null,
    bool AnswerUnknown = false)
{
    /// <summary>What happened and what to do, in one sentence.</summary>
    public string Sentence() => Join(Message);

    /// <summary>The same where the region has been named already.</summary>
    public string SentenceWithin(string region) => Join(MessageWithin(region));

    /// <summary>What happened, where the region has been named already.</summary>
    public string MessageWithin(string region) =>
        Message.StartsWith(region, StringComparison.Ordinal) ? Message[region.Length..].TrimStart(':', ' ') : Message;

    /// <summary>Whether nobody can put it right without another spec: it ends its part of an operation, and what is otherwise parks.</summary>
    public bool NeedsAnotherSpec() => Kind is StepErrorKind.Invalid or StepErrorKind.RegionNotFound or StepErrorKind.Idempotency;

    /// <summary>
    /// Whether the call that failed is not to be sent again with its client token: a token may stay failed after a definitive refusal
    /// (facts §1.10), but must be kept while the answer to it is unknown, and is unspent when nothing was sent.
    /// </summary>
    public bool IsAnswered() => !AnswerUnknown && Kind is not (StepErrorKind.Unreachable or StepErrorKind.OtherAccount);

    // ECS's own texts end in a full stop.
    private string Join(string message) => $"{message.TrimEnd('.')}; {Remedy}";
}
