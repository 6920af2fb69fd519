using System.Globalization;
using System.Text.RegularExpressions;

namespace SharedImages.Rehearsal;

/// <summary>The part of Temporal's list filters that is modelled: <c>=</c>, <c>!=</c>, <c>IN</c>, <c>IS NULL</c>, and <c>&gt;=</c> of the start, joined by <c>AND</c>, <c>OR</c> and parentheses.</summary>
internal sealed partial class ListFilter
{
    // A filter is a line that somebody typed; what nests deeper is not.
    private const int MaxDepth = 50;

    private readonly string query;
    private readonly AttributeRegistry attributes;
    private readonly List<Match> tokens;
    private int at;
    private int depth;

    private ListFilter(string query, AttributeRegistry attributes)
    {
        this.query = query;
        this.attributes = attributes;
        tokens = [.. Token.Matches(query).Cast<Match>()];
    }

    private string? Word => at < tokens.Count ? tokens[at].Groups["word"].Value : null;

    /// <summary>Which runs a query means; an empty one means all.</summary>
    /// <exception cref="Grpc.Core.RpcException">The query says more than is modelled, or names what there is not.</exception>
    public static Func<Run, bool> Parse(string query, AttributeRegistry attributes)
    {
        if (string.IsNullOrWhiteSpace(query))
        {
            return _ => true;
        }

        var filter = new ListFilter(query, attributes);
        var holds = filter.Any();
        return filter.at == filter.tokens.Count ? holds : throw filter.NotModelled();
    }

    private Func<Run, bool> Any()
    {
        var left = All();
        while (Takes("OR"))
        {
            var (one, other) = (left, All());
            left = run => one(run) || other(run);
        }

        return left;
    }

    private Func<Run, bool> All()
    {
        var left = One();
        while (Takes("AND"))
        {
            var (one, other) = (left, One());
            left = run => one(run) && other(run);
        }

        return left;
    }

    private Func<Run, bool> One()
    {
        if (!Takes("("))
        {
            return Comparison();
        }

        if (++depth > MaxDepth)
        {
            throw NotModelled();
        }

        var inner = Any();
        Expect(")");
        depth--;
        return inner;
    }

    private Func<Run, bool> Comparison()
    {
        var name = Word is { Length: > 0 } word && at < tokens.Count ? word.Trim('`') : throw NotModelled();
        at++;
        if (!RunField.IsKnown(name, attributes))
        {
            throw RunField.IsNotModelled(name) ? NotModelled() : Refusals.Invalid($"invalid query: invalid search attribute: {name}");
        }

        if (name == RunField.StartTime)
        {
            return StartedSince();
        }

        if (Takes("IS"))
        {
            var isNull = !Takes("NOT");
            Expect("NULL");
            return run => RunField.Values(run, name).Count == 0 == isNull;
        }

        if (Takes("IN"))
        {
            var values = ValueList();
            return run => RunField.Values(run, name).Any(values.Contains);
        }

        var equal = Takes("=");
        if (!equal)
        {
            Expect("!=");
        }

        var value = Value();
        return run => Compares(RunField.Values(run, name), value, equal);
    }

    private Func<Run, bool> StartedSince()
    {
        Expect(">=");
        var value = Value();
        return DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var since)
            ? run => run.StartTime >= since
            : throw Refusals.Invalid($"invalid query: unable to convert {value} to a time");
    }

    // What a run does not have is neither equal nor unequal to anything.
    private static bool Compares(IReadOnlyCollection<string> values, string value, bool equal) =>
        values.Count > 0 && values.Contains(value, StringComparer.Ordinal) == equal;

    private HashSet<string> ValueList()
    {
        Expect("(");
        var values = new HashSet<string>(StringComparer.Ordinal) { Value() };
        while (Takes(","))
        {
            values.Add(Value());
        }

        Expect(")");
        return values;
    }

    private string Value()
    {
        var token = at < tokens.Count ? tokens[at] : throw NotModelled();
        at++;
        return token.Groups["text"] is { Success: true } text ? text.Value
            : token.Groups["word"].Value is { Length: > 0 } word && (char.IsAsciiLetterOrDigit(word[0]) || word[0] is '-' or '+') ? word
            : throw NotModelled();
    }

    private bool Takes(string word)
    {
        var taken = string.Equals(Word, word, StringComparison.OrdinalIgnoreCase);
        at += taken ? 1 : 0;
        return taken;
    }

    private void Expect(string word)
    {
        if (!Takes(word))
        {
            throw NotModelled();
        }
    }

    private Grpc.Core.RpcException NotModelled() =>
        Refusals.NotModelled($"the list filter \"{query}\" (only =, !=, IN and IS NULL, joined by AND, OR and parentheses, of ids, type, queue, status and search attributes, and >= of StartTime)");

    [GeneratedRegex("""\s*(?:'(?<text>[^']*)'|"(?<text>[^"]*)"|(?<word>!=|>=|[=(),]|`[^`]*`|[A-Za-z0-9_.:+-]+|\S))\s*""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Token { get; }
}
