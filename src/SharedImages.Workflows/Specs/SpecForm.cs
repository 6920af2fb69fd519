namespace SharedImages.Workflows;

/// <summary>What a text field must look like.</summary>
/// <param name="Noun">What it is, with its article.</param>
/// <param name="Remedy">What would be right.</param>
/// <param name="Fits">Whether a text is of this form.</param>
internal sealed record SpecForm(string Noun, string Remedy, Func<string, bool> Fits);
