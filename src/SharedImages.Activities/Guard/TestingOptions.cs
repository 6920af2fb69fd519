namespace SharedImages.Activities;

/// <summary>What tests may run on the instances of this worker's account.</summary>
public sealed record TestingOptions
{
    /// <summary>Setting that holds <see cref="Commands"/>, as messages name it.</summary>
    public const string CommandsSetting = "SharedImages:Testing:Commands (environment: SHAREDIMAGES_TESTING__COMMANDS)";

    /// <summary>The commands. Default: none.</summary>
    public AllowedTexts Commands { get; init; } = AllowedTexts.None;
}
