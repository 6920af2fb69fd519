namespace SharedImages.Ecs.Simulator;

/// <summary>A customer key in KMS.</summary>
/// <param name="Region">Its region; keys are regional.</param>
/// <param name="Id">Its id, opaque.</param>
/// <param name="Enabled">Whether it can be used.</param>
/// <param name="Symmetric">Whether it is of the kind that encrypts disks (<c>InvalidKMSKeyId.NotSymmetric</c>).</param>
/// <param name="EcsMayTag">Whether ECS may put its tag on it (<c>InvalidParameter.KMSKeyId.CMKUnauthorized</c>, facts §4.3 E11).</param>
public sealed record WorldKey(string Region, string Id, bool Enabled = true, bool Symmetric = true, bool EcsMayTag = true);
