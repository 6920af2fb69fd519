using System.Text.Json;
using SharedImages.Flows.Tests;

namespace SharedImages.EndToEnd;

/// <summary><c>plan</c>, and <c>promote --plan</c>: the built program, a worker of its own and a real server.</summary>
public sealed class PlanTests(TemporalServer server)
{
    [Fact]
    public async Task APlan_IsMadeAndRun_AndAnOldOneIsRefusedWithWhatHasChanged()
    {
        await using var site = await Site.StartAsync(server);
        await site.StartWorkerAsync();
        var spec = site.SpecFile("cn-shanghai");
        var kept = spec + ".plan";

        await using var plan = await site.RunAsync("plan", spec, "--out", kept, "--output", "json");
        (await plan.ExitAsync()).ShouldBe(10, plan.Errors);
        (await site.OurImagesAsync()).ShouldBeEmpty();
        await using var run = await site.RunAsync("promote", spec, "--plan", kept);
        (await run.ExitAsync()).ShouldBe(0, run.Errors);
        await using var late = await site.RunAsync("promote", site.WriteSpec(await File.ReadAllTextAsync(spec)), "--again", "--plan", kept);
        await using var nothing = await site.RunAsync("plan", spec);
        await using var hostile = await site.RunAsync("promote", spec, "--plan", spec);
        await using var list = await site.RunAsync("list", "--output", "json");

        var read = JsonDocument.Parse(plan.Output).RootElement;
        (read.GetProperty("kind").GetString(), read.GetProperty("items").GetArrayLength()).ShouldBe(("OperationPlan", 2));
        JsonDocument.Parse(await File.ReadAllTextAsync(kept)).RootElement.GetProperty("specDigest").GetString().ShouldBe(read.GetProperty("specDigest").GetString());
        (await site.OurImagesAsync()).Count.ShouldBe(2);
        (await late.ExitAsync()).ShouldBe(1, late.Errors);
        late.Output.ShouldContain("plan-changed: cn-shanghai: was planned to be copied as web-base-");
        late.Output.ShouldContain(", is now there already as m-");
        (await nothing.ExitAsync()).ShouldBe(0, nothing.Errors);
        nothing.Output.ShouldContain("Plan: 2 as wanted, 0 refused");
        (await hostile.ExitAsync()).ShouldBe(2);
        hostile.Errors.ShouldContain($"{spec} cannot be run: it cannot be read");
        list.Output.ShouldNotContain("PlanOperation");
        list.Output.ShouldNotContain("plan/");
    }
}
