using System.Text;
using System.Text.Json;

namespace SharedImages.Ecs;

/// <summary>What somebody who gives out keys has said.</summary>
/// <param name="Who">Who it was, for failures.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">The body; null = larger than the limit.</param>
internal sealed record DirectAnswer(string Who, int Status, byte[]? Body)
{
    /// <summary>The body of a success as text, without white space around it.</summary>
    /// <exception cref="EcsException">No success, or too large.</exception>
    public string ReadText()
    {
        if (Status != 200)
        {
            throw Status >= 500
                ? Bad($"answers HTTP {Status}")
                : CredentialsFailures.Unusable($"{Who} answers HTTP {Status}");
        }

        return Body is null ? throw Bad("answers more than 64 KiB") : Encoding.UTF8.GetString(Body).Trim();
    }

    /// <summary>The key of a success.</summary>
    /// <exception cref="EcsException">No success, or no key.</exception>
    public IssuedCredentials ReadKey()
    {
        var answer = Parse(ReadText());
        return answer.Text("Code") is "Success" ? KeyReader.Read(answer, KeyFields.AlibabaCloud, hasToken: true, lack => Bad($"gives credentials that {lack}")) : throw Bad("does not answer with the Code Success");
    }

    /// <summary>The failure of an answer that makes no sense; the next may.</summary>
    public EcsException Bad(string problem) => CredentialsFailures.Transient(LocalCodes.BadAnswer, $"{Who} {problem}");

    private JsonElement Parse(string text)
    {
        try
        {
            return JsonTexts.Parse(Encoding.UTF8.GetBytes(text));
        }
        catch (JsonException)
        {
            // Not as the inner exception: its text may quote the answer's.
            throw Bad("does not answer in JSON");
        }
    }
}
