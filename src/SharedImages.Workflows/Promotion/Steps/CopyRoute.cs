namespace SharedImages.Workflows;

/// <summary>What copies have in common that take about the same time.</summary>
/// <param name="From">Region that is copied from.</param>
/// <param name="To">Region that is copied to.</param>
/// <param name="Gibibytes">Size of the image's disks together.</param>
public sealed record CopyRoute(string From, string To, int Gibibytes);
