using SharedImages.Ecs;

namespace SharedImages.Activities;

/// <summary>Calls whose effect nobody knows. Pure.</summary>
internal static class LostAnswers
{
    // No nonce is sent twice, so when ECS has seen it already, something on the way has repeated the request.
    private const string Repeated = "SignatureNonceUsed";

    /// <summary>Whether a call may have taken effect although it failed.</summary>
    public static bool MayHaveTakenEffect(EcsException failure) =>
        failure.Code is LocalCodes.NoAnswer or LocalCodes.Timeout or LocalCodes.BadAnswer or "LastTokenProcessing" or "IdempotentProcessing" or Repeated || failure.HttpStatus >= 500;
}
