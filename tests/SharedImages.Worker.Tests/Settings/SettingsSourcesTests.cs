namespace SharedImages.Worker.Tests;

public sealed class SettingsSourcesTests : IDisposable
{
    private readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    [Fact]
    public void Load_File_GivesListsAsArraysAndNestedKeys()
    {
        File.WriteAllText(file, """
            { "SharedImages": {
                "TrustedOwners": ["2000000000000002", "2000000000000004"],
                "Ecs": { "RegionEndpoints": { "cn-hangzhou": "https://ecs-vpc.cn-hangzhou.aliyuncs.com" } },
                "Health": { "Port": 8081 } } }
            """);

        var settings = Read();

        settings.Trust.TrustedOwners.ShouldBe(["2000000000000002", "2000000000000004"]);
        settings.Ecs.RegionEndpoints.Keys.ShouldBe(["cn-hangzhou"]);
        settings.Health!.Port.ShouldBe(8081);
    }

    [Fact]
    public void Load_FileAndEnvironment_EnvironmentWins()
    {
        File.WriteAllText(file, """{ "SharedImages": { "TrustedOwners": ["2000000000000002"], "TaskQueue": "of-the-file" } }""");

        var settings = Read(KeyValuePair.Create("SHAREDIMAGES_TRUSTEDOWNERS", (string?)"2000000000000004"));

        settings.Trust.TrustedOwners.ShouldBe(["2000000000000004"]);
        settings.TaskQueue.ShouldBe("of-the-file");
    }

    [Fact]
    public void Load_TwoVariablesForOneKey_TheLaterWins()
    {
        File.WriteAllText(file, "{}");

        Read(KeyValuePair.Create("SHAREDIMAGES_TaskQueue", (string?)"a"), KeyValuePair.Create("SHAREDIMAGES_TASKQUEUE", (string?)"b")).TaskQueue.ShouldBe("b");
    }

    [Fact]
    public void Load_KeyOutsideTheSection_IsAnError()
    {
        File.WriteAllText(file, """{ "SharedImage": { "TaskQueue": "a" } }""");

        Error().ShouldBe($"{file}: \"SharedImage\" is not known here; all settings belong into the section \"SharedImages\".");
    }

    [Fact]
    public void Load_FileIsNotJson_SaysWhere()
    {
        File.WriteAllText(file, """{ "SharedImages": { "TaskQueue": } }""");

        Error().ShouldStartWith($"{file}: cannot be read: ");
        Error().ShouldContain("LineNumber: 0");
    }

    [Fact]
    public void Load_FileIsMissing_SaysSo()
    {
        File.Delete(file);

        Error().ShouldBe($"{file}: there is no such file; give the path of a JSON file with the section \"SharedImages\".");
    }

    private WorkerSettings Read(params KeyValuePair<string, string?>[] environment) => WorkerSettings.Read(SettingsSources.Load(file, environment));

    private string Error() => Should.Throw<SettingsException>(() => Read()).Message;
}
