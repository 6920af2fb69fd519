using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SharedImages.Workflows;

/// <summary>Reads a plan strictly: what is unknown, missing, given twice, too long or not a plan at all is an error. Never throws. Pure.</summary>
public static class PlanReader
{
    /// <summary>A longer plan is refused unread; that of the largest fleet has half of it.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>More items are refused; the largest fleet has fewer.</summary>
    public const int MaxItems = 2_500;

    // Of what goes into the words of a refusal, which are bounded, too.
    private const int MaxText = 256;
    private const int MaxAccounts = 200;

    private static readonly JsonSerializerOptions Strict = new(ContractJson.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        MaxDepth = 16,
    };

    /// <summary>The plan; else what is wrong with it and what to do.</summary>
    public static (OperationPlan? Plan, string? Problem) Read(ReadOnlySpan<byte> json)
    {
        if (json.Length > MaxBytes)
        {
            return Refused(string.Create(CultureInfo.InvariantCulture, $"it has more than {MaxBytes} bytes"));
        }

        try
        {
            if (KindOf(json) is { } other)
            {
                return Refused($"it is {other}, not a plan");
            }

            var plan = JsonSerializer.Deserialize<OperationPlan>(json, Strict)!;
            return Wrong(plan) is { } problem ? Refused(problem) : (plan, null);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return Refused($"it cannot be read ({Reason(e.Message)})");
        }
    }

    private static (OperationPlan? Plan, string? Problem) Refused(string problem) => (null, $"{problem}; make it with: sharedimages plan FILE --out");

    // Null = it says that it is a plan.
    private static string? KindOf(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new() { MaxDepth = 16 });
        using var document = JsonDocument.ParseValue(ref reader);
        return document.RootElement.ValueKind != JsonValueKind.Object ? "no JSON object"
            : document.RootElement.TryGetProperty("kind", out var kind) && kind.ValueKind == JsonValueKind.String ? kind.GetString() is nameof(OperationPlan) ? null : $"of kind {Shown(kind.GetString()!)}"
            : "of no kind";
    }

    private static string? Wrong(OperationPlan plan) =>
        plan.ApiVersion != ContractNames.ApiVersion ? $"its apiVersion is {Shown(plan.ApiVersion)}, not {ContractNames.ApiVersion}"
        // What is declared not to be null may be so in a list all the same.
        : plan.Items.Any(item => item is null || item.Accounts.Contains(null!, StringComparer.Ordinal)) ? "it has an item that is null"
        : plan.Items.Count > MaxItems ? string.Create(CultureInfo.InvariantCulture, $"it has {plan.Items.Count} items, more than {MaxItems}")
        : Texts(plan).FirstOrDefault(IsBad) is { } bad ? $"the text '{Shown(bad)}' is too long, or no line of characters that can be seen"
        : plan.Items.Any(item => item.Accounts.Count > MaxAccounts) ? "it has an item with too many accounts"
        : plan.Items.GroupBy(PlanComparison.KeyOf, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice ? $"it has {Shown(twice.First().Item)} twice"
        : null;

    private static IEnumerable<string> Texts(OperationPlan plan) =>
        ((string?[])[plan.Operation, plan.Name, plan.Version, plan.Digest, plan.Source?.ImageId, plan.Source?.OwnerId, plan.Source?.Content])
            .Concat(plan.Items.SelectMany(item => (string?[])[item.Item, item.Name, item.KmsKeyId, item.ImageId, item.Present, .. item.Accounts]))
            .OfType<string>();

    private static bool IsBad(string text) => text.Length > MaxText || text.Any(c => char.IsControl(c) || char.IsSurrogate(c));

    private static string Shown(string text) =>
        string.Concat((text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 60), "...")).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c));

    private static string Reason(string message) => Shown(message.Split(" Path: ", 2)[0].TrimEnd('.'));
}
