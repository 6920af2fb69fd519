using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace SharedImages.Ecs;

/// <summary>An answer's JSON object, over bytes that are lent: nothing of it may be used when it has been disposed of.</summary>
internal sealed class EcsAnswer(AnswerHead head, RentedBytes body) : IDisposable
{
    // What ECS says ends up in logs and histories; its own texts are far shorter.
    private const int MaxTextLength = 1_000;

    private JsonDocument? document;

    public ReadOnlyMemory<byte> Json => body.Memory;

    /// <summary>The object.</summary>
    /// <exception cref="EcsException">There is none.</exception>
    public JsonElement Root => (document ??= Parse()).RootElement;

    /// <summary>An answer of nothing but its request's id.</summary>
    public static EcsAnswer Empty(string action, string regionId, string? requestId)
    {
        var body = RentedBytes.Of(JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["RequestId"] = requestId ?? "" }, EcsJson.Default.DictionaryStringString));
        return new(new(action, regionId, 200), body);
    }

    /// <summary>A text of it, fit to be shown; null when there is none.</summary>
    public string? Text(string name)
    {
        var text = Root.TextOrNull(name);

        // Unlike a secret, a proof has been sent, so an answer can repeat it.
        return Bounded(string.IsNullOrEmpty(head.Proof) ? text : text?.Replace(head.Proof, "***", StringComparison.Ordinal));
    }

    /// <summary>A text that a success cannot be without.</summary>
    public string Required(string name) => Root.TextOrNull(name) ?? throw Lacks(name);

    /// <summary>A success cannot be without it: a text, or a list in ECS's wrapping.</summary>
    public void Require(string name)
    {
        if (Root.Field(name) is not { ValueKind: JsonValueKind.Object })
        {
            Required(name);
        }
    }

    /// <summary>Something that a success has is not there.</summary>
    public EcsException Lacks(string what) => Bad($"the answer has no {what}");

    /// <summary>Something in a success has a form that it cannot have.</summary>
    public EcsException Wrong(string path, Exception inner) => Bad($"the answer's {Bounded(path)} has another form than ECS's", inner);

    public void Dispose()
    {
        document?.Dispose();
        body.Dispose();
    }

    [return: NotNullIfNotNull(nameof(text))]
    private static string? Bounded(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var bounded = text.Length <= MaxTextLength ? text : $"{text[..(char.IsHighSurrogate(text[MaxTextLength - 1]) ? MaxTextLength - 1 : MaxTextLength)]}…";
        return ShownText.OneLine(bounded);
    }

    private EcsException Bad(string problem, Exception? inner = null) => head.Bad(problem, inner, Text("RequestId"));

    private JsonDocument Parse()
    {
        JsonDocument parsed;
        try
        {
            parsed = JsonDocument.Parse(body.Memory);
        }
        catch (JsonException e)
        {
            throw head.Bad($"the answer is not JSON ({body.Memory.Length} bytes)", e);
        }

        using (parsed.RootElement.ValueKind == JsonValueKind.Object ? null : parsed)
        {
            return parsed.RootElement.ValueKind == JsonValueKind.Object ? parsed : throw head.Bad($"the answer is not a JSON object but {parsed.RootElement.ValueKind}");
        }
    }
}
