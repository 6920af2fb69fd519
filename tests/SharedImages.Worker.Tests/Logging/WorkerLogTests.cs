using System.Text.Json;
using Serilog;
using Serilog.Context;
using Serilog.Events;
using Serilog.Extensions.Logging;
using SharedImages.Activities;
using SharedImages.Ecs;
using Temporalio.Exceptions;

namespace SharedImages.Worker.Tests;

public sealed class WorkerLogTests
{
    [Fact]
    public void JsonLine_EveryLevel_HasLevelAndTheWholeMessage()
    {
        var line = Write(log => log.Information("Worker ready: task queue {TaskQueue}, {Owners} trusted owners", "shared-images", 2));

        line.GetProperty("level").GetString().ShouldBe("Information");
        line.GetProperty("message").GetString().ShouldBe("Worker ready: task queue shared-images, 2 trusted owners");
        line.GetProperty("TaskQueue").GetString().ShouldBe("shared-images");
        line.GetProperty("Owners").GetInt32().ShouldBe(2);
        line.GetProperty("timestamp").GetDateTimeOffset().ShouldBe(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(1));
        line.TryGetProperty("exception", out _).ShouldBeFalse();
    }

    [Fact]
    public void JsonLine_Exception_IsOneText()
    {
        var line = Write(log => log.Error(new InvalidOperationException("a \"defect\"\nof ours"), "It broke"));

        line.GetProperty("exception").GetString().ShouldBe("System.InvalidOperationException: a \"defect\"\nof ours");
    }

    [Fact]
    public void JsonLine_ObjectsListsAndOurOwnNames_AreFlat()
    {
        var line = Write(log =>
        {
            using var scope = LogContext.PushProperty("Message", "of the scope");
            log.Warning("{@Clock} {Regions} {@Tags}", new { Off = 3, At = new { Region = "cn-hangzhou" } }, (string[])["cn-hangzhou", "cn-shanghai"], new Dictionary<string, int>(StringComparer.Ordinal) { ["team"] = 1 });
        });

        line.EnumerateObject().ShouldAllBe(field => field.Value.ValueKind != JsonValueKind.Object && field.Value.ValueKind != JsonValueKind.Array);
        line.GetProperty("Clock.Off").GetInt32().ShouldBe(3);
        line.GetProperty("Clock.At.Region").GetString().ShouldBe("cn-hangzhou");
        line.GetProperty("Regions").GetString().ShouldBe("[\"cn-hangzhou\", \"cn-shanghai\"]");
        line.GetProperty("Tags.team").GetInt32().ShouldBe(1);
        line.GetProperty("Message_").GetString().ShouldBe("of the scope");
    }

    [Fact]
    public async Task FailedStep_WhatTemporalsSdkSaysOfIt_IsLeftOut()
    {
        // As it comes out of the activities.
        var ecs = NSubstitute.Substitute.For<IEcsAccess>();
        var activities = new WorkerActivities(ecs, () => new(), new(), TimeProvider.System, "test").Promotion;
        var refusal = await Should.ThrowAsync<StepFailure>(() =>
            new Temporalio.Testing.ActivityEnvironment().RunAsync(() => activities.ShareImageAsync(new("cn-hangzhou", "m-1", "1000000000000001", ["3000000000000003"]))));

        Logged(refusal).ShouldBeEmpty();
        Logged(new ApplicationFailureException("Activity Nonsense is not registered on this worker", "NotFoundError")).ShouldHaveSingleItem();
        Logged(new InvalidOperationException("a defect")).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(LogEventLevel.Debug, 1)]
    [InlineData(LogEventLevel.Information, 0)]
    public void LibrariesOfMicrosoft_AreHeardFromWarningOn(LogEventLevel level, int ofOurs)
    {
        var sink = new LogSink();
        using var log = WorkerLog.Configure(level).WriteTo.Sink(sink).CreateLogger();

        log.ForContext("SourceContext", "Microsoft.AspNetCore").Information("routine");
        log.ForContext("SourceContext", "Microsoft.Extensions.Hosting.Internal.Host").Error("a dead service");
        log.Debug("ours");

        sink.Events.Count.ShouldBe(ofOurs);
    }

    private static JsonElement Write(Action<ILogger> write)
    {
        using var output = new StringWriter();
        using (var log = WorkerLog.Configure(LogEventLevel.Information).WriteTo.Sink(new Formatted(output)).CreateLogger())
        {
            write(log);
        }

        return JsonDocument.Parse(output.ToString().TrimEnd().Split('\n').ShouldHaveSingleItem()).RootElement;
    }

    // As Temporalio.Worker.ActivityWorker does.
    private static IReadOnlyList<LogEvent> Logged(Exception failure)
    {
        var sink = new LogSink();
        using var log = WorkerLog.Configure(LogEventLevel.Information).WriteTo.Sink(sink).CreateLogger();
        using var loggers = new SerilogLoggerFactory(log);
#pragma warning disable CA1848, CA2254
        Microsoft.Extensions.Logging.LoggerExtensions.LogWarning(loggers.CreateLogger("Temporalio.Activity:ShareImage"), failure, "Completing activity {ActivityType} as failed", "ShareImage");
#pragma warning restore CA1848, CA2254
        return sink.Events;
    }

    private sealed class Formatted(TextWriter output) : Serilog.Core.ILogEventSink
    {
        private readonly JsonLineFormatter formatter = new(json => json);

        public void Emit(LogEvent logEvent) => formatter.Format(logEvent, output);
    }
}
