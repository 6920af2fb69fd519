using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;

namespace SharedImages.Cli;

/// <summary><c>--version</c>: the version and the first letters of the commit it was built from.</summary>
internal sealed class ShortVersion : SynchronousCommandLineAction
{
    private const int CommitLength = 7;

    public static void AddTo(RootCommand root) => root.Options.OfType<VersionOption>().Single().Action = new ShortVersion();

    /// <summary>Of an informational version: <c>0.1.0+3e75a65</c>.</summary>
    public static string Of(string version) =>
        version.Split('+', 2) is [var number, { Length: > CommitLength } commit] ? $"{number}+{commit[..CommitLength]}" : version;

    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.WriteLine(Of(typeof(ShortVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion));
        return ExitCode.Done;
    }
}
