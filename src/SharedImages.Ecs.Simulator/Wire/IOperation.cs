using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>One operation of the API.</summary>
internal interface IOperation
{
    /// <summary>Its name on the wire.</summary>
    string Action { get; }

    /// <summary>The API version that it belongs to.</summary>
    string Version => "2014-05-26";

    /// <summary>The product that it belongs to.</summary>
    string Product => "Ecs";

    /// <summary>Whether a client token makes it idempotent (facts §1.10).</summary>
    bool TakesClientToken => false;

    /// <summary>Whether it is called without a signature.</summary>
    bool IsAnonymous => false;

    /// <summary>What a policy calls it (facts §1.12); null = everybody may.</summary>
    string? Permission => $"ecs:{Action}";

    /// <summary>The code when a policy does not allow it (facts §1.9).</summary>
    string DenialCode => "Forbidden.RAM";

    /// <summary>What a client token with other parameters is refused with.</summary>
    ApiException TokenMismatch => Errors.TokenMismatch();

    /// <summary>The effect and the answer, without <c>RequestId</c>. Runs alone on the cloud.</summary>
    /// <exception cref="ApiException">Refused; then nothing has changed.</exception>
    JsonObject Run(Call call);
}
