using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Temporalio.Activities;
using Temporalio.Workflows;

namespace SharedImages.Workflows.Tests;

/// <summary>
/// The surface that other languages, stored histories and operators rely on, as one text. A change shows here as a difference; a wanted
/// one is accepted by copying the file that the failure names over <c>Operations/surface.txt</c>.
/// </summary>
public sealed class SurfaceTests
{
    private static readonly JsonSerializerOptions Json = new(ContractJson.Options) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    private static readonly IReadOnlyList<Type> Definitions = OperationKinds.Workflows;
    private static readonly IReadOnlyList<MethodInfo> Steps = [.. OperationKinds.All.SelectMany(kind => kind.Activities).Distinct().SelectMany(contract => contract.GetMethods())];

    [Fact]
    public async Task Surface_IsTheOneThatIsRecorded()
    {
        var recorded = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Operations", "surface.txt"), TestContext.Current.CancellationToken);
        var surface = string.Join('\n', Lines()) + "\n";
        if (surface != recorded)
        {
            var received = Path.Combine(AppContext.BaseDirectory, "Operations", "surface.received.txt");
            await File.WriteAllTextAsync(received, surface, TestContext.Current.CancellationToken);
            surface.ShouldBe(recorded, $"the surface has changed; if that is wanted, copy {received} over Operations/surface.txt");
        }
    }

    private static IEnumerable<string> Lines() => [.. Names(), .. Handlers(), .. Activities(), .. Contracts()];

    private static IEnumerable<string> Names() =>
    [
        "# names",
        .. typeof(ContractNames).GetFields().Where(field => field.IsLiteral).Select(field => $"{field.Name} = {field.GetRawConstantValue()}"),
        .. ContractNames.SearchAttributes.Select(key => $"search attribute {key.Name}: {key.ValueType}"),
        .. OperationKinds.All.Select(kind => $"workflow id {kind.WorkflowId("NAME", "VERSION")}: {kind.Name}, {(kind.OnlyAdds is null ? "runs again" : "runs again when asked, and adds")}"),
        $"workflow id {ContractNames.RegionWorkflowId(ContractNames.WorkflowId("NAME", "VERSION"), "REGION")}",
    ];

    private static IEnumerable<string> Handlers()
    {
        foreach (var definition in Definitions.Select(type => WorkflowDefinition.Create(type)))
        {
            yield return "";
            yield return $"# workflow {definition.Name}";
            foreach (var name in definition.Queries.Keys.Order(StringComparer.Ordinal))
            {
                yield return $"query {name}";
            }

            foreach (var name in definition.Signals.Keys.Order(StringComparer.Ordinal))
            {
                yield return $"signal {name}";
            }

            foreach (var name in definition.Updates.Keys.Order(StringComparer.Ordinal))
            {
                yield return $"update {name}";
            }
        }
    }

    private static IEnumerable<string> Activities() =>
    [
        "",
        "# activities",
        .. Steps
            .Select(method => $"{ActivityName(method)}({string.Join(", ", method.GetParameters().Select(parameter => Word(parameter.ParameterType)))}): {Word(method.ReturnType)}")
            .Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<string> Contracts()
    {
        foreach (var type in Reachable().OrderBy(type => type.Name, StringComparer.Ordinal))
        {
            yield return "";
            if (type.IsEnum)
            {
                yield return $"# enum {type.Name}";
                yield return string.Join(' ', Enum.GetValues(type).Cast<object>().Select(value => JsonSerializer.Serialize(value, type, Json).Trim('"')));
                continue;
            }

            yield return $"# object {type.Name}";
            foreach (var property in Json.GetTypeInfo(type).Properties)
            {
                yield return $"{property.Name}: {Word(property.PropertyType)}{(property.IsRequired ? ", required" : "")}";
            }
        }
    }

    /// <summary>What callers send and get, what crosses between workflows and activities, and what those are made of.</summary>
    private static HashSet<Type> Reachable()
    {
        var found = new HashSet<Type>();
        var open = new Stack<Type>(
        [
            typeof(PromotionResult), typeof(OperationPlan), typeof(LaunchResult), typeof(SharingResult), typeof(ReplacementResult), typeof(ChannelResult), typeof(ImageChannels), typeof(ChannelMoves), typeof(ReplaceWindowInput), typeof(ReplaceSystemDiskInput), typeof(WindowOutcome), typeof(WindowOrders), typeof(WindowNews), typeof(OperationProgress), typeof(ResolveRequest), typeof(CopyToRegionInput), typeof(RegionOutcome), typeof(CopyLook),
            .. Steps.SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType)),
        ]);
        while (open.TryPop(out var type))
        {
            foreach (var part in Parts(type).Where(part => part.Assembly == typeof(PromotionResult).Assembly && found.Add(part)))
            {
                foreach (var property in part.IsEnum ? [] : Json.GetTypeInfo(part).Properties)
                {
                    open.Push(property.PropertyType);
                }
            }
        }

        return found;
    }

    private static string ActivityName(MethodInfo method) => method.GetCustomAttribute<ActivityAttribute>()?.Name ?? method.Name[..^"Async".Length];

    private static IEnumerable<Type> Parts(Type type) => type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts) : [type];

    private static string Word(Type type) =>
        Nullable.GetUnderlyingType(type) is { } underlying ? $"{Word(underlying)}?"
        : !type.IsGenericType ? type.Name
        : type.GetGenericTypeDefinition() == typeof(Task<>) ? Word(type.GetGenericArguments()[0])
        : $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Word))}>";
}
