namespace SharedImages.Ecs.Simulator;

/// <summary>OwnerId and OwnerAccount, which every operation takes: whose resources are meant (facts §1.9). Here nobody acts for another account.</summary>
internal static class OwnerParameters
{
    /// <exception cref="ApiException">Both are given, or one is not the caller's.</exception>
    public static void Check(Call call)
    {
        var (id, account) = (call.Parameters.Optional("OwnerId"), call.Parameters.Optional("OwnerAccount"));
        if (id is not null && account is not null)
        {
            throw new ApiException(400, "InvalidOwner", "OwnerId and OwnerAccount can't be used at one API access.");
        }

        if (id is not null && id != call.Account)
        {
            throw new ApiException(400, "InvalidOwnerId", "The specified OwnerId is not valid.");
        }

        if (account is not null && !IsLogin(account))
        {
            throw new ApiException(400, "InvalidOwnerAccount", "The specified OwnerAccount is not valid.");
        }
    }

    /// <summary>The accounts of a world have no login names, so the form is all that can be checked.</summary>
    private static bool IsLogin(string text) => text.Split('@') is [{ Length: > 0 }, { Length: > 0 }] && !text.Any(char.IsWhiteSpace);
}
