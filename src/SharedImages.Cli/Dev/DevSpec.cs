using System.CommandLine;
using System.Globalization;
using System.Text;
using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>A ready-made spec for the simulator's built-in world.</summary>
internal static class DevSpec
{
    private const string Name = "web-base";
    private const string Version = "2026.11.24";
    private const string Home = "cn-hangzhou";

    public static string Id { get; } = ContractNames.WorkflowId(Name, Version);

    /// <summary>The option that asks for a file of it.</summary>
    public static Option<string> CreateOption(string name) => new Option<string>(name) { Description = "Writes a ready-made spec to this file.", HelpName = "file" }.Of(InputForms.FileToWrite("a file to write a spec to"));

    /// <summary>Writes it, but never over a file that says something else.</summary>
    /// <param name="file">Where to.</param>
    /// <param name="option">The option that names it.</param>
    /// <exception cref="CommandException">The file cannot be written, or is somebody's own.</exception>
    public static async Task WriteAsync(string file, string option)
    {
        var text = Text();
        try
        {
            if (File.Exists(file) && await File.ReadAllTextAsync(file) != text)
            {
                throw new CommandException(ExitCode.InvalidInput, $"{file} is there already, with other content: name another file with {option}, or remove it.");
            }

            await File.WriteAllTextAsync(file, text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.InvalidInput, $"{option} is {file}; give a file in a folder that is there and can be written. {e.Message}");
        }
    }

    /// <summary>The spec itself.</summary>
    public static PromotionSpec Read() => PromotionSpecReader.Read(YamlSpecNodes.Parse(Encoding.UTF8.GetBytes(Text()))).Spec!;

    public static string Text()
    {
        var ours = SimulatorWorld.Default().Account(SimulatorWorld.OurAccount);
        var text = new StringBuilder()
            .AppendLine("apiVersion: sharedimages/v1")
            .AppendLine("kind: Promotion")
            .AppendLine(CultureInfo.InvariantCulture, $"name: {Name}")
            .AppendLine(CultureInfo.InvariantCulture, $"version: \"{Version}\"")
            .AppendLine(CultureInfo.InvariantCulture, $"source: {{ region: {Home}, owner: \"{SimulatorWorld.PublisherAccount}\", imageId: {SimulatorWorld.EncryptedImageId} }}")
            .AppendLine(CultureInfo.InvariantCulture, $"intake: {{ kmsKeyId: {ours.Keys.First(key => key.Region == Home).Id}, after: keep }}")
            .AppendLine("targets:");
        foreach (var key in ours.Keys)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  - {{ region: {key.Region}, kmsKeyId: {key.Id} }}");
        }

        return text
            .AppendLine(CultureInfo.InvariantCulture, $"image: {{ name: \"{Name}-{Version}\", description: Hardened web base, family: {Name}, tags: {{ team: platform }} }}")
            .AppendLine(CultureInfo.InvariantCulture, $"share: {{ accounts: [\"{SimulatorWorld.ConsumerAccount}\"] }}")
            .AppendLine("onFailure: keep")
            .ToString();
    }
}
