using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SharedImages.Workflows;

namespace SharedImages.Cli.Tests;

/// <summary>The shapes of all JSON that the program prints as its result, as one text.</summary>
internal static class ApiShapes
{
    private static readonly JsonSerializerOptions Json = new(ContractJson.Options) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    /// <summary>What has an <c>apiVersion</c> and is no spec.</summary>
    private static IEnumerable<Type> Printed { get; } =
        from type in typeof(ProgramCommands).Assembly.GetTypes().Concat(typeof(OperationKinds).Assembly.GetTypes())
        where !type.IsAbstract && !type.IsInterface && type.GetProperty(nameof(OperationResult.ApiVersion)) is not null && !type.IsAssignableTo(typeof(IOperationSpec))
        orderby type.Name
        select type;

    /// <summary>First what is printed, then what it is made of, each by name.</summary>
    public static IReadOnlyList<string> Lines()
    {
        var printed = Printed.ToList();
        var found = new HashSet<Type>([.. printed, typeof(RunFacts)]);
        var open = new Stack<Type>(found);
        while (open.TryPop(out var type))
        {
            foreach (var part in Properties(type).SelectMany(property => Parts(property.PropertyType)).Where(part => IsOurs(part) && found.Add(part)))
            {
                open.Push(part);
            }
        }

        return [.. printed.Concat(found.Except(printed).OrderBy(type => type.Name, StringComparer.Ordinal)).Select(Line)];
    }

    private static string Line(Type type) => type.IsEnum
        ? $"{type.Name}: {string.Join(" | ", Enum.GetValues(type).Cast<object>().Select(value => JsonSerializer.Serialize(value, type, Json).Trim('"')))}"
        : $"{type.Name}: {{ {string.Join(", ", Names(type))} }}";

    private static List<string> Names(Type type)
    {
        var names = Properties(type).Select(property => $"{property.Name}{(property.IsGetNullable || Nullable.GetUnderlyingType(property.PropertyType) is not null ? "?" : "")}: {Word(property.PropertyType)}").ToList();
        // What a run tells of itself, and what is known of the run that told it, become one object.
        return type == typeof(OperationProgress) || type.IsAssignableTo(typeof(OperationResult)) ? [.. names.Take(2), $"run?: {nameof(RunFacts)}", .. names.Skip(2)] : names;
    }

    private static IEnumerable<JsonPropertyInfo> Properties(Type type) => type.IsEnum ? [] : Json.GetTypeInfo(type).Properties.Where(property => property.Get is not null).OrderBy(property => property.Order);

    private static bool IsOurs(Type type) => type.Namespace?.StartsWith(nameof(SharedImages), StringComparison.Ordinal) == true || type.IsEnum;

    private static IEnumerable<Type> Parts(Type type) => type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts) : [type];

    private static string Word(Type type) =>
        Nullable.GetUnderlyingType(type) is { } underlying ? Word(underlying)
        : type.IsGenericType && type.GetGenericArguments() is [var key, var value] ? $"{{ {Word(key)}: {Word(value)} }}"
        : type.IsGenericType ? $"[{Word(type.GetGenericArguments()[0])}]"
        : type.IsEnum ? type.Name
        : Type.GetTypeCode(type) switch
        {
            TypeCode.String => "text",
            TypeCode.Boolean => "boolean",
            TypeCode.Int32 or TypeCode.Int64 or TypeCode.Double => "number",
            _ when type == typeof(DateTimeOffset) => "time",
            _ when type == typeof(Uri) => "address",
            _ when type == typeof(object) => "any",
            _ => type.Name,
        };
}
