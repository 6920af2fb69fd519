using System.Net;

namespace SharedImages.Worker;

/// <summary>Where the health endpoint listens.</summary>
/// <param name="Address">An address of this machine; loopback unless probes come from elsewhere.</param>
/// <param name="Port">TCP port; 0 = any free one, named in the log.</param>
public sealed record HealthOptions(IPAddress Address, int Port);
