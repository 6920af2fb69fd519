using System.Reflection;
using System.Runtime.CompilerServices;

namespace SharedImages.Ecs.Tests;

/// <summary>All requests that the client has, filled so that they can be sent.</summary>
internal static class KnownRequests
{
    public static IReadOnlyList<Type> All { get; } = [.. typeof(EcsClient).Assembly.GetTypes().Where(type => !type.IsAbstract && IsRequest(type))];

    public static Type Of(string name) => All.Single(type => type.Name == name);

    public static Type ResponseOf(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(EcsRequest<>) ? type.GetGenericArguments()[0] : ResponseOf(type.BaseType!);

    /// <summary>Made without its constructor: required properties are what the operation needs, not what reading needs.</summary>
    public static object Filled(Type type)
    {
        var request = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var property in type.GetProperties().Where(property => property.CanWrite))
        {
            property.SetValue(request, property.PropertyType == typeof(string) ? "cn-any" : property.PropertyType == typeof(IReadOnlyList<string>) ? new[] { "x" } : property.PropertyType == typeof(IReadOnlyList<Tag>) ? Array.Empty<Tag>() : property.GetValue(request));
        }

        return request;
    }

    /// <summary>Null when it is answered with no list.</summary>
    public static Listing? ListingOf(object request) =>
        (Listing?)request.GetType().GetProperty("Listing", BindingFlags.NonPublic | BindingFlags.Instance)?.GetValue(request);

    private static bool IsRequest(Type type) => type.BaseType is { } parent && (parent.IsGenericType && parent.GetGenericTypeDefinition() == typeof(EcsRequest<>) || IsRequest(parent));
}
