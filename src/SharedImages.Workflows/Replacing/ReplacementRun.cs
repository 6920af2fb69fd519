namespace SharedImages.Workflows;

/// <summary>The run that an instance's part belongs to, and what it wants for all its instances.</summary>
/// <param name="Replacement">Name of the replacement.</param>
/// <param name="Version">Its version.</param>
/// <param name="Run">Its first run id.</param>
/// <param name="Account">UID that the replacement began with; a worker that acts for another does not write.</param>
/// <param name="Installation">Name of the deployment.</param>
/// <param name="KeepOldDisk">Days that the snapshot of each old disk is kept; null = no snapshot.</param>
/// <param name="Test">What an instance must show when it runs again; null = nothing.</param>
/// <param name="OnFailure">What becomes of an instance whose new disk does not do.</param>
public sealed record ReplacementRun(
    string Replacement, string Version, string Run, string Account, string Installation, int? KeepOldDisk, TestSpec? Test, WayBack OnFailure);
