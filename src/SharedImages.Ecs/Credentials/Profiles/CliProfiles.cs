using System.Text;
using System.Text.Json;

namespace SharedImages.Ecs;

/// <summary>The profiles of Alibaba Cloud's CLI, <c>~/.aliyun/config.json</c> (facts §1.11).</summary>
internal sealed class CliProfiles
{
    // More than anybody chains, and few enough for every stack.
    private const int MaxDepth = 10;

    private readonly string path;
    private readonly JsonElement file;

    private CliProfiles(string path, JsonElement file)
    {
        this.path = path;
        this.file = file;
    }

    /// <summary>Reads one profile.</summary>
    /// <param name="path">The file, for errors.</param>
    /// <param name="text">Its text.</param>
    /// <param name="name">Name of the profile; null = the file's current one.</param>
    /// <exception cref="EcsException"><see cref="LocalCodes.NoCredentials"/>: there is none, or none that can be used.</exception>
    public static CredentialsProfile Read(string path, string text, string? name)
    {
        var profiles = new CliProfiles(path, Parse(path, text));
        return profiles.Read(name ?? profiles.file.TextOrNull("current") ?? "default", []);
    }

    private static ProfileMode Mode(string label, string mode) => mode switch
    {
        "AK" or "" => ProfileMode.AccessKey,
        "StsToken" => ProfileMode.SecurityToken,
        "RamRoleArn" => ProfileMode.Role,
        "ChainableRamRoleArn" => ProfileMode.ChainedRole,
        "OIDC" => ProfileMode.OidcRole,
        "EcsRamRole" => ProfileMode.EcsRole,
        "External" => ProfileMode.External,
        "CloudSSO" or "OAuth" => throw CredentialsFailures.Unusable(
            $"{label} is of mode {mode}, for which a person signs in; use a RAM role (RamRoleArn, EcsRamRole, OIDC) or a program that gives keys (External)"),

        // Not shown, like every value: something may have been put into the wrong field.
        _ => throw CredentialsFailures.Unusable($"{label} is of a mode that is not supported; take one of AK, StsToken, RamRoleArn, ChainableRamRoleArn, EcsRamRole, OIDC, External"),
    };

    private static RoleRequest? Role(JsonElement profile)
    {
        if (Value(profile, "ram_role_arn") is not { } arn)
        {
            return null;
        }

        var role = new RoleRequest
        {
            RoleArn = arn,
            Policy = Value(profile, "policy"),
            ExternalId = Value(profile, "external_id"),
            StsRegion = Value(profile, "sts_region"),
            IsVpc = profile.Bool("enable_vpc"),
        };
        return role with
        {
            SessionName = Value(profile, "ram_session_name") ?? role.SessionName,

            // The CLI writes 0 where nothing was said.
            DurationSeconds = profile.Int("expired_seconds") is { } seconds and not 0 ? seconds : role.DurationSeconds,
        };
    }

    private static string? Value(JsonElement profile, string name) => profile.Text(name).Trim() is { Length: > 0 } value ? value : null;

    private static JsonElement Parse(string path, string text)
    {
        try
        {
            return JsonTexts.Parse(Encoding.UTF8.GetBytes(text));
        }
        catch (JsonException)
        {
            // Not as the inner exception: its text may quote the file's.
            throw CredentialsFailures.Unusable($"{path} is not JSON");
        }
    }

    // Dependents: the profiles whose roles are taken with this one, the first of them first.
    private CredentialsProfile Read(string name, IReadOnlyList<string> dependents)
    {
        var label = $"profile {ProfileText.Quote(name)} of {path}";
        CheckChain(name, dependents);
        var profile = Find(name) ?? throw CredentialsFailures.Unusable($"there is no {label}");
        var mode = Mode(label, profile.Text("mode"));
        return new()
        {
            Label = label,
            Mode = mode,
            AccessKeyId = Value(profile, "access_key_id"),
            AccessKeySecret = Value(profile, "access_key_secret"),
            SecurityToken = Value(profile, "sts_token"),
            Role = Role(profile),
            EcsRoleName = Value(profile, "ram_role_name"),
            ProcessCommand = Value(profile, "process_command"),
            OidcProviderArn = Value(profile, "oidc_provider_arn"),
            OidcTokenFile = Value(profile, "oidc_token_file"),
            Source = mode == ProfileMode.ChainedRole && Value(profile, "source_profile") is { } source ? Read(source, [.. dependents, name]) : null,
        };
    }

    private void CheckChain(string name, IReadOnlyList<string> dependents)
    {
        var chain = string.Join(" → ", dependents.Append(name).Select(ProfileText.Quote));
        if (dependents.Contains(name, StringComparer.Ordinal))
        {
            throw CredentialsFailures.Unusable($"source_profile goes round in {path}: {chain}");
        }

        if (dependents.Count == MaxDepth)
        {
            throw CredentialsFailures.Unusable($"source_profile goes more than {MaxDepth} profiles deep in {path}");
        }
    }

    private JsonElement? Find(string name) =>
        file.Field("profiles") is { ValueKind: JsonValueKind.Array } profiles
        && profiles.EnumerateArray().Where(profile => profile.Text("name") == name).Take(1).ToList() is [var found]
            ? found
            : null;
}
