using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace SharedImages.Cli.Tests;

/// <summary>docker-compose.yml and deploy/Dockerfile, as data.</summary>
internal static class DeploymentFiles
{
    public const string ProgramImage = "shared-images:local";

    /// <summary>Where the image holds the program, whose file is named like its assembly.</summary>
    public static string Program { get; } = $"/app/{typeof(ProgramCommands).Assembly.GetName().Name}";

    public static JsonObject Services { get; } = ReadServices();

    /// <summary>The services that run our program.</summary>
    public static IReadOnlyDictionary<string, JsonObject> Ours { get; } = Services
        .Where(service => Text(service.Value!["image"]) == ProgramImage)
        .ToDictionary(service => service.Key, service => service.Value!.AsObject(), StringComparer.Ordinal);

    /// <summary>The Dockerfile's instructions, continuation lines joined, comments left out.</summary>
    public static IReadOnlyList<(string Name, string Value)> Instructions { get; } =
    [
        .. File.ReadAllText(Path.Combine(Checkout.Root, "deploy/Dockerfile")).Replace("\\\n", " ", StringComparison.Ordinal)
            .Split('\n')
            .Where(line => line.Length > 0 && !line.StartsWith('#'))
            .Select(line => line.Split(' ', 2))
            .Select(parts => (parts[0], parts[1])),
    ];

    public static string[] Texts(JsonNode? list) => [.. list!.AsArray().Select(Text)];

    public static IReadOnlyDictionary<string, string?> Environment(JsonObject service) =>
        (service["environment"]?.AsObject() ?? []).ToDictionary(variable => variable.Key, variable => (string?)Text(variable.Value), StringComparer.Ordinal);

    /// <summary>The value of an instruction that is a JSON array.</summary>
    public static string[] List(string name)
    {
        var value = Instructions.Single(instruction => instruction.Name == name).Value;
        return JsonSerializer.Deserialize<string[]>(value[value.IndexOf('[', StringComparison.Ordinal)..])!;
    }

    public static string Text(JsonNode? value) => value!.GetValue<object>().ToString()!;

    private static JsonObject ReadServices()
    {
        var yaml = File.ReadAllText(Path.Combine(Checkout.Root, "docker-compose.yml"));
        var document = new DeserializerBuilder().Build().Deserialize(new MergingParser(new Parser(new StringReader(yaml))));
        var json = new SerializerBuilder().JsonCompatible().Build().Serialize(document);
        return JsonNode.Parse(json)!["services"]!.AsObject();
    }
}
