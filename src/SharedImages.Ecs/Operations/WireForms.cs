using System.Collections;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace SharedImages.Ecs;

/// <summary>Flattens requests to ECS's parameters by their properties (facts §1.6): null and a false switch are left out, lists count from 1.</summary>
internal static class WireForms
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<(string Name, WireForm Form, PropertyInfo Property)>> Known = new();

    public static Parameters Flatten(IWireFields request)
    {
        var parameters = new Parameters();
        AddFields(parameters, "", request);

        // Whether a dry run uses up its token is not known, so none is sent with it (facts §1.10).
        return parameters.IsDryRun ? parameters.Without("ClientToken") : parameters;
    }

    private static void AddFields(Parameters parameters, string prefix, IWireFields fields)
    {
        foreach (var (name, form, property) in Known.TryGetValue(fields.GetType(), out var known) ? known : Known.GetOrAdd(fields.GetType(), FieldsOf(fields.GetType())))
        {
            // A plain bool is a switch; only one that can be null says "no", too.
            var value = property.GetValue(fields);
            Add(parameters, prefix + name, form, value is false && property.PropertyType == typeof(bool) ? null : value);
        }
    }

    private static void Add(Parameters parameters, string name, WireForm form, object? value)
    {
        switch (value)
        {
            case null:
                break;
            case IEnumerable<string> texts when form == WireForm.CommaList:
                parameters.Add(name, string.Join(',', texts));
                break;
            case IReadOnlyList<string> texts when form == WireForm.JsonText:
                parameters.Add(name, JsonSerializer.Serialize(texts, EcsJson.Plain.IReadOnlyListString));
                break;
            case IReadOnlyDictionary<string, string> map:
                parameters.Add(name, JsonSerializer.Serialize(map, EcsJson.Plain.IReadOnlyDictionaryStringString));
                break;
            case string text:
                parameters.Add(name, text);
                break;
            case bool flag:
                parameters.Add(name, flag);
                break;
            case IEnumerable list:
                AddList(parameters, name, list);
                break;
            case IFormattable number:
                parameters.Add(name, number.ToString(null, CultureInfo.InvariantCulture));
                break;
            case IWireFields part:
                AddFields(parameters, $"{name}.", part);
                break;
            default:
                throw new NotSupportedException($"{name} is a {value.GetType().Name}, which has no form on the wire.");
        }
    }

    private static void AddList(Parameters parameters, string name, IEnumerable list)
    {
        var number = 0;
        foreach (var item in list)
        {
            Add(parameters, string.Create(CultureInfo.InvariantCulture, $"{name}.{++number}"), WireForm.Parameters, item);
        }
    }

    private static IReadOnlyList<(string Name, WireForm Form, PropertyInfo Property)> FieldsOf([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] Type type) =>
    [
        .. from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
           let wire = property.GetCustomAttribute<WireAttribute>()
           where wire?.Form != WireForm.NotSent
           select (wire?.Name ?? property.Name, wire?.Form ?? WireForm.Parameters, property),
    ];
}
