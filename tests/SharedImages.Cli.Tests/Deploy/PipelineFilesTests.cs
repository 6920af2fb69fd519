using YamlDotNet.RepresentationModel;

namespace SharedImages.Cli.Tests;

/// <summary>The wrappers of deploy/pipeline are read as what they are, and run the script that is tested.</summary>
public sealed class PipelineFilesTests
{
    private const string Call = "./images/promote.sh images/promotion.yaml result.json";

    [Theory]
    [InlineData("github-actions.yml", "jobs")]
    [InlineData("gitlab-ci.yml", "promote")]
    public void Wrapper_IsYamlThatRunsTheScript(string file, string key)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Read(file)));

        var root = (YamlMappingNode)yaml.Documents.ShouldHaveSingleItem().RootNode;
        root.Children.Keys.ShouldContain(new YamlScalarNode(key));
        root.AllNodes.OfType<YamlScalarNode>().ShouldContain(node => node.Value == Call);
    }

    [Fact]
    public void Jenkinsfile_RunsTheScript() => Read("Jenkinsfile").ShouldContain($"sh(script: '{Call}', returnStatus: true)");

    private static string Read(string file) => File.ReadAllText(Path.Combine(Checkout.Root, "deploy/pipeline", file));
}
