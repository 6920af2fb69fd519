namespace SharedImages.Ecs.Simulator;

/// <summary>A security group, open to every account.</summary>
/// <param name="Region">Its region.</param>
/// <param name="Id">Its id.</param>
/// <param name="MaxInstances">How many instances it takes (<c>SecurityGroupInstanceLimitExceed</c>); null = as many as there are.</param>
public sealed record WorldSecurityGroup(string Region, string Id, int? MaxInstances = null);
