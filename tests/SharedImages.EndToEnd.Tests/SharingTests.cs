using System.Text.Json;
using SharedImages.Flows.Tests;

namespace SharedImages.EndToEnd;

/// <summary>What a promotion left is taken back and shared again, by real processes.</summary>
public sealed class SharingTests(TemporalServer server)
{
    [Fact]
    public async Task Unshare_SaysWhatItDoesFirst_AndShareGivesItBack()
    {
        await using var site = await Site.StartAsync(server);
        await site.StartWorkerAsync();
        var promotion = site.WorkflowId;
        await using var promote = await site.RunAsync("promote", site.SpecFile("cn-shanghai"));
        (await promote.ExitAsync()).ShouldBe(0, promote.Errors);

        await using var asked = await site.RunAsync("unshare", promotion, "--from", Site.Consumer);
        (await asked.ExitAsync()).ShouldBe(1, asked.Errors);
        asked.Output.ShouldContain($"confirm-unsharing: {Site.Consumer} loses cn-shanghai/m-");
        (await SharedWithAsync(site)).ShouldBe([Site.Consumer]);

        await using var unshare = await site.RunAsync("unshare", promotion, "--from", Site.Consumer, "--yes", "--output", "json");
        (await unshare.ExitAsync()).ShouldBe(0, unshare.Errors);
        JsonSerializer.Deserialize<SharingResult>(unshare.Output, ContractJson.Options)!.Images.ShouldHaveSingleItem().Removed.ShouldBe([Site.Consumer]);
        (await SharedWithAsync(site)).ShouldBeEmpty();

        var spec = site.WriteSpec($$"""
            apiVersion: sharedimages/v1
            kind: Sharing
            name: web-base
            version: "{{site.Version}}"
            images: [{ promotion: web-base/{{site.Version}} }]
            add: ["{{Site.Consumer}}"]
            """);
        await using var share = await site.RunAsync("share", spec);
        (await share.ExitAsync()).ShouldBe(0, share.Errors);
        (await SharedWithAsync(site)).ShouldBe([Site.Consumer]);
        await using var status = await site.RunAsync("status", spec);
        (await status.ExitAsync()).ShouldBe(0, status.Errors);
        status.Output.ShouldBe(share.Output);
        await using var list = await site.RunAsync("list", "--kind", "Sharing");
        (await list.ExitAsync()).ShouldBe(0, list.Errors);
        list.Output.ShouldContain($"share/web-base/{site.Version}  completed");
    }

    private static async Task<IEnumerable<string?>> SharedWithAsync(Site site) =>
        (await site.OurImagesAsync()).Single(image => image.GetProperty("region").GetString() == "cn-shanghai").GetProperty("sharedWith").EnumerateArray().Select(account => account.GetString());
}
