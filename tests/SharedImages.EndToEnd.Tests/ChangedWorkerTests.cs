using System.Text.Json;
using SharedImages.Flows.Tests;

namespace SharedImages.EndToEnd;

/// <summary>A worker whose code does not fit a parked run: the command line sees it and says what it means, and nobody is told that it goes on.</summary>
public sealed class ChangedWorkerTests(TemporalServer server)
{
    private const string Region = "cn-shanghai";

    [Fact]
    public async Task ChangedRegion_ResolveStatusAndPromoteSayThatItCannotGoOn_AndTheRightWorkerFinishesIt()
    {
        await using var site = await Site.StartAsync(server);
        var spec = await ParkAsync(site);
        await using (new WorkerInProcess(site, options => options.AddWorkflow<PromoteImageWorkflow>().AddWorkflow<ChangedRegion>()))
        {
            await using var before = await site.RunAsync("status", site.WorkflowId);
            await using var resolve = await site.RunAsync("resolve", site.WorkflowId, "--item", Region, "--address", Address, "retry");
            await using var again = await site.RunAsync("resolve", site.WorkflowId, "--item", Region, "--step", "copy", "retry");
            await using var status = await site.RunAsync("status", site.WorkflowId, "--output", "json");
            await using var promote = await site.RunAsync("promote", spec);

            // Nobody has asked its code for anything yet.
            (await before.ExitAsync()).ShouldBe(3, before.Errors);
            (await resolve.ExitAsync()).ShouldBe(1, resolve.Errors);
            resolve.Output.ShouldBeEmpty();
            resolve.Errors.ShouldStartWith($"{Region} was told (retry), but does not go on.{Environment.NewLine}{Region} cannot go on: the worker fails at its code, attempt 2 (NonDeterministicError: ");
            resolve.Errors.ShouldContain("to do: run the version of the worker that began it; it then goes on by itself, and nothing is lost");
            resolve.Errors.ShouldContain($"temporal workflow terminate --reason \"worker changed\" --workflow-id {site.WorkflowId}/{Region} --address {Address} --namespace default");
            (await again.ExitAsync()).ShouldBe(1, again.Errors);
            again.Errors.ShouldStartWith("The decision was not taken; give it again when this is put right.");
            (await status.ExitAsync()).ShouldBe(1, status.Errors);
            var failing = JsonDocument.Parse(status.Output).RootElement.GetProperty("failing").EnumerateArray().ShouldHaveSingleItem();
            failing.GetProperty("item").GetString().ShouldBe(Region);
            failing.GetProperty("cause").GetString().ShouldBe("NonDeterministicError");
            (await promote.ExitAsync()).ShouldBe(1, promote.Errors);
            promote.Output.ShouldContain($"{Region} cannot go on: the worker fails at its code, attempt ");
        }

        await site.PostAsync($"/keys/{Region}/{site.KeyIn(Region)}/enable");
        await site.StartWorkerAsync();
        await using var done = await site.RunAsync("promote", spec);
        (await done.ExitAsync()).ShouldBe(0, done.Output + done.Errors);
    }

    [Fact]
    public async Task ChangedPromotion_StatusResolveAndPromoteSayThatItCannotGoOn()
    {
        await using var site = await Site.StartAsync(server);
        var spec = await ParkAsync(site);
        await using var changed = new WorkerInProcess(site, options => options.AddWorkflow<ChangedPromotion>().AddWorkflow<ChangedRegion>());

        await using var asked = await site.RunAsync("status", site.WorkflowId);
        await using var promote = await site.RunAsync("promote", spec);
        await using var guessed = await site.RunAsync("resolve", site.WorkflowId, "--item", Region, "retry");
        await using var resolve = await site.RunAsync("resolve", site.WorkflowId, "--item", Region, "--step", "copy", "retry");
        await using var status = await site.RunAsync("status", site.WorkflowId);

        (await asked.ExitAsync()).ShouldBe(1, asked.Errors);
        asked.Output.ShouldContain("promotion cannot go on: the worker fails at its code (QueryFailed: ");
        asked.Output.ShouldContain($"temporal workflow reset --type FirstWorkflowTask --reason \"worker changed\" --workflow-id {site.WorkflowId} --address {Address} --namespace default");
        (await promote.ExitAsync()).ShouldBe(1, promote.Errors);
        promote.Output.ShouldContain("promotion cannot go on: the worker fails at its code (QueryFailed: ");
        foreach (var decision in new[] { guessed, resolve })
        {
            (await decision.ExitAsync()).ShouldBe(1, decision.Errors);
            decision.Output.ShouldBeEmpty();
            decision.Errors.ShouldStartWith($"The decision was not taken; give it again when this is put right.{Environment.NewLine}promotion cannot go on: the worker fails at its code");
        }

        resolve.Errors.ShouldContain("(NonDeterministicError: ");
        (await status.ExitAsync()).ShouldBe(1, status.Errors);
        status.Output.ShouldContain("promotion cannot go on: the worker fails at its code, attempt ");
        status.Output.ShouldContain("(NonDeterministicError: ");
    }

    [Fact]
    public async Task RunThatAnswersInAnotherForm_IsNotUnderstood_AndSaidSo()
    {
        await using var site = await Site.StartAsync(server);
        await using var changed = new WorkerInProcess(site, options => options.AddWorkflow<ChangedPromotion>());
        await using var start = await site.RunAsync("promote", site.SpecFile(Region), "--detach");

        await using var status = await site.RunAsync("status", site.WorkflowId);

        (await start.ExitAsync()).ShouldBe(0, start.Errors);
        (await status.ExitAsync()).ShouldBe(1, status.Errors);
        status.Output.ShouldContain("promotion cannot go on: the worker fails at its code (UnknownAnswer: ");
    }

    private string Address => server.Environment.Client.Connection.Options.TargetHost!;

    // Parked by the real worker, which then is gone.
    private static async Task<string> ParkAsync(Site site)
    {
        await using var worker = await site.StartWorkerAsync();
        var spec = site.SpecFile(Region);
        await site.PostAsync($"/keys/{Region}/{site.KeyIn(Region)}/disable");
        await using var parked = await site.RunAsync("promote", spec);
        (await parked.ExitAsync()).ShouldBe(3, parked.Errors);
        await worker.KillAsync();
        return spec;
    }
}
