namespace SharedImages.Workflows;

/// <summary>Where instances may be launched.</summary>
/// <param name="InstanceType">The type.</param>
/// <param name="VSwitch">The vSwitch, and with it the zone.</param>
internal sealed record LaunchPlace(string InstanceType, string VSwitch);
