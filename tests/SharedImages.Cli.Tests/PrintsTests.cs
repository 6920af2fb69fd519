using Mono.Cecil;
using Mono.Cecil.Cil;

namespace SharedImages.Cli.Tests;

/// <summary>Nothing prints but through <see cref="Terminal"/>, and the worker through its log: found in the compiled code, so that no way round it is missed.</summary>
public sealed class PrintsTests
{
    private static readonly string[] Doors = ["SharedImages.Cli.Terminal", "SharedImages.Worker.WorkerLog"];

    // What the console is asked without printing: signals, and whether somebody looks.
    private static readonly string[] Silent = ["add_CancelKeyPress", "remove_CancelKeyPress", "get_IsErrorRedirected", "OpenStandardInput"];

    [Fact]
    public void Nothing_PrintsPastTheTerminal()
    {
        var products = Directory.GetFiles(AppContext.BaseDirectory, "SharedImages.*.dll").Append(typeof(CommandLine).Assembly.Location)
            .Where(file => !file.EndsWith(".Tests.dll", StringComparison.Ordinal)).ToList();

        products.Count.ShouldBe(7);
        products.SelectMany(Prints).ShouldBeEmpty();
    }

    [Fact]
    public void APrintThatGoesPast_IsFound() => Prints(typeof(PrintsTests).Assembly.Location)
        .Where(print => print.StartsWith("SharedImages.Cli.Tests.PrintsTests/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal).ToList().ShouldBe(
        [
            "SharedImages.Cli.Tests.PrintsTests/Past/<LaterAsync>d__1: System.Console.get_Error",
            "SharedImages.Cli.Tests.PrintsTests/Past/<LaterAsync>d__1: System.Console.get_Error",
            "SharedImages.Cli.Tests.PrintsTests/Past: Spectre.Console.AnsiConsole.WriteLine",
            "SharedImages.Cli.Tests.PrintsTests/Past: System.Console.WriteLine",
        ]);

    private static IEnumerable<string> Prints(string file)
    {
        using var module = ModuleDefinition.ReadModule(file);
        return
        [
            .. from type in module.GetTypes()
               where !Doors.Contains(Outermost(type).FullName, StringComparer.Ordinal)
               from method in type.Methods
               where method.HasBody
               from instruction in method.Body.Instructions
               where instruction.OpCode.FlowControl == FlowControl.Call || instruction.OpCode.OperandType == OperandType.InlineMethod
               let called = instruction.Operand as MethodReference
               where called is not null && IsPrint(called)
               select $"{type.FullName}: {called.DeclaringType.FullName}.{called.Name}",
        ];
    }

    private static bool IsPrint(MethodReference called) => called.DeclaringType.FullName switch
    {
        "System.Console" => !Silent.Contains(called.Name, StringComparer.Ordinal),
        "Spectre.Console.AnsiConsole" or "Serilog.ConsoleLoggerConfigurationExtensions" => true,
        _ => false,
    };

    private static TypeDefinition Outermost(TypeDefinition type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    // Looked at, never run.
    private static class Past
    {
        public static void Now()
        {
            Console.WriteLine("past");
            Spectre.Console.AnsiConsole.WriteLine("past");
        }

        public static async Task LaterAsync()
        {
            await Console.Error.WriteAsync("past");
            Action<string> print = Console.Error.WriteLine;
            print("past");
        }
    }
}
