using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SharedImages.Ecs;

/// <summary>
/// Reads answers into records by ECS's names. What is missing, null, empty or an odd scalar keeps the record's default; an object or a list
/// of another form is a bad answer, never another exception.
/// </summary>
internal static class ResponseJson
{
    /// <exception cref="EcsException"><see cref="LocalCodes.BadAnswer"/>: something has another form.</exception>
    public static T Read<T>(EcsAnswer answer, JsonElement part)
    {
        try
        {
            return part.Deserialize(InfoOf<T>()) ?? throw new JsonException("null");
        }
        catch (JsonException e)
        {
            throw answer.Wrong(e.Path ?? "$", e);
        }
    }

    /// <summary>One page of a listing, read in one pass.</summary>
    /// <exception cref="EcsException"><see cref="LocalCodes.BadAnswer"/>: it is not there, or something in it has another form.</exception>
    public static Page<T> ReadPage<T>(EcsAnswer answer, Listing listing)
    {
        try
        {
            return new PageReader<T>(listing, InfoOf<T>()).Read(answer);
        }
        catch (JsonException e)
        {
            throw answer.Wrong(e.Path ?? $"{listing.Outer}.{listing.Inner}", e);
        }
    }

    private static JsonTypeInfo<T> InfoOf<T>() => (JsonTypeInfo<T>)AnswerJson.Tolerant.Options.GetTypeInfo(typeof(T));
}
