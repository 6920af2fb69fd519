using System.Net;
using Microsoft.AspNetCore.Http;

namespace SharedImages.Ecs.Simulator;

/// <summary>Keeps web pages out of the admin endpoint, which asks nobody who they are: those that somebody's browser calls it from, and those whose own name is made to lead here (DNS rebinding).</summary>
/// <param name="address">The address that is listened on.</param>
/// <param name="hosts">Names and addresses by which it is called, too.</param>
internal sealed class AdminGate(IPAddress address, IReadOnlyList<string> hosts)
{
    /// <summary>Why a request is not taken, and what to do; null = it is taken.</summary>
    public string? Refusal(HttpRequest request)
    {
        var (host, origin) = (request.Host.Host, request.Headers.Origin.ToString());
        if (!IsOurs(host))
        {
            return $"The admin endpoint is called by the name \"{host}\", which is not one of its own: {string.Join(", ", hosts.Prepend("localhost"))} and loopback addresses. "
                + "Call it by one of these, or start the simulator with --admin-host and that name.";
        }

        return origin.Length == 0 || origin == $"{request.Scheme}://{request.Host}"
            ? null
            : $"The request is from a web page of another origin, {origin}, from which the admin endpoint takes nothing. Call it from a program, without the header Origin.";
    }

    private bool IsOurs(string host) => hosts.Prepend("localhost").Contains(host, StringComparer.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var called) && (IPAddress.IsLoopback(called) || called.Equals(address)));
}
