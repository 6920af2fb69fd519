namespace SharedImages.Ecs.Simulator;

/// <summary>A security group, open to every account.</summary>
/// <param name="Region">Its region.</param>
/// <param name="Id">Its id.</param>
public sealed record WorldSecurityGroup(string Region, string Id);
