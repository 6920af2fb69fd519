namespace SharedImages.Ecs.Simulator;

/// <summary>What an image hands on to everything that is made from it.</summary>
internal sealed record ImageTraits(string Architecture, string BootMode, string OSType, string Platform, string OSName, string NvmeSupport, string ImdsSupport, bool HasAgent);
