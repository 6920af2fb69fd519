namespace SharedImages.Workflows;

/// <summary>An instance type as ECS describes it.</summary>
/// <param name="Id">For example <c>ecs.g7.large</c>.</param>
/// <param name="Architecture"><c>X86</c> or <c>ARM</c>.</param>
/// <param name="BootModes"><c>BIOS</c>, <c>UEFI</c>; empty when ECS does not say.</param>
/// <param name="NeedsNvme">Whether its disks are NVMe.</param>
/// <param name="InStock">Whether a zone of the region has it in stock.</param>
public sealed record OfferedType(string Id, string Architecture, IReadOnlyList<string> BootModes, bool NeedsNvme, bool InStock);
