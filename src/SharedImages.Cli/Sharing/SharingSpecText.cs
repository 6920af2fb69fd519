using System.Globalization;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>What a sharing is asked for, as the Web UI shows it from its start on. Pure.</summary>
internal static class SharingSpecText
{
    private const int MaxSummary = 120;
    private const int MaxDetails = 4000;

    /// <summary>One line.</summary>
    public static string Summary(SharingSpec spec) => Printable.Cut(
        string.Create(CultureInfo.InvariantCulture, $"{spec.Name} {spec.Version}: {Changes(spec)}, {(spec.Images is [var only] ? only : $"{spec.Images.Count} images")}"), MaxSummary);

    /// <summary>Markdown.</summary>
    public static string Details(SharingSpec spec)
    {
        var id = OperationKinds.Of(spec).WorkflowId(spec.Name, spec.Version);
        return Printable.Cut(
            string.Join('\n',
            [
                .. spec.Images.Select(image => $"- {image}{(image.Region is { } region ? $" in {region}" : "")}"),
                $"- share with: {Accounts(spec.Add)}",
                $"- take back from: {Accounts(spec.Remove)}",
                "",
                $"`sharedimages status {id}`",
                "",
                $"`sharedimages cancel {id}` stops it, and shares are as before",
            ]),
            MaxDetails);
    }

    private static string Changes(SharingSpec spec) => (spec.Add, spec.Remove) switch
    {
        (_, { Count: 0 }) => $"share with {Accounts(spec.Add)}",
        ({ Count: 0 }, _) => $"take back from {Accounts(spec.Remove)}",
        _ => $"share with {Accounts(spec.Add)}, take back from {Accounts(spec.Remove)}",
    };

    private static string Accounts(IReadOnlyList<string> accounts) => accounts.Count == 0 ? "nobody" : string.Join(", ", accounts);
}
