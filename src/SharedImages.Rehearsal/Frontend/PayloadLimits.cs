using Google.Protobuf;
using Temporalio.Api.Common.V1;

namespace SharedImages.Rehearsal;

/// <summary>How large values may be. Workers are told, and keep to it by themselves.</summary>
internal static class PayloadLimits
{
    /// <summary>Of all values of one request, and of one memo.</summary>
    public const int MaxBytes = 2 * 1024 * 1024;

    public static bool IsTooLarge(IMessage? values) => values?.CalculateSize() > MaxBytes;

    /// <exception cref="Grpc.Core.RpcException">They are too large.</exception>
    public static void Check(Payloads? values)
    {
        if (IsTooLarge(values))
        {
            throw Refusals.Invalid("Blob data size exceeds limit.");
        }
    }

    /// <inheritdoc cref="Check(Payloads?)"/>
    public static void Check(Memo? memo)
    {
        if (IsTooLarge(memo))
        {
            throw Refusals.Invalid("Memo size exceeds limit.");
        }
    }
}
