using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>One operation of the API.</summary>
internal interface IOperation
{
    /// <summary>Its name on the wire.</summary>
    string Action { get; }

    /// <summary>The API version that it belongs to.</summary>
    string Version => "2014-05-26";

    /// <summary>Whether a client token makes it idempotent (facts §1.10).</summary>
    bool TakesClientToken => false;

    /// <summary>What a client token with other parameters is refused with.</summary>
    ApiException TokenMismatch => Errors.TokenMismatch();

    /// <summary>The effect and the answer, without <c>RequestId</c>. Runs alone on the cloud.</summary>
    /// <exception cref="ApiException">Refused; then nothing has changed.</exception>
    JsonObject Run(Call call);
}
