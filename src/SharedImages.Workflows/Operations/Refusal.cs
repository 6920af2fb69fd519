namespace SharedImages.Workflows;

/// <summary>One reason not to start.</summary>
/// <param name="Rule">Short name of the rule, for example <c>trusted-owner</c>.</param>
/// <param name="Message">What is wrong, with what, and what to do.</param>
public sealed record Refusal(string Rule, string Message);
