using SharedImages.Ecs;

namespace SharedImages.Worker;

/// <summary>The carriers that this build has: the official SDK's only when it was built with it.</summary>
public static class EcsCarriers
{
#if OFFICIAL_SDK
    internal static readonly string[] Names = ["own", "official"];

    internal const string Choice = "own or official";
#else
    internal static readonly string[] Names = ["own"];

    internal const string Choice = "own; official needs a build with -p:WithOfficialSdk=true, as docs/official-sdk.md says";
#endif

    /// <summary>Where a worker's credentials come from.</summary>
    /// <param name="settings">Checked settings.</param>
    /// <exception cref="ArgumentException">An endpoint is not allowed.</exception>
    public static ICredentialsProvider CreateCredentials(WorkerSettings settings) =>
#if OFFICIAL_SDK
        settings.EcsCarrier == EcsCarrier.Official ? new SharedImages.Ecs.OfficialSdk.OfficialCredentials() :
#endif
        new DefaultCredentialsProvider(settings.Ecs, new(), TimeProvider.System);

    internal static EcsClient CreateClient(WorkerSettings settings, EcsClientOptions options, ICredentialsProvider credentials) =>
#if OFFICIAL_SDK
        settings.EcsCarrier == EcsCarrier.Official ? new(options, credentials, TimeProvider.System, new SharedImages.Ecs.OfficialSdk.OfficialTransport(options, TimeProvider.System)) :
#endif
        new(options, credentials, TimeProvider.System);
}
