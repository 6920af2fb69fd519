namespace SharedImages.Ecs;

/// <summary>The profiles of Alibaba Cloud's SDKs, <c>~/.alibabacloud/credentials</c> (facts §1.11).</summary>
internal static class IniProfiles
{
    /// <summary>Reads one profile.</summary>
    /// <param name="path">The file, for errors.</param>
    /// <param name="text">Its text.</param>
    /// <param name="name">Name of the section; null = <c>default</c>.</param>
    /// <exception cref="EcsException"><see cref="LocalCodes.NoCredentials"/>: there is none, or none that can be used.</exception>
    public static CredentialsProfile Read(string path, string text, string? name)
    {
        var wanted = name ?? "default";
        var label = $"section {ProfileText.Quote(wanted)} of {path}";
        var values = Section(text, wanted) ?? throw CredentialsFailures.Unusable($"there is no {label}");
        if (string.Equals(values.GetValueOrDefault("enable"), "false", StringComparison.OrdinalIgnoreCase))
        {
            throw CredentialsFailures.Unusable($"{label} is switched off (enable)");
        }

        return new()
        {
            Label = label,
            Mode = Mode(label, values.GetValueOrDefault("type") ?? ""),
            AccessKeyId = values.GetValueOrDefault("access_key_id"),
            AccessKeySecret = values.GetValueOrDefault("access_key_secret"),
            Role = Role(values),
            EcsRoleName = values.GetValueOrDefault("role_name"),
            OidcProviderArn = values.GetValueOrDefault("oidc_provider_arn"),
            OidcTokenFile = values.GetValueOrDefault("oidc_token_file_path"),
        };
    }

    private static ProfileMode Mode(string label, string type) => type switch
    {
        "access_key" => ProfileMode.AccessKey,
        "ram_role_arn" => ProfileMode.Role,
        "oidc_role_arn" => ProfileMode.OidcRole,
        "ecs_ram_role" => ProfileMode.EcsRole,
        "rsa_key_pair" => throw CredentialsFailures.Unusable($"{label} is of type rsa_key_pair, which is not supported; use a RAM role (ram_role_arn, ecs_ram_role, oidc_role_arn)"),
        "" => throw CredentialsFailures.Unusable($"{label} lacks a type"),

        // Not shown, like every value: something may have been put into the wrong field.
        _ => throw CredentialsFailures.Unusable($"{label} is of a type that is not supported; take one of access_key, ram_role_arn, ecs_ram_role, oidc_role_arn"),
    };

    private static RoleRequest? Role(Dictionary<string, string> values)
    {
        if (values.GetValueOrDefault("role_arn") is not { } arn)
        {
            return null;
        }

        var role = new RoleRequest { RoleArn = arn, Policy = values.GetValueOrDefault("policy") };
        return role with { SessionName = values.GetValueOrDefault("role_session_name") ?? role.SessionName };
    }

    // Null: no such section. As in the SDKs, the last of equal keys counts, and what is empty is not set.
    private static Dictionary<string, string>? Section(string text, string wanted)
    {
        Dictionary<string, string>? values = null;
        var isInside = false;
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries).Where(line => line is not ("" or ['#' or ';', ..])))
        {
            if (line is ['[', .. var section, ']'])
            {
                isInside = section.Trim() == wanted;
                values ??= isInside ? new(StringComparer.Ordinal) : null;
            }
            else if (isInside && line.Split('=', 2, StringSplitOptions.TrimEntries) is [var key, { Length: > 0 } value])
            {
                values![key] = value;
            }
        }

        return values;
    }
}
