namespace SharedImages.Workflows;
internal sealed record SpecReading(PromotionSpec? Spec, IReadOnlyList<SpecError> Errors);
internal static class PromotionSpecReader { public static SpecReading ReadJson(ReadOnlySpan<byte> b) => new(System.Text.Json.JsonSerializer.Deserialize<PromotionSpec>(b, ContractJson.Options), []); }
