using System.Globalization;
using System.Text.Json;

namespace SharedImages.Ecs;

/// <summary>Reads a key from somebody's JSON. Errors say what is wrong, not what is there.</summary>
internal static class KeyReader
{
    /// <summary>The key and its end.</summary>
    /// <param name="holder">Whatever stands where it should be.</param>
    /// <param name="fields">Their names.</param>
    /// <param name="hasToken">Whether it is a key with a token.</param>
    /// <param name="fail">Makes the exception of what is wrong, as in "have no AccessKeyId".</param>
    public static IssuedCredentials Read(JsonElement holder, KeyFields fields, bool hasToken, Func<string, EcsException> fail)
    {
        var key = new Credentials(Required(fields.Id), Required(fields.Secret), hasToken ? Required(fields.Token) : null);
        if (!KeyForm.FitsHeader(key.AccessKeyId) || !KeyForm.FitsHeader(key.SecurityToken ?? ""))
        {
            throw fail("hold characters that no access key has");
        }

        if (!fields.AlwaysEnds && holder.TextOrNull(fields.Expiration) is null)
        {
            return new(key, null);
        }

        return DateTimeOffset.TryParse(Required(fields.Expiration), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var end)
            ? new(key, end)
            : throw fail($"have no time as {fields.Expiration}");

        string Required(string name) => holder.Field(name) is { ValueKind: JsonValueKind.String } field && field.GetString() is { Length: > 0 } text
            ? text
            : throw fail($"have no {name}");
    }
}
