namespace SharedImages.Ecs;

/// <summary>One account that an image is shared with (facts §2.6).</summary>
/// <param name="AliyunId">Account UID, digits.</param>
public sealed record ImageShare(string AliyunId = "");
