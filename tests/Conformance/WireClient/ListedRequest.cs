using System.Reflection;
using System.Text.Json;
using SharedImages.Ecs;

namespace SharedImages.WireClient;

/// <summary>Makes our requests from the list's, which have ECS's names for everything.</summary>
internal static class ListedRequest
{
    private static readonly HashSet<(Type Type, string Property)> Used = [];

    /// <summary>What requests can say, and none in the list does.</summary>
    public static IEnumerable<string> Unused =>
        from type in typeof(EcsClient).Assembly.GetTypes().Where(IsRequest).Concat(Used.Select(used => used.Type)).Distinct()
        from property in type.GetProperties()
        where property.Name != "RegionId" && !Used.Contains((type, property.Name))
        select $"{type.Name}.{property.Name}";

    public static Task SendAsync(EcsClient client, JsonElement entry)
    {
        var action = entry.GetProperty("action").GetString()!;
        if (action == "GetCallerIdentity")
        {
            return client.GetCallerIdentityAsync();
        }

        var type = typeof(EcsClient).Assembly.GetType($"SharedImages.Ecs.{action}Request", throwOnError: true)!;
        var request = Create(type);

        // Some operations have no such parameter; ours says it nevertheless, for the endpoint.
        type.GetProperty("RegionId")!.SetValue(request, "cn-hangzhou");
        Fill(request, "", entry.GetProperty("parameters"));
        return (Task)typeof(EcsClient).GetMethod(nameof(EcsClient.SendAsync))!.MakeGenericMethod(ResponseOf(type)).Invoke(client, [request, CancellationToken.None])!;
    }

    private static object Create(Type type)
    {
        var constructor = type.GetConstructors().MaxBy(constructor => constructor.GetParameters().Length)!;
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter => parameter.HasDefaultValue ? parameter.DefaultValue : Empty(parameter.ParameterType))]);
    }

    private static Array? Empty(Type type) => type.IsGenericType ? Array.CreateInstance(type.GetGenericArguments()[0], 0) : null;

    private static void Fill(object target, string prefix, JsonElement fields)
    {
        foreach (var field in fields.EnumerateObject())
        {
            var name = prefix + field.Name;
            if (PropertyOf(target.GetType(), name) is { } property)
            {
                Used.Add((target.GetType(), property.Name));
                property.SetValue(target, Value(property.PropertyType, field.Value));
            }
            else if (field.Value.ValueKind == JsonValueKind.Object)
            {
                Fill(target, $"{name}.", field.Value);
            }
            else
            {
                throw new InvalidOperationException($"{target.GetType().Name} has nothing for {name}.");
            }
        }
    }

    private static PropertyInfo? PropertyOf(Type type, string wireName) => type.GetProperties().SingleOrDefault(property => WireName(property) == wireName);

    private static string WireName(PropertyInfo property) =>
        property.CustomAttributes.SingleOrDefault(attribute => attribute.AttributeType.Name == "WireAttribute")?.ConstructorArguments[0].Value as string ?? property.Name;

    private static object? Value(Type type, JsonElement value)
    {
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            var item = type.GetGenericArguments()[0];
            var list = Array.CreateInstance(item, value.GetArrayLength());
            for (var i = 0; i < list.Length; i++)
            {
                list.SetValue(Value(item, value[i]), i);
            }

            return list;
        }

        if (type == typeof(string) || type.IsValueType || type == typeof(IReadOnlyDictionary<string, string>))
        {
            return value.Deserialize(type);
        }

        var fields = Create(type);
        Fill(fields, "", value);
        return fields;
    }

    private static bool IsRequest(Type type) =>
        !type.IsAbstract && type.BaseType is { IsGenericType: true } parent && (parent.GetGenericTypeDefinition() == typeof(EcsRequest<>) || parent.GetGenericTypeDefinition() == typeof(EcsListRequest<>));

    private static Type ResponseOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(EcsRequest<>) ? type.GetGenericArguments()[0] : ResponseOf(type.BaseType!);
}
