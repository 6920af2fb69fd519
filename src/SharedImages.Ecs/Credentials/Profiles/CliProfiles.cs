using System.Text;
using System.Text.Json;

namespace SharedImages.Ecs;

/// <summary>The profiles of Alibaba Cloud's CLI, <c>~/.aliyun/config.json</c> (facts §1.11).</summary>
internal static class CliProfiles
{
    /// <summary>Reads one profile.</summary>
    /// <param name="path">The file, for errors.</param>
    /// <param name="text">Its text.</param>
    /// <param name="name">Name of the profile; null = the file's current one.</param>
    /// <exception cref="EcsException"><see cref="LocalCodes.NoCredentials"/>: there is none, or none that can be used.</exception>
    public static CredentialsProfile Read(string path, string text, string? name)
    {
        var file = Parse(path, text);
        var wanted = name ?? file.TextOrNull("current") ?? "default";
        var label = $"profile {ProfileText.Quote(wanted)} of {path}";
        return file.Field("profiles") is { ValueKind: JsonValueKind.Array } profiles
            && profiles.EnumerateArray().Where(profile => profile.Text("name") == wanted).Take(1).ToList() is [var found]
            ? Read(label, found)
            : throw CredentialsFailures.Unusable($"there is no {label}");
    }

    private static CredentialsProfile Read(string label, JsonElement profile) => new()
    {
        Label = label,
        Mode = Mode(label, profile.Text("mode")),
        AccessKeyId = Value(profile, "access_key_id"),
        AccessKeySecret = Value(profile, "access_key_secret"),
        SecurityToken = Value(profile, "sts_token"),
    };

    private static ProfileMode Mode(string label, string mode) => mode switch
    {
        "AK" or "" => ProfileMode.AccessKey,
        "StsToken" => ProfileMode.SecurityToken,
        "CloudSSO" or "OAuth" => throw CredentialsFailures.Unusable(
            $"{label} is of mode {mode}, for which a person signs in; use a RAM role (RamRoleArn, EcsRamRole, OIDC) or a program that gives keys (External)"),
        _ => throw CredentialsFailures.Unusable($"{label} is of mode {ProfileText.Quote(mode)}, which is not supported"),
    };

    private static string? Value(JsonElement profile, string name) => profile.Text(name).Trim() is { Length: > 0 } value ? value : null;

    private static JsonElement Parse(string path, string text)
    {
        try
        {
            return AnswerReader.Parse(Encoding.UTF8.GetBytes(text));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Not as the inner exception: its text may quote the file's.
            throw CredentialsFailures.Unusable($"{path} is not JSON");
        }
    }
}
