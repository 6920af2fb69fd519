using System.Text;
using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Tests;

/// <summary>Makes wrong answers of right ones; the same random numbers, the same answers.</summary>
internal sealed class AnswerMutator(Random random)
{
    private const string Hole = "@@hole@@";

    /// <summary>JSON that stands where something else should: some of it cannot be written by a JSON writer.</summary>
    private static readonly string[] Odd =
    [
        "null", "true", "false", "0", "-1", "-0.0", "1e400", "1e-400", "2147483648", "-2147483649", "99999999999999999999999999", new string('9', 2_000),
        "\"\"", "\" \"", "\"True\"", "\"200\"", "\"45%\"", "\"%\"", "\"\\u0000\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"NaN\"", "\"+1\"", "\"1,000\"", "NaN", "Infinity",
        "\"9999-12-31T23:59:59-14:00\"", "\"0001-01-01T00:00:00+14:00\"", "\"2026-13-45T99:99:99Z\"", "\"2026-11-24T01:02Z\"",
        "[]", "{}", "[null]", "[[]]", "[{}]", "{\"\":null}", "{\"a\":[],\"b\":[{}]}", "{\"a\":1}", "[1,\"1\",true,null,{}]",
        Nested("[", "]", 60), Nested("[", "]", 2_000), Nested("{\"a\":", "}", 2_000, "1"), $"\"{new string('x', 3_000)}\"", "\"\ud83d\ude00\"", "\"***\"", "/**/1", "1,", "",
    ];

    private static readonly string[] Names = ["Code", "Message", "RequestId", "NextToken", "TotalCount", "ImageId", "Images", "", "\0", "code", "$id", "$ref", "$type"];

    private static readonly string[] Codes =
        ["Throttling", "InternalError", "InvalidImageId.NotFound", "DryRunOperation", "DRYRUN.SUCCESS", "SignatureDoesNotMatch", "200", "OK", "", " ", "\ud83d\ude00", new string('C', 5_000)];

    private static readonly string[] NoJson =
    [
        "", " ", "null", "[]", "\"text\"", "0", "<html><body><h1>502 Bad Gateway</h1></body></html>", "<?xml version=\"1.0\"?><Error><Code>Throttling</Code></Error>", "OK",
        "{", "{\"", "{\"Code\"", "{\"Code\":", "}{", "{}{}", "[{}]", "{\"RequestId\":\"R\"", "\ufeff{}", ")]}',\n{}", "data: {}\n\n", new string(' ', 5_000), new string('[', 50_000), "\0\0\0\0",
    ];

    private static readonly int[] Statuses = [100, 201, 202, 204, 206, 299, 300, 302, 304, 400, 401, 403, 404, 405, 408, 409, 413, 429, 500, 502, 503, 504, 599, 999];

    public (int Status, byte[] Body) Next(JsonObject right)
    {
        var status = random.Next(10) < 7 ? 200 : Pick(Statuses);
        return random.Next(20) == 0
            ? (status, Encode(Pick(NoJson)))
            : (status, random.Next(4) == 0 ? Damaged(Encode(Wrong(right))) : Encode(Wrong(right)));
    }

    private string Wrong(JsonObject right)
    {
        var answer = right.DeepClone().AsObject();
        for (var change = random.Next(1, 4); change > 0; change--)
        {
            Change(answer);
        }

        var text = answer.ToJsonString();
        while (text.IndexOf($"\"{Hole}\"", StringComparison.Ordinal) is var at and >= 0)
        {
            text = $"{text[..at]}{Pick(Odd)}{text[(at + Hole.Length + 2)..]}";
        }

        // A name that is there twice.
        return random.Next(20) == 0 ? $"{{\"{Pick(Names.Where(name => name != "\0"))}\":{Pick(Odd)},{text[1..]}" : text;
    }

    private void Change(JsonObject answer)
    {
        switch (random.Next(8))
        {
            case 0:
                answer["Code"] = Pick(Codes);
                answer["Message"] = Pick(Codes);
                break;
            case 1:
                answer[Pick(Names)] = Hole;
                break;
            default:
                ChangeSomewhere(answer);
                break;
        }
    }

    private void ChangeSomewhere(JsonNode node)
    {
        switch (node)
        {
            case JsonObject { Count: > 0 } fields:
                var name = Pick(fields.Select(field => field.Key));
                if (fields[name] is JsonObject or JsonArray && random.Next(4) > 0)
                {
                    ChangeSomewhere(fields[name]!);
                    return;
                }

                ChangeField(fields, name);
                break;
            case JsonArray { Count: > 0 } items:
                var index = random.Next(items.Count);
                if (items[index] is JsonObject or JsonArray && random.Next(4) > 0)
                {
                    ChangeSomewhere(items[index]!);
                    return;
                }

                items[index] = Hole;
                break;
            default:
                break;
        }
    }

    private void ChangeField(JsonObject fields, string name)
    {
        var value = fields[name]?.DeepClone();
        switch (random.Next(6))
        {
            case 0:
                fields.Remove(name);
                break;
            case 1:
                fields.Remove(name);
                fields[Pick(Names)] = value;
                break;
            case 2:
                fields[name] = new JsonArray(value);
                break;
            default:
                fields[name] = Hole;
                break;
        }
    }

    private byte[] Encode(string text) => (random.Next(40) switch
    {
        0 => Encoding.Unicode,
        1 => Encoding.UTF32,
        2 => Encoding.Latin1,
        3 => Encoding.BigEndianUnicode,
        _ => Encoding.UTF8,
    }).GetBytes(text);

    private byte[] Damaged(byte[] body)
    {
        var at = random.Next(body.Length + 1);
        switch (random.Next(5))
        {
            case 0:
                return body[..at];
            case 1:
                return [.. body[..at], (byte)random.Next(256), .. body[at..]];
            case 2:
                return [.. body[..at], .. body[random.Next(body.Length + 1)..]];
            case 3:
                return [0xEF, 0xBB, 0xBF, .. body];
            default:
                var flipped = body.ToArray();
                flipped[Math.Min(at, body.Length - 1)] ^= (byte)(1 << random.Next(8));
                return flipped;
        }
    }

    private static string Nested(string open, string close, int depth, string inner = "") =>
        $"{string.Concat(Enumerable.Repeat(open, depth))}{inner}{string.Concat(Enumerable.Repeat(close, depth))}";

    private T Pick<T>(IEnumerable<T> items) => items switch
    {
        IReadOnlyList<T> list => list[random.Next(list.Count)],
        _ => Pick([.. items]),
    };

    private T Pick<T>(T[] items) => items[random.Next(items.Length)];
}
