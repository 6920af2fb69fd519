namespace SharedImages.Workflows;

/// <summary>Who makes the copies of a run.</summary>
/// <param name="Run">First run id: stays the same for all that the run makes.</param>
/// <param name="Account">UID that the run began with.</param>
/// <param name="Installation">Name of the deployment.</param>
internal sealed record RunIdentity(string Run, string Account, string Installation);
