using System.Collections;

namespace SharedImages.Worker;

/// <summary>Which of Temporal's variables and files say how it is reached, so that an error can name what to correct.</summary>
internal static class TemporalEnvironment
{
    private const string Address = "TEMPORAL_ADDRESS";
    private const string ApiKey = "TEMPORAL_API_KEY";
    private const string Tls = "TEMPORAL_TLS";

    /// <summary>The profile and the file that it is in.</summary>
    public static string Profile => $"profile '{Value("TEMPORAL_PROFILE") ?? "default"}' of {Value("TEMPORAL_CONFIG_FILE") ?? "temporal.toml"}";

    /// <summary>What an address comes from that no option gives.</summary>
    public static string AddressSource => Value(Address) is null ? Profile : Address;

    /// <summary>What has turned TLS on, and how it is turned off.</summary>
    public static (string Source, string Remedy) TlsSource()
    {
        if (Value(Tls) is not null)
        {
            return ($"{Tls} is set", $"set {Tls}=false");
        }

        var settings = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(variable => (string)variable.Key)
            .Where(name => name.StartsWith(Tls + "_", StringComparison.Ordinal) && Value(name) is not null)
            .Order(StringComparer.Ordinal).ToList();
        return settings.Count > 0 ? ($"{string.Join(" and ", settings)} {(settings.Count == 1 ? "is" : "are")} set", $"set {Tls}=false")
            : Value(ApiKey) is not null ? ($"{ApiKey} is set, and a key is sent over TLS alone", $"unset {ApiKey} or set {Tls}=false")
            : ($"{Profile} says so", $"correct that, or set {Tls}=false");
    }

    private static string? Value(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
