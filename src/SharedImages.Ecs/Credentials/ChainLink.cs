namespace SharedImages.Ecs;

/// <summary>One place where credentials are looked for.</summary>
/// <param name="Name">What it is called in errors.</param>
/// <param name="Provider">Gives them, or says why it does not.</param>
/// <param name="IsGuess">Nobody said that there are any: what is wrong with it is no trouble, but means that there are none.</param>
internal sealed record ChainLink(string Name, ICredentialsProvider Provider, bool IsGuess = false);
