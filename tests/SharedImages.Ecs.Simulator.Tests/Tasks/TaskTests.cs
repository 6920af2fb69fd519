namespace SharedImages.Ecs.Simulator.Tests;

public sealed class TaskTests : SimulatorTest
{
    [Fact]
    public async Task A_task_goes_on_and_finishes_by_itself()
    {
        var id = Add("ImportImage", "m-imported");

        Time.Advance(TimeSpan.FromSeconds(30));
        var processing = await Us.Call("DescribeTaskAttribute", ("RegionId", Hangzhou), ("TaskId", id));
        Time.Advance(TimeSpan.FromSeconds(30));
        var finished = await Us.Call("DescribeTaskAttribute", ("RegionId", Hangzhou), ("TaskId", id));

        (processing.Text("TaskStatus"), processing.Text("TaskProcess"), processing.Text("FinishedTime"), processing.Text("SupportCancel")).ShouldBe(("Processing", "50%", "", "true"));
        (finished.Text("TaskStatus"), finished.Text("TaskProcess"), finished.Text("FinishedTime")).ShouldBe(("Finished", "100%", "2026-11-24T08:01:00Z"));
        (finished.Text("TaskAction"), finished.Text("ResourceId"), finished.Body["SuccessCount"]!.GetValue<int>()).ShouldBe(("ImportImage", "m-imported", 1));
    }

    [Fact]
    public async Task A_copy_is_no_task()
    {
        await CopyPlain("copy");

        (await List()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Tasks_are_listed_by_id_action_status_and_resource_ten_per_page()
    {
        var import = Add("ImportImage", "m-1");
        Time.Advance(TimeSpan.FromMinutes(1));
        var spec = Add("ModifyDiskSpec", "d-1");

        (await List()).ShouldBe([spec, import]);
        (await List(("TaskIds", $"{import},t-none"))).ShouldBe([import]);
        (await List(("TaskAction", "ModifyDiskSpec"))).ShouldBe([spec]);
        (await List(("TaskStatus", "Finished"))).ShouldBe([import]);
        (await List(("ResourceIds", "d-1"))).ShouldBe([spec]);
        for (var more = 0; more < 10; more++)
        {
            Add("ExportImage", "m-2");
        }

        (await List()).Count.ShouldBe(10);
        (await Us.Call("DescribeTasks", ("RegionId", Hangzhou), ("PageNumber", 2))).Body["TotalCount"]!.GetValue<int>().ShouldBe(12);
        (await Publisher.Call("DescribeTasks", ("RegionId", Hangzhou))).List("TaskSet", "Task").ShouldBeEmpty();
    }

    [Fact]
    public async Task An_import_that_goes_on_can_be_cancelled()
    {
        var (import, spec) = (Add("ImportImage", "m-1"), Add("ModifyDiskSpec", "d-1"));

        (await Cancel(import)).ShouldBe(200, "OK");

        (await Us.Call("DescribeTaskAttribute", ("RegionId", Hangzhou), ("TaskId", import))).Text("TaskStatus").ShouldBe("Failed");
        (await Cancel(import)).ShouldBe(403, "InvalidTaskId.IncorrectTaskStatus");
        (await Cancel(spec)).ShouldBe(403, "InvalidTaskId.TaskActionNotSupport");
        (await Cancel("t-none")).ShouldBe(400, "InvalidTaskId.NotFound");
        (await Us.Try("CancelTask", ("RegionId", "cn-nowhere"), ("TaskId", import))).ShouldBe(400, "InvalidRegionId.NotFound");
        (await Us.Try("CancelTask", ("RegionId", Hangzhou))).ShouldBe(400, "MissingParameter");
        (await Publisher.Try("CancelTask", ("RegionId", Hangzhou), ("TaskId", spec))).ShouldBe(400, "InvalidTaskId.NotFound");
    }

    [Theory]
    [InlineData("RegionId", "", 400, "MissingParameter")]
    [InlineData("RegionId", "cn-nowhere", 404, "InvalidRegionId.NotFound")]
    [InlineData("TaskAction", "CopyImage", 400, "InvalidParameter")]
    [InlineData("TaskStatus", "Lost", 400, "InvalidParameter")]
    [InlineData("PageSize", "101", 400, "InvalidParameter")]
    public async Task A_filter_that_ecs_does_not_take_is_refused(string name, string value, int httpStatus, string code) =>
        (await Us.Try("DescribeTasks", [.. new Dictionary<string, object> { ["RegionId"] = Hangzhou, [name] = value }.Select(pair => (pair.Key, pair.Value))])).ShouldBe(httpStatus, code);

    [Fact]
    public async Task At_most_a_hundred_ids_and_no_actions_of_ones_own()
    {
        (await Us.Try("DescribeTasks", ("RegionId", Hangzhou), ("TaskIds", string.Join(',', Enumerable.Range(0, 101).Select(i => $"t-{i}"))))).ShouldBe(400, "InvalidParameter");
        (await Us.Try("DescribeTaskAttribute", ("RegionId", Hangzhou), ("TaskId", "t-none"))).ShouldBe(400, "InvalidTaskId.NotFound");
        Should.Throw<ArgumentException>(() => Add("CopyImage", "m-1")).Message.ShouldContain("ECS has no task CopyImage");
    }

    private string Add(string action, string resourceId) => State.AddTask(SimulatorWorld.OurAccount, Hangzhou, action, TimeSpan.FromMinutes(1), resourceId);

    private Task<Reply> Cancel(string taskId) => Us.Try("CancelTask", ("RegionId", Hangzhou), ("TaskId", taskId));

    private async Task<IReadOnlyList<string>> List(params (string Name, object Value)[] filter) =>
        [.. (await Us.Call("DescribeTasks", [("RegionId", Hangzhou), .. filter])).List("TaskSet", "Task").Select(task => task["TaskId"]!.GetValue<string>())];
}
