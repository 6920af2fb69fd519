using Microsoft.Extensions.Time.Testing;

namespace SharedImages.Ecs.Tests;

/// <summary>A machine with nothing on it but what the test puts there: a home folder, an environment, a clock.</summary>
public abstract class CredentialsTest : IDisposable
{
    private protected const string Secret = "example-secret-of-Ours";

    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("sharedimages-credentials-");
    private readonly Dictionary<string, string> variables = new(StringComparer.Ordinal);

    protected CredentialsTest() => Surroundings = new() { ReadVariable = variables.GetValueOrDefault, HomeFolder = home.FullName };

    private protected FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 24, 1, 2, 3, TimeSpan.Zero));

    private protected CredentialsSurroundings Surroundings { get; set; }

    private protected string CliFile => Path.Combine(home.FullName, ".aliyun", "config.json");

    private protected string IniFile => Path.Combine(home.FullName, ".alibabacloud", "credentials");

    public void Dispose()
    {
        home.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    private protected void Set(string variable, string value) => variables[variable] = value;

    private protected string Write(string path, string text)
    {
        path = Path.Combine(home.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Why there are none; nothing secret is in it, wherever a logger looks.</summary>
    private protected static async Task<EcsException> FailureOf(ICredentialsProvider provider, params string[] secrets)
    {
        var failure = await Should.ThrowAsync<EcsException>(async () => await provider.GetAsync());
        foreach (var secret in secrets.Prepend(Secret))
        {
            failure.ToString().ShouldNotContain(secret);
        }

        failure.Message.ShouldNotContain("\n");
        return failure;
    }
}
