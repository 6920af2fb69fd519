namespace SharedImages.Ecs;

/// <summary>
/// A request of one ECS operation, which its type is named after. Its properties are the operation's parameters, by ECS's names (facts §1.6).
/// To add an operation: derive a request, write a record of what it answers, give it its name in <see cref="EcsOperations"/> and the record its line in
/// <see cref="AnswerJson"/>.
/// </summary>
/// <typeparam name="TResponse">What the operation answers.</typeparam>
public abstract record EcsRequest<TResponse> : IWireFields
{
    /// <summary>The region that is asked; decides the endpoint.</summary>
    public abstract string RegionId { get; init; }

    internal string Action => GetType().Name[..^"Request".Length];

    /// <summary>What a success cannot be without, unless it is a dry run's.</summary>
    internal virtual string? Result => null;

    /// <summary>Operation and region only: some requests hold passwords.</summary>
    public sealed override string ToString() => $"{Action} in {RegionId}";

    internal virtual Parameters ToParameters() => WireForms.Flatten(this);

    internal virtual TResponse Read(EcsAnswer answer) => ResponseJson.Read<TResponse>(answer, answer.Root);

    internal virtual async Task<TResponse> SendAsync(SendCall send, CancellationToken cancellationToken)
    {
        var parameters = ToParameters();
        try
        {
            using var answer = await send(Action, RegionId, parameters, cancellationToken);
            if (Result is not null && !parameters.IsDryRun)
            {
                answer.Require(Result);
            }

            return Read(answer);
        }
        catch (EcsException e) when (parameters.IsDryRun && e.Code is "DryRunOperation" or "DRYRUN.SUCCESS")
        {
            // A dry run that passes arrives as an error (facts §1.10).
            using var passed = EcsAnswer.Empty(Action, RegionId, e.RequestId);
            return Read(passed);
        }
    }
}
