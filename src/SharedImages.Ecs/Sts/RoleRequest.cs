using System.Text.RegularExpressions;

namespace SharedImages.Ecs;

/// <summary>A RAM role to take, as STS wants it (facts §1.11).</summary>
internal sealed partial record RoleRequest
{
    private const int ShortestDuration = 900;

    /// <summary>For example <c>acs:ram::1000000000000001:role/release</c>.</summary>
    public required string RoleArn { get; init; }

    /// <summary>Who the session is for, as audits show it.</summary>
    public string SessionName { get; init; } = "shared-images";

    /// <summary>Seconds; STS's own default is the same.</summary>
    public int DurationSeconds { get; init; } = 3600;

    /// <summary>Policy that narrows the role's rights; null = none.</summary>
    public string? Policy { get; init; }

    /// <summary>External id that the role's trust policy asks for; null = none.</summary>
    public string? ExternalId { get; init; }

    /// <summary>Region of the STS to ask; null = the usual one.</summary>
    public string? StsRegion { get; init; }

    /// <summary>Whether STS is asked inside the VPC; null = as usual.</summary>
    public bool? IsVpc { get; init; }

    /// <summary>What STS would refuse, without a call; null = nothing.</summary>
    public string? FindProblem() => this switch
    {
        _ when !RoleForm().IsMatch(RoleArn) => "the role is not of the form acs:ram::<account>:role/<name>",
        _ when !SessionForm().IsMatch(SessionName) => "the session name is not 2 to 64 letters, digits and . @ _ -",
        { DurationSeconds: < ShortestDuration } => "the session is shorter than 900 seconds",
        { Policy.Length: > 2048 } => "the policy is longer than 2048 characters",
        { ExternalId.Length: < 2 or > 1224 } => "the external id is not 2 to 1224 characters",
        { StsRegion: { } region } when !RegionForm.Is(region) => "the STS region has not the form of a region id",
        _ => null,
    };

    /// <summary>The parameters of AssumeRole and AssumeRoleWithOIDC.</summary>
    public Parameters ToParameters() => new Parameters()
        .Add("RoleArn", RoleArn)
        .Add("RoleSessionName", SessionName)
        .Add("DurationSeconds", DurationSeconds)
        .Add("Policy", Policy)
        .Add("ExternalId", ExternalId);

    [GeneratedRegex("^acs:ram::[0-9]{1,20}:role/.{1,128}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex RoleForm();

    [GeneratedRegex("^[A-Za-z0-9.@_-]{2,64}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex SessionForm();
}
