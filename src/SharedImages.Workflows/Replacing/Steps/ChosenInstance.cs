namespace SharedImages.Workflows;

/// <summary>An instance that is selected.</summary>
/// <param name="InstanceId">Its id.</param>
/// <param name="Selection">Which selection of the spec has selected it, from 0.</param>
/// <param name="FormerImageId">The image that it has.</param>
public sealed record ChosenInstance(string InstanceId, int Selection, string FormerImageId);
