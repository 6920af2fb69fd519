using System.Reflection;
using NSubstitute;
using SharedImages.Workflows;
using Temporalio.Activities;
using Temporalio.Workflows;

namespace SharedImages.Worker.Tests;

public sealed class WorkerRegistrationTests
{
    private readonly Temporalio.Worker.TemporalWorkerOptions options = WorkerRegistration.Options(
        "a-queue",
        [
            Substitute.For<IPromotionActivities>(), Substitute.For<ILaunchActivities>(), Substitute.For<ISharingActivities>(), Substitute.For<IImageActivities>(), Substitute.For<ITestActivities>(),
            Substitute.For<IInstanceActivities>(), Substitute.For<IReplacementActivities>(), Substitute.For<IRefreshActivities>(), Substitute.For<IRetirementActivities>(), Substitute.For<IChannelActivities>(), Substitute.For<IRecallActivities>(), Substitute.For<ISweepActivities>(),
        ]);

    [Fact]
    public void Options_EveryWorkflowOfTheWorkflowsProject_IsRegistered()
    {
        var defined = typeof(PromoteImageWorkflow).Assembly.GetTypes().Where(type => type.GetCustomAttribute<WorkflowAttribute>() is not null);

        options.Workflows.Select(workflow => workflow.Type).ShouldBe(defined, ignoreOrder: true);
    }

    [Fact]
    public void Options_EveryActivityOfTheContract_IsRegistered()
    {
        var defined = typeof(PromoteImageWorkflow).Assembly.GetTypes().Where(type => type.IsInterface).SelectMany(type => type.GetMethods())
            .Where(method => method.GetCustomAttribute<ActivityAttribute>() is not null).Select(method => method.Name[..^"Async".Length]);

        options.Activities.Select(activity => activity.Name).ShouldBe(defined, ignoreOrder: true);
    }

    [Fact]
    public void Options_Queue_IsTheOneAskedFor() => options.TaskQueue.ShouldBe("a-queue");
}
