using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;

namespace SharedImages.Activities.Tests;

/// <summary>What the guard says of an image that was recalled, and without a register, at the steps that take or share.</summary>
public sealed class RecalledImageTests
{
    private const string Own = SimulatorWorld.OurAccount;

    public static TheoryData<string> Steps => ["take", "share", "shareOwn", "repair", "restore", "point"];

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task WhatTheRegisterLists_IsNeitherTakenNorShared(string step)
    {
        foreach (var listed in (string[])["the image", SimulatorWorld.EncryptedImageId])
        {
            await using var site = await Site.StartAsync();
            var image = Add(site);
            site.Runs.Recalled = new HashSet<string>([listed == "the image" ? image : listed], StringComparer.Ordinal);

            var error = await Failures.FinalAsync(() => RunAsync(site, step, image));

            error.Kind.ShouldBe(StepErrorKind.Refused);
            error.Message.ShouldEndWith("was recalled, or made of an image that was");
            error.Remedy.ShouldEndWith("release the recall (sharedimages recall release)");
            site.Writes.ShouldBeEmpty();
        }
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task WithoutARegister_NothingIsTakenOrShared(string step)
    {
        await using var site = await Site.StartAsync();
        var image = Add(site);
        site.Runs.NoRegister = RecallRegisters.Refuse(null, Runs.TaskQueue);

        var failure = await Failures.LaterAsync(() => RunAsync(site, step, image));

        failure.Message.ShouldContain("the register of recalls (recalls/shared-images) is not there, so nothing is taken or shared");
        site.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task TakingBack_GoesOnWithoutARegister()
    {
        await using var site = await Site.StartAsync();
        var image = Add(site);
        site.Runs.NoRegister = RecallRegisters.Refuse(null, Runs.TaskQueue);

        await site.AttemptAsync(async a =>
        {
            await a.UnshareImageAsync(new(Site.Home, image, Own, [SimulatorWorld.ConsumerAccount]));
            return true;
        });

        site.Writes.ShouldBe(["ModifyImageSharePermission"]);
    }

    private static string Add(Site site) => site.Simulator.State.AddImage(Own, Copies.Finished(Copies.Request()) with
    {
        CreationTime = Site.Start.AddDays(-1),
        Tags = Copies.Request().TagsWith((Lineage.Run, "run-0"), (Lineage.Done, Lineage.DoneValue)),
    });

    private static Task<bool> RunAsync(Site site, string step, string image)
    {
        var own = site.Attempt(1, TimeSpan.Zero);
        site.Runs.Set("retire", new("retire/web-base/1", "RetireImages", Runs.TaskQueue, "retire", Site.Start, RunState.Open, null));
        site.Runs.Set("refresh", new("refresh/web-base", "RefreshImages", Runs.TaskQueue, "refresh", Site.Start, RunState.Open, null));
        site.Runs.Set(Runs.SharingRun, new(Runs.Sharing, "ShareImages", Runs.TaskQueue, Runs.SharingRun, Site.Start, RunState.Open, null));
        string[] to = [SimulatorWorld.ConsumerAccount];
        return step switch
        {
            "take" => site.AttemptAsync(Done(a => a.CopyImageAsync(Copies.Further(image)))),
            "share" => site.AttemptAsync(Done(a => a.ShareImageAsync(new(Site.Home, image, Own, to)))),
            "shareOwn" => site.RunAsync(Done(() => site.Sharing.ChangeSharesAsync(new(Site.Home, image, Own, to, []))), own with { WorkflowId = Runs.Sharing, WorkflowRunId = Runs.SharingRun }),
            "repair" => site.RunAsync(
                Done(() => site.Refresh.RepairImageAsync(new(Own, Site.Home, image, "1", Source, Refreshes.Spec() with { Share = new(to) }))), own with { WorkflowId = "refresh/web-base", WorkflowRunId = "refresh" }),
            "restore" => site.RunAsync(
                async () =>
                {
                    await site.Retirement.RestoreImageAsync(new(new(Own, Site.Home, image), to));
                    return true;
                },
                own with { WorkflowId = "retire/web-base/1", WorkflowRunId = "retire" }),
            _ => site.RunAsync(
                async () =>
                {
                    await site.Channels.PointChannelAsync(new(Site.Home, image, Own));
                    return true;
                },
                site.ChannelAttempt()),
        };
    }

    private static SourceImage Source => new() { ImageId = "m-0", Name = "source", Region = Site.Home, OwnerId = Own, OriginId = Own, Content = "", Architecture = "x86_64", Disks = [new("/dev/xvda", 40)] };

    private static Func<PromotionActivities, Task<bool>> Done<T>(Func<PromotionActivities, Task<T>> step) => async activities =>
    {
        await step(activities);
        return true;
    };

    private static Func<Task<bool>> Done<T>(Func<Task<T>> step) => async () =>
    {
        await step();
        return true;
    };
}
