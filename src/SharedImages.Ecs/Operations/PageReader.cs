using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SharedImages.Ecs;

/// <summary>Reads one page of a listing in ECS's wrapping, <c>Images.Image[]</c>, in one pass over the answer's bytes.</summary>
/// <remarks>
/// A listing that is not there is no empty listing: "nothing there" decides that a copy is made and that undo is proved, so only
/// ECS's own empty list says it.
/// </remarks>
internal sealed class PageReader<T>(Listing listing, JsonTypeInfo<T> info)
{
    private readonly JsonConverter<T> converter = (JsonConverter<T>)info.Converter;
    private readonly Func<object, object?> idOf = info.Properties.First(property => property.Name == listing.Id).Get!;
    private List<T>? items;
    private bool isOneWithoutId;
    private int? totalCount;
    private string nextToken = "";

    /// <exception cref="EcsException">There is no such listing.</exception>
    /// <exception cref="JsonException">Not JSON, or something has another form.</exception>
    public Page<T> Read(EcsAnswer answer)
    {
        var reader = new Utf8JsonReader(answer.Json.Span);
        reader.Read();
        if (listing.Within is null)
        {
            ReadHolder(ref reader);
        }
        else
        {
            ReadWithin(ref reader, listing.Within);
        }

        // Nothing may follow, which the reader knows.
        reader.Read();
        if (items is null)
        {
            throw answer.Lacks($"{listing.Outer}.{listing.Inner}");
        }

        return isOneWithoutId
            ? throw answer.Lacks($"{listing.Id} in one of {listing.Outer}.{listing.Inner}")
            : new(items, totalCount, nextToken.Length > 0 ? nextToken : null);
    }

    private static bool IsObject(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            return true;
        }

        reader.Skip();
        return false;
    }

    private static bool ReadName(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    private void ReadWithin(ref Utf8JsonReader reader, string within)
    {
        if (!IsObject(ref reader))
        {
            return;
        }

        while (ReadName(ref reader))
        {
            if (reader.ValueTextEquals(within))
            {
                reader.Read();
                ReadHolder(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private void ReadHolder(ref Utf8JsonReader reader)
    {
        if (!IsObject(ref reader))
        {
            return;
        }

        while (ReadName(ref reader))
        {
            if (reader.ValueTextEquals(listing.Outer))
            {
                reader.Read();
                ReadWrapper(ref reader);
            }
            else if (reader.ValueTextEquals("TotalCount"u8))
            {
                reader.Read();
                totalCount = Scalars.Read<int>(ref reader, Scalars.TryInteger);
            }
            else if (reader.ValueTextEquals("NextToken"u8))
            {
                reader.Read();
                nextToken = TextConverter.Read(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private void ReadWrapper(ref Utf8JsonReader reader)
    {
        items = null;
        if (!IsObject(ref reader))
        {
            return;
        }

        while (ReadName(ref reader))
        {
            if (reader.ValueTextEquals(listing.Inner))
            {
                reader.Read();
                ReadItems(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private void ReadItems(ref Utf8JsonReader reader)
    {
        (items, isOneWithoutId) = (null, false);
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        items = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (!IsObject(ref reader))
            {
                isOneWithoutId = true;
                continue;
            }

            // The converter itself: JsonSerializer.Deserialize would first look for the item's end, so read everything twice.
            var item = converter.Read(ref reader, typeof(T), info.Options)!;
            isOneWithoutId |= idOf(item) is not string { Length: > 0 };
            items.Add(item);
        }
    }
}
