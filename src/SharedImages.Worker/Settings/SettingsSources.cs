using Microsoft.Extensions.Configuration;

namespace SharedImages.Worker;

/// <summary>Where settings come from: the section <c>SharedImages</c> of a JSON file, then variables <c>SHAREDIMAGES_…</c>, which win.</summary>
public static class SettingsSources
{
    /// <summary>The section of the JSON file.</summary>
    public const string Section = "SharedImages";

    /// <summary>Prefix of the environment variables; two underscores separate the levels of a key.</summary>
    public const string VariablePrefix = "SHAREDIMAGES_";

    /// <summary>Where <c>sharedimages dev</c> finds the Temporal program. It has the prefix, but is no setting of a worker.</summary>
    public const string TemporalProgramVariable = "SHAREDIMAGES_TEMPORAL";

    /// <summary>Where the program finds Temporal's Web UI, for links. Likewise no setting of a worker.</summary>
    public const string WebUiVariable = "SHAREDIMAGES_UI";

    private static readonly string[] Others = [TemporalProgramVariable, WebUiVariable];

    /// <summary>Reads both sources; nothing is checked yet.</summary>
    /// <param name="file">Path of a JSON file; null = none.</param>
    /// <param name="environment">The environment, or what stands for it; of two variables for one key the later wins.</param>
    /// <exception cref="SettingsException">The file is missing, not JSON, or holds something else than the section.</exception>
    public static IConfiguration Load(string? file, IEnumerable<KeyValuePair<string, string?>> environment)
    {
        var builder = new ConfigurationBuilder();
        if (file is not null)
        {
            builder.AddConfiguration(ReadFile(file).GetSection(Section));
        }

        return builder.AddInMemoryCollection(environment
            .Where(variable => variable.Key.StartsWith(VariablePrefix, StringComparison.OrdinalIgnoreCase)
                && !Others.Contains(variable.Key, StringComparer.OrdinalIgnoreCase))
            .GroupBy(variable => KeyOf(variable.Key), StringComparer.OrdinalIgnoreCase)
            .Select(same => KeyValuePair.Create(same.Key, same.Last().Value)))
            .Build();
    }

    /// <summary>The environment variable that sets a key.</summary>
    /// <param name="key">Below the section, for example <c>Health:Port</c>.</param>
    public static string VariableOf(string key) => VariablePrefix + key.ToUpperInvariant().Replace(":", "__", StringComparison.Ordinal);

    private static string KeyOf(string variable) =>
        variable[VariablePrefix.Length..].Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal);

    private static IConfigurationRoot ReadFile(string file)
    {
        IConfigurationRoot root;
        try
        {
            root = new ConfigurationBuilder().AddJsonFile(Path.GetFullPath(file), optional: false, reloadOnChange: false).Build();
        }
        catch (FileNotFoundException)
        {
            throw new SettingsException([$"{file}: there is no such file; give the path of a JSON file with the section \"{Section}\"."]);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new SettingsException([$"{file}: cannot be read: {(e.GetBaseException().Message)}"]);
        }

        var others = root.GetChildren().Where(child => !child.Key.Equals(Section, StringComparison.OrdinalIgnoreCase)).ToList();
        return others.Count == 0
            ? root
            : throw new SettingsException([.. others.Select(child => $"{file}: \"{child.Key}\" is not known here; all settings belong into the section \"{Section}\".")]);
    }
}
