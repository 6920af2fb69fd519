namespace SharedImages.Ecs;

/// <summary>A resource tag. ECS sends it as <c>Key/Value</c> and answers with <c>TagKey/TagValue</c> (facts §2.15).</summary>
/// <param name="Key">1–128 characters; not beginning with <c>aliyun</c> or <c>acs:</c>.</param>
/// <param name="Value">0–128 characters.</param>
public sealed record Tag(string Key, string Value) : IWireFields;
