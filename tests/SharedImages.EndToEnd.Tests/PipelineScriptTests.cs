using System.Diagnostics;
using System.Text.Json;
using SharedImages.Flows.Tests;
using SharedImages.Tests;

namespace SharedImages.EndToEnd;

/// <summary>deploy/pipeline/promote.sh, as a pipeline runs it, around the built program.</summary>
public sealed class PipelineScriptTests(TemporalServer server) : IDisposable
{
    private const string Region = "cn-shanghai";

    private readonly string folder = Directory.CreateTempSubdirectory("sharedimages-pipeline-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task TheSameJobAgain_JoinsTheRun_ThroughTimeoutAndDecisionToTheResult()
    {
        await using var site = await Site.StartAsync(server);
        var spec = site.SpecFile(Region);
        site.Environment["PIPELINE_TIMEOUT"] = "1s";
        var late = await RunAsync(site.Environment, spec);

        await site.PostAsync($"/keys/{Region}/{site.KeyIn(Region)}/disable");
        await site.StartWorkerAsync();
        site.Environment["PIPELINE_TIMEOUT"] = "2m";
        var parked = await RunAsync(site.Environment, spec, "result.json");
        await site.PostAsync($"/keys/{Region}/{site.KeyIn(Region)}/enable");
        await using var resolve = await site.RunAsync("resolve", site.WorkflowId, "--item", Region, "retry");
        var done = await RunAsync(site.Environment, spec, "result.json");
        var again = await RunAsync(site.Environment, spec, "again.json", "--again");

        late.ExitCode.ShouldBe(124, late.Errors);
        late.Errors.ShouldContain("== Not ended within 1s. The run goes on: run this job again, and it joins it");
        late.Result.ShouldBeNull();
        parked.ExitCode.ShouldBe(3, parked.Errors);
        parked.Errors.ShouldContain("== Waiting for a decision.");
        parked.Errors.ShouldContain($"sharedimages resolve {site.WorkflowId} --item {Region} --step copy retry");
        parked.Result!.Value.GetProperty("waitsForDecision").GetBoolean().ShouldBeTrue();
        (await resolve.ExitAsync()).ShouldBe(0, resolve.Errors);
        done.ExitCode.ShouldBe(0, done.Errors);
        done.Result!.Value.GetProperty("outcome").GetString().ShouldBe("completed");
        again.ExitCode.ShouldBe(0, again.Errors);
        again.Result!.Value.GetProperty("outcome").GetString().ShouldBe("completed");
        (await site.OurImagesAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task WhatIsWrong_IsSaid_AndLeavesNoResultOfAnEarlierRun()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "result.json"), "{}");
        var spec = Path.Combine(folder, "wrong.yaml");
        await File.WriteAllTextAsync(spec, "apiVersion: sharedimages/v1\nkind: Promotion\n");
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["TEMPORAL_CONFIG_FILE"] = "/dev/null" };

        var wrong = await RunAsync(environment, spec);
        var missing = await RunAsync(environment, Path.Combine(folder, "missing.yaml"));

        wrong.ExitCode.ShouldBe(2);
        wrong.Errors.ShouldContain("wrong.yaml:1:1: name: ");
        wrong.Errors.ShouldContain("== The spec or an option is wrong: correct it, and run this job again");
        wrong.Result.ShouldBeNull();
        missing.ExitCode.ShouldBe(2);
        missing.Errors.ShouldStartWith("usage: ");
    }

    private async Task<(int ExitCode, string Errors, JsonElement? Result)> RunAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("/bin/sh", [Path.Combine(Checkout.Root, "deploy/pipeline/promote.sh"), .. arguments]) { RedirectStandardError = true, WorkingDirectory = folder };
        start.Environment["PATH"] = $"{AppContext.BaseDirectory}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var script = Process.Start(start)!;
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var errors = await script.StandardError.ReadToEndAsync(timeout.Token);
        await script.WaitForExitAsync(timeout.Token);
        var result = Path.Combine(folder, arguments.Length > 1 ? arguments[1] : "result.json");
        return (script.ExitCode, errors, File.Exists(result) ? JsonDocument.Parse(await File.ReadAllTextAsync(result)).RootElement : null);
    }
}
