namespace SharedImages.Ecs;

/// <summary>Why there are no credentials. The texts name variables, files and addresses, never what is in them.</summary>
internal static class CredentialsFailures
{
    private const string Action = "sign";

    /// <summary>There are none, or none that can be used; a person is needed.</summary>
    public static EcsException Unusable(string problem) => Of(ErrorKind.Credentials, LocalCodes.NoCredentials, problem);

    /// <summary>Whoever gives them cannot be asked now.</summary>
    public static EcsException Transient(string code, string problem) => Of(ErrorKind.Transient, code, problem);

    /// <summary>Whether it may pass by itself, so that it does not say whether there are credentials.</summary>
    public static bool MayPass(EcsException failure) => failure.Kind is ErrorKind.Transient or ErrorKind.Throttled;

    /// <summary>The failure as a part of another's text.</summary>
    public static string Describe(EcsException failure) => failure.Action == Action ? failure.EcsMessage : failure.Message;

    private static EcsException Of(ErrorKind kind, string code, string problem) => new(kind, Action, "any region", code, problem);
}
