using System.Net;
using System.Net.Sockets;
using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Failure.V1;
using Temporalio.Converters;
using Temporalio.Exceptions;

namespace SharedImages.Activities.Tests;

public sealed class StepFailuresTests
{
    [Theory]
    [InlineData(-5_000, 1)]
    [InlineData(0, 1)]
    [InlineData(0.4, 1)]
    [InlineData(1, 1)]
    [InlineData(90_000, 90_000)]
    public void Later_AnyDelay_IsOneTheServerTakesAsADelay(double asked, double given)
    {
        var failure = StepFailures.Later("not so far", TimeSpan.FromMilliseconds(asked));

        failure.NextRetryDelay.ShouldBe(TimeSpan.FromMilliseconds(given));
        failure.NonRetryable.ShouldBeFalse();
        failure.Category.ShouldBe(ApplicationErrorCategory.Benign);
    }

    [Fact]
    public void Final_OneSentenceAndTheErrorAsDetail()
    {
        var failure = StepFailures.Final(new(StepErrorKind.Quota, "cn-hangzhou: no room", "make room"));

        failure.Message.ShouldBe("cn-hangzhou: no room; make room");
        failure.ErrorType.ShouldBe("Quota");
        failure.NonRetryable.ShouldBeTrue();
        failure.Details.ElementAt<StepError>(0).ShouldBe(new(StepErrorKind.Quota, "cn-hangzhou: no room", "make room"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task UnreachableEcs_WhatReachesTemporal_HasNoCauseAndIsSmall(bool isFinal)
    {
        using var closed = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        await using var site = await Site.StartAsync(regionEndpoints: new Dictionary<string, Uri> { [Site.Home] = new($"http://{closed.LocalEndPoint}/") });
        var run = new ActivityRun(site);
        async Task<Failure> FailAsync() => await ContractJson.DataConverter.ToFailureAsync(
            await Should.ThrowAsync<ApplicationFailureException>(() => run.AttemptAsync(a => a.FindCopyAsync(Copies.Request()))));

        var failure = await FailAsync();
        if (isFinal)
        {
            site.Time.Advance(Site.Waiting.Patience);
            failure = await FailAsync();
        }

        failure.ApplicationFailureInfo.NonRetryable.ShouldBe(isFinal);
        failure.Message.ShouldContain("Connection refused");
        failure.Cause.ShouldBeNull();
        failure.StackTrace.ShouldBeEmpty();
        failure.CalculateSize().ShouldBeLessThan(2048);
    }

    /// <summary>Texts that take much room in a failure: as they are, as UTF-8, and as JSON.</summary>
    public static TheoryData<string> LongTexts => ["plain", "\"quoted\"", "\u2028\ue000", "阿里云", "\u0001\u001b", "a\U0001f600", "\\"];

    [Theory]
    [MemberData(nameof(LongTexts))]
    public async Task AnyTexts_HoweverLong_FitIntoWhatTheServerShows(string text)
    {
        var many = string.Concat(Enumerable.Repeat(text, 10_000));
        ApplicationFailureException[] failures =
        [
            StepFailures.Final(new(StepErrorKind.Mismatch, many, many, many, many, many, AnswerUnknown: true)),
            StepFailures.Later(many, TimeSpan.FromSeconds(1)),
            StepFailures.Defect(many, TimeSpan.FromSeconds(1)),
        ];

        foreach (var failure in failures)
        {
            (await ContractJson.DataConverter.ToFailureAsync(failure)).CalculateSize().ShouldBeLessThan(4096);
            failure.Message.ShouldStartWith(text);
            failure.Message.ShouldContain("…");
        }

        // Cut between characters, never within one.
        var whole = text.EnumerateRunes().ToHashSet();
        failures[0].Details.ElementAt<StepError>(0).Message[..^1].EnumerateRunes().ShouldAllBe(rune => whole.Contains(rune));
    }

    [Fact]
    public void TextsAsTheyAre_AreNotCut()
    {
        var error = new StepError(StepErrorKind.Mismatch, new string('m', 900), new string('r', 500), new string('c', 90), new string('q', 90), new string('i', 90), AnswerUnknown: true);

        StepFailures.Final(error).Details.ElementAt<StepError>(0).ShouldBe(error);
    }

    [Fact]
    public async Task WhatEcsSaysAtLength_ReachesTemporalInPart()
    {
        await using var site = await Site.StartAsync();
        site.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = "DescribeImages", Code = "Forbidden." + string.Concat(Enumerable.Repeat("阿里云", 300)), HttpStatus = 403 });

        var failure = await Should.ThrowAsync<ApplicationFailureException>(() => site.AttemptAsync(a => a.FindCopyAsync(Copies.Request())));

        failure.ErrorType.ShouldBe("Permission");
        (await ContractJson.DataConverter.ToFailureAsync(failure)).CalculateSize().ShouldBeLessThan(4096);
    }

    [Fact]
    public void Defect_HasNoStackTrace() =>
        Should.Throw<ApplicationFailureException>(() => throw StepFailures.Defect("a defect", TimeSpan.Zero)).StackTrace.ShouldBeNull();
}
