using System.Reflection;
using System.Reflection.Emit;

namespace SharedImages.Activities.Tests;

/// <summary>Which methods of an assembly name which others, by its compiled code: a call, and a method that is handed on, are alike.</summary>
internal static class CalledMethods
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> Codes =
        typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    /// <summary>All pairs of a method as it is written in the source, <c>Type.Method</c>, and one that it names.</summary>
    public static IEnumerable<(string By, MethodBase Called)> In(Assembly assembly) =>
        from type in assembly.GetTypes()
        from method in type.GetMethods(All).Concat<MethodBase>(type.GetConstructors(All))
        from called in Of(method)
        select (Written(method), called);

    private static IEnumerable<MethodBase> Of(MethodBase method)
    {
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var at = 0; at < code.Length;)
        {
            var instruction = Codes[code[at] == 0xFE ? BitConverter.ToInt16([code[at + 1], 0xFE]) : code[at]];
            at += instruction.Size;
            if (instruction.OperandType is OperandType.InlineMethod or OperandType.InlineTok && Resolve(method, BitConverter.ToInt32(code, at)) is { } called)
            {
                yield return called;
            }

            at += Length(instruction.OperandType, code, at);
        }
    }

    private static MethodBase? Resolve(MethodBase method, int token) => method.Module.ResolveMember(
        token,
        method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null,
        method.IsGenericMethod ? method.GetGenericArguments() : null) as MethodBase;

    private static int Length(OperandType operand, byte[] code, int at) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
        _ => 4,
    };

    /// <summary>A method as it is written in the source, <c>Type.Method</c>.</summary>
    // What the compiler makes of an async method or a lambda is called <Name>… and lies within the type that it is written in.
    public static string Written(MethodBase method)
    {
        var (type, name) = (method.DeclaringType!, method.Name);
        while (type.Name.StartsWith('<') && type.DeclaringType is { } outer)
        {
            name = name.StartsWith('<') ? name : type.Name;
            type = outer;
        }

        return $"{type.Name}.{name.TrimStart('<').Split('>')[0]}";
    }
}
