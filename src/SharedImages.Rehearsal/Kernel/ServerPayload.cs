using Google.Protobuf;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;

namespace SharedImages.Rehearsal;

/// <summary>Values that the server itself writes into histories: always plain JSON, whatever converter the clients use.</summary>
internal static class ServerPayload
{
    public static Payload Of(string text) => new()
    {
        Metadata = { ["encoding"] = ByteString.CopyFromUtf8("json/plain") },
        Data = ByteString.CopyFromUtf8(System.Text.Json.JsonSerializer.Serialize(text)),
    };

    /// <summary>A search attribute of the server's own; SDKs read no other without its type.</summary>
    public static Payload OfAttribute(string text, IndexedValueType type)
    {
        var payload = Of(text);
        payload.Metadata["type"] = ByteString.CopyFromUtf8(type.ToString());
        return payload;
    }
}
