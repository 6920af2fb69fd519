using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SharedImages.Ecs.Simulator;

/// <summary>What a world file has under <c>present</c>, to and from JSON. Zones, types and jobs are named, not repeated.</summary>
internal sealed class PresentJson
{
    private readonly JsonSerializerOptions options;
    private readonly List<CreationJob> jobs = [];
    private readonly Dictionary<CreationJob, int> numbers = [];

    private PresentJson(Market market) => options = new JsonSerializerOptions(AdminJson.Options)
    {
        // Values of YAML have no type.
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
        IgnoreReadOnlyProperties = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { Modify } },
        Converters =
        {
            new FlagConverter(),
            new NamedConverter<WorldZone>(zone => zone.Id, market.Zone, "zone"),
            new NamedConverter<WorldInstanceType>(type => type.Id, market.Type, "instance type"),
            new NamedConverter<CreationJob>(NumberOf, Job, "job"),
        },
    };

    public static JsonObject Write(Present present, IEnumerable<CreationJob> jobs, Market market)
    {
        var json = new PresentJson(market);
        foreach (var job in jobs.Where(job => json.numbers.TryAdd(job, json.jobs.Count)))
        {
            json.jobs.Add(job);
        }

        return JsonSerializer.SerializeToNode(present with { Jobs = [.. json.jobs.Select(job => job.State)] }, json.options)!.AsObject();
    }

    /// <summary>New records each time.</summary>
    /// <exception cref="JsonException">It cannot be read; knows where.</exception>
    public static Present Read(JsonNode present, SimulatorWorld world) =>
        present.Deserialize<Present>(new PresentJson(new Market(world)).options) ?? throw new JsonException("present is null");

    private string NumberOf(CreationJob job) => numbers[job].ToString(CultureInfo.InvariantCulture);

    private CreationJob? Job(string number) =>
        int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? jobs.ElementAtOrDefault(index) : null;

    private void Modify(JsonTypeInfo type)
    {
        if (type.Type == typeof(CreationJobState))
        {
            type.OnDeserialized = state => jobs.Add(CreationJob.Of((CreationJobState)state));
        }

        // What is null is not written, so it cannot be required.
        foreach (var property in type.Properties.Where(property => property.IsRequired && (property.IsSetNullable || Nullable.GetUnderlyingType(property.PropertyType) is not null)))
        {
            property.IsRequired = false;
        }
    }

    private sealed class FlagConverter : JsonConverter<bool>
    {
        public override bool Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString() switch
        {
            "true" => true,
            "false" => false,
            var value => throw new JsonException($"\"{value}\" is neither true nor false"),
        };

        public override void Write(Utf8JsonWriter writer, bool value, JsonSerializerOptions options) => writer.WriteBooleanValue(value);
    }

    private sealed class NamedConverter<T>(Func<T, string> nameOf, Func<string, T?> find, string kind) : JsonConverter<T>
        where T : class
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var name = reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonException($"this is no {kind}");
            return find(name) ?? throw new JsonException($"there is no {kind} {name}");
        }

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(nameOf(value));
    }
}
