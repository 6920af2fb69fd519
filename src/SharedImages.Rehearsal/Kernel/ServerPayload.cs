using Google.Protobuf;
using Temporalio.Api.Common.V1;

namespace SharedImages.Rehearsal;

/// <summary>Values that the server itself writes into histories: always plain JSON, whatever converter the clients use.</summary>
internal static class ServerPayload
{
    public static Payload Of(string text) => new()
    {
        Metadata = { ["encoding"] = ByteString.CopyFromUtf8("json/plain") },
        Data = ByteString.CopyFromUtf8(System.Text.Json.JsonSerializer.Serialize(text)),
    };
}
