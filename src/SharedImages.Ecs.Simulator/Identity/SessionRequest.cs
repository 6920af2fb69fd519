using System.Globalization;
using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>What all ways to assume a role have in common: their parameters, within the limits of facts §1.11, and their answer.</summary>
internal sealed record SessionRequest(Role Role, string SessionName, TimeSpan Duration, WorldPolicy? Policy)
{
    private const int DefaultSeconds = 3600;
    private const int MinSeconds = 900;

    public static SessionRequest Read(Call call)
    {
        var parameters = call.Parameters;
        var arn = parameters.Required("RoleArn");
        var name = parameters.Required("RoleSessionName");
        if (!IsRoleArn(arn))
        {
            throw new ApiException(400, "InvalidParameter.RoleArn", "The parameter RoleArn is wrongly formed.");
        }

        if (name.Length is < 2 or > 64 || !name.All(IsNameCharacter))
        {
            throw new ApiException(400, "InvalidParameter.RoleSessionName", "The parameter RoleSessionName is wrongly formed.");
        }

        var policy = parameters.Optional("Policy") is { } text ? SessionPolicy.Read(text) : null;
        var role = call.Identities.Role(arn) ?? throw new ApiException(404, "EntityNotExist.Role", "The specified Role not exists.");
        return new SessionRequest(role, name, ReadDuration(parameters.Optional("DurationSeconds"), role), policy);
    }

    public static ApiException NoPermission(string message) => new(403, "NoPermission", message);

    public JsonObject Open(Call call)
    {
        var key = call.Identities.Assume(this);
        return new JsonObject
        {
            ["AssumedRoleUser"] = new JsonObject
            {
                ["Arn"] = $"{Role.Arn}/{SessionName}",
                ["AssumedRoleId"] = key.Principal.Id,
            },
            ["Credentials"] = new JsonObject
            {
                ["AccessKeyId"] = key.Id,
                ["AccessKeySecret"] = key.Secret,
                ["SecurityToken"] = key.SecurityToken,
                ["Expiration"] = WireText.Time(key.Expiration),
            },
        };
    }

    private static bool IsRoleArn(string arn) =>
        arn.Split(':') is ["acs", "ram", "", { Length: > 0 } account, var resource]
        && account.All(char.IsAsciiDigit)
        && resource.StartsWith("role/", StringComparison.Ordinal)
        && resource.Length > "role/".Length;

    private static bool IsNameCharacter(char character) => char.IsAsciiLetterOrDigit(character) || character is '.' or '@' or '_' or '-';

    private static TimeSpan ReadDuration(string? text, Role role)
    {
        var seconds = DefaultSeconds;
        if (text is not null && !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out seconds)
            || seconds < MinSeconds
            || seconds > role.MaxSession.TotalSeconds)
        {
            throw new ApiException(400, "InvalidParameter.DurationSeconds", string.Create(CultureInfo.InvariantCulture, $"The Min/Max value of DurationSeconds is {MinSeconds}/{role.MaxSession.TotalSeconds}."));
        }

        return TimeSpan.FromSeconds(seconds);
    }
}
