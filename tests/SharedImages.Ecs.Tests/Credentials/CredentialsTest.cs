using System.Net;
using Microsoft.Extensions.Time.Testing;

namespace SharedImages.Ecs.Tests;

/// <summary>A machine with nothing on it but what the test puts there: a home folder, an environment, a clock.</summary>
public abstract class CredentialsTest : IDisposable
{
    private protected const string Secret = "example-secret-of-Ours";

    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("sharedimages-credentials-");
    private readonly Dictionary<string, string> variables = new(StringComparer.Ordinal);
    private readonly List<IDisposable> mine = [];

    // Stands for http_proxy in the environment: nothing listens there, so that no test leaves this machine.
    static CredentialsTest() => HttpClient.DefaultProxy = new WebProxy("http://127.0.0.1:1/");

    protected CredentialsTest() =>
        Surroundings = new() { ReadVariable = variables.GetValueOrDefault, HomeFolder = home.FullName, MetadataEndpoint = NoMetadata.Endpoint };

    /// <summary>Where nobody answers: this machine is no ECS instance.</summary>
    private protected ClosedPort NoMetadata { get; } = new();

    private protected FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 24, 1, 2, 3, TimeSpan.Zero));

    private protected CredentialsSurroundings Surroundings { get; set; }

    /// <summary>Where STS is.</summary>
    private protected EcsClientOptions Options { get; set; } = new();

    /// <summary>A new chain on this machine.</summary>
    private protected DefaultCredentialsProvider Provider
    {
        get
        {
            var provider = new DefaultCredentialsProvider(Options, Surroundings, Time);
            mine.Add(provider);
            return provider;
        }
    }

    private protected string CliFile => Path.Combine(home.FullName, ".aliyun", "config.json");

    private protected string IniFile => Path.Combine(home.FullName, ".alibabacloud", "credentials");

    public void Dispose()
    {
        mine.ForEach(provider => provider.Dispose());
        NoMetadata.Dispose();
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

    /// <summary>STS's answer with a key that is valid for so long.</summary>
    private protected string StsAnswer(string id, int minutes = 60) =>
        $$"""{"RequestId":"r-1","AssumedRoleUser":{"Arn":"acs:ram::1000000000000001:role/release/x"},"Credentials":{{Issued(id, minutes)}}}""";

    /// <summary>The key as STS, the metadata service and a credentials URI give it, all at once.</summary>
    private protected string Issued(string id, int minutes = 60) => $$"""
        {"Code":"Success","AccessKeyId":"{{id}}","AccessKeySecret":"{{Secret}}","SecurityToken":"token-of-{{id}}","Expiration":"{{Time.GetUtcNow().AddMinutes(minutes):yyyy-MM-ddTHH:mm:ssZ}}"}
        """;

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
