using System.Text.Json;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>Moves of channels that are asked for on the command line.</summary>
internal static class ChannelRequest
{
    /// <summary>What moves a channel.</summary>
    public static string Command(string name, string channel, string version) =>
        $"{Invocation.Program} {OperationKinds.Channel.Word} set {Words.Argument(name)} {Words.Argument(channel)} {Words.Argument(version)}";

    /// <exception cref="CommandException">A text does not have its form.</exception>
    public static IOperationSpec Of(string name, string channel, string version, string? reason, IReadOnlyList<string> without)
    {
        // Through the reader, so that the same is refused in the same words.
        var spec = new ChannelSpec(name, channel, version, null, reason, without);
        return SpecFile.Checked(ChannelSpecReader.ReadJson(JsonSerializer.SerializeToUtf8Bytes(spec, ContractJson.Options)));
    }
}
