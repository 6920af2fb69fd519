using System.Text.Json;
using System.Text.Json.Serialization;

namespace SharedImages.Ecs.Simulator;

/// <summary>The policy that confines a session below its role (facts §1.11). What is not understood of it is refused, rather than not enforced.</summary>
internal static class SessionPolicy
{
    private const int MaxLength = 2048;

    private static readonly JsonSerializerOptions Strict = new() { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true };

    /// <exception cref="ApiException">It is too long, or not of the grammar that the simulator knows.</exception>
    public static WorldPolicy Read(string text)
    {
        try
        {
            var document = text.Length <= MaxLength ? JsonSerializer.Deserialize<Document>(text, Strict) : null;
            if (document is not { Version: "1", Statement.Count: > 0 })
            {
                throw Malformed();
            }

            var statements = document.Statement.Select(statement => statement ?? throw Malformed()).ToList();
            return new WorldPolicy
            {
                Allow = [.. statements.Where(statement => statement.Effect == "Allow").Select(Read)],
                Deny = [.. statements.Where(statement => statement.Effect == "Deny").Select(Read)],
            };
        }
        catch (JsonException)
        {
            throw Malformed();
        }
    }

    private static WorldStatement Read(Statement statement)
    {
        var regions = Texts(statement.Resource).Select(RegionOf).ToList();
        return new WorldStatement { Actions = Texts(statement.Action), Regions = regions.Contains("*") ? [] : regions };
    }

    /// <summary>One text, or a list of them.</summary>
    private static List<string> Texts(JsonElement value)
    {
        var texts = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : new List<JsonElement> { value };
        return texts.Count > 0 && texts.TrueForAll(text => text.ValueKind == JsonValueKind.String)
            ? texts.ConvertAll(text => text.GetString()!)
            : throw Malformed();
    }

    /// <summary>Of <c>*</c> all; else all resources of one region.</summary>
    private static string RegionOf(string resource) => resource.Split(':') switch
    {
        ["*"] => "*",
        ["acs", _, { Length: > 0 } region, "*", "*"] => region,
        _ => throw Malformed(),
    };

    private static ApiException Malformed() => new(400, "InvalidParameter.PolicyGrammar",
        "The parameter Policy has not passed grammar check. The simulator takes {\"Version\":\"1\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"ecs:*\"],\"Resource\":\"acs:ecs:REGION:*:*\"}]}.");

    private sealed record Document
    {
        public required string Version { get; init; }

        public required IReadOnlyList<Statement?> Statement { get; init; }
    }

    private sealed record Statement
    {
        private readonly string effect = "";

        public required string Effect
        {
            get => effect;
            init => effect = value is "Allow" or "Deny" ? value : throw new JsonException();
        }

        public required JsonElement Action { get; init; }

        public required JsonElement Resource { get; init; }
    }
}
