using System.Text.Json;

namespace SharedImages.Workflows;

/// <summary>A result is one event of the history, sixty regions or not: what is told at length gives way, step by step, until it fits. Pure.</summary>
internal static class ResultBounds
{
    /// <summary>Of the JSON, less that of a launch, which is bounded by itself; Temporal warns from 512 KiB on, and a failed promotion's message stands beside it.</summary>
    private const int MaxBytes = 96 * 1024;

    private static readonly Detail[] Details =
    [
        new(CheckText: 100, ErrorText: 1000, OutputText: 4096, Repairs: true),
        new(CheckText: 30, ErrorText: 300, OutputText: 100, Repairs: true),
        new(CheckText: 30, ErrorText: 150, OutputText: 0, Repairs: false),
    ];

    /// <summary>The result without what is only for undo, and short enough.</summary>
    public static PromotionResult Within(PromotionResult result)
    {
        var fitting = result;
        foreach (var detail in Details)
        {
            fitting = result with
            {
                Intake = result.Intake is { } intake ? Slim(intake, detail) : null,
                Regions = [.. result.Regions.Select(region => Slim(region, detail))],
            };
            if (JsonSerializer.SerializeToUtf8Bytes(fitting with { Launch = null }, ContractJson.Options).Length <= MaxBytes)
            {
                break;
            }
        }

        return fitting;
    }

    private static RegionOutcome Slim(RegionOutcome outcome, Detail detail) => outcome with
    {
        Made = new(),
        Checks = [.. outcome.Checks.Where(check => detail.Repairs || check.Result != CheckResult.Repaired).Select(check => check with
        {
            Name = Cut(check.Name, detail.CheckText)!,
            Expected = Cut(check.Expected, detail.CheckText)!,
            Actual = Cut(check.Actual, detail.CheckText)!,
            Found = Cut(check.Found, detail.CheckText),
        })],
        Tests = detail.OutputText == 0 || outcome.Tests is not { } tests ? null : [.. tests.Select(test => test with { Output = Cut(test.Output, detail.OutputText)! })],
        Error = outcome.Error is { } error ? error with { Message = Cut(error.Message, detail.ErrorText)!, Remedy = Cut(error.Remedy, detail.ErrorText)! } : null,
    };

    private static string? Cut(string? text, int length) => text?.Length > length ? text[..length] + "…" : text;

    private sealed record Detail(int CheckText, int ErrorText, int OutputText, bool Repairs);
}
