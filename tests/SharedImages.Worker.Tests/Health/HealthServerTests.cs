using System.Net;

namespace SharedImages.Worker.Tests;

public sealed class HealthServerTests
{
    private static readonly HealthOptions AnyPort = new(IPAddress.Loopback, 0);

    [Theory]
    [InlineData("/live", null, HttpStatusCode.OK, "live\n")]
    [InlineData("/live", "Temporal does not answer", HttpStatusCode.OK, "live\n")]
    [InlineData("/ready", null, HttpStatusCode.OK, "ready\n")]
    [InlineData("/ready", "Temporal does not answer", HttpStatusCode.ServiceUnavailable, "Temporal does not answer\n")]
    [InlineData("/", null, HttpStatusCode.NotFound, "There are /live and /ready.\n")]
    public async Task Answer_Path_SaysHowItIs(string path, string? trouble, HttpStatusCode status, string text)
    {
        await using var server = new HealthServer(AnyPort, _ => Task.FromResult(trouble));
        await server.StartAsync(TestContext.Current.CancellationToken);
        using var http = new HttpClient { BaseAddress = server.Endpoint };

        using var answer = await http.GetAsync(path, TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(status);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe(text);
    }

    [Fact]
    public async Task Start_PortInUse_NamesPortAndRemedy()
    {
        await using var first = new HealthServer(AnyPort, _ => Task.FromResult<string?>(null));
        await first.StartAsync(TestContext.Current.CancellationToken);
        await using var second = new HealthServer(new(IPAddress.Loopback, first.Endpoint.Port), _ => Task.FromResult<string?>(null));

        var failure = await Should.ThrowAsync<WorkerFailedException>(() => second.StartAsync(TestContext.Current.CancellationToken));

        failure.Message.ShouldStartWith($"The health endpoint cannot listen on 127.0.0.1 port {first.Endpoint.Port}: ");
        failure.Message.ShouldEndWith("Choose another with --health-port or SHAREDIMAGES_HEALTH__PORT.");
    }
}
