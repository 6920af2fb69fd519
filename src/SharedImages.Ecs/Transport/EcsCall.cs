namespace SharedImages.Ecs;

/// <summary>One call as it is to be sent.</summary>
/// <param name="Endpoint">Scheme, host and port.</param>
/// <param name="Action">The operation, for example <c>CopyImage</c>.</param>
/// <param name="Version">The version of the API.</param>
/// <param name="RegionId">Who is asked, for failures: the region is among the parameters where the operation wants it.</param>
/// <param name="Parameters">Each name once, lists numbered (<c>Tag.1.Key</c>).</param>
/// <param name="Signer">What to sign with.</param>
public sealed record EcsCall(Uri Endpoint, string Action, string Version, string RegionId, IReadOnlyList<KeyValuePair<string, string>> Parameters, Credentials Signer);
