using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>ModifyImageSharePermission (facts §2.6): all of a call or nothing; more than ten accounts are silently cut.</summary>
internal sealed class ModifyImageSharePermission : IOperation
{
    private const int AccountsPerCall = 10;

    public string Action => "ModifyImageSharePermission";

    public JsonObject Run(Call call)
    {
        var image = call.OwnImage();
        if (call.Parameters.Bool("IsPublic") == true)
        {
            throw new ApiException(403, "PublicImageAgreement.NotSigned", "The agreement on community images is not signed.");
        }

        var add = Accounts(call, "AddAccount");
        var remove = Accounts(call, "RemoveAccount");
        if (add.Count + remove.Count == 0)
        {
            throw Errors.MissingParameter("AddAccount");
        }

        if (add.Count > 0)
        {
            CheckShareable(call, image);
            CheckAccounts(call, add);
            CheckRoom(call.Cloud.Rules.SharesPerImage, image, add, remove);
        }

        call.EndDryRun();
        Apply(call, image, add, remove);
        return [];
    }

    private static List<string> Accounts(Call call, string name) =>
        [.. call.Parameters.List(name).Take(AccountsPerCall).Distinct(StringComparer.Ordinal)];

    private static void CheckShareable(Call call, ImageRecord image)
    {
        if (image.Status != ImageStatus.Available)
        {
            throw new ApiException(403, "OperationDenied.InvalidImageStatus", "The current status of the image does not support sharing.");
        }

        var keys = image.Disks.Select(disk => disk.KMSKeyId).OfType<string>().ToList();
        if (keys.Contains(call.Caller.ServiceKeyIn(image.Region), StringComparer.Ordinal))
        {
            throw new ApiException(403, "InvalidOperation.ServiceKeyEncryptedImageUnsupported", "An image that is encrypted with a service key cannot be shared.");
        }

        if (keys.Count > 1)
        {
            throw new ApiException(403, "OperationDeined.FullImage", "An image with several encrypted snapshots cannot be shared.");
        }

        if (keys.Count > 0 && !call.Caller.CanShareEncrypted)
        {
            throw new ApiException(403, "AssumeRoleError", "The role AliyunECSShareEncryptImageDefaultRole cannot be assumed.");
        }

        if (keys.Any(key => call.Caller.IsEnabled(image.Region, key) == false))
        {
            throw Errors.KeyNotEnabled();
        }
    }

    private static void CheckAccounts(Call call, List<string> add)
    {
        if (add.Contains(call.Account, StringComparer.Ordinal))
        {
            throw new ApiException(404, "InvalidAccount.Forbbiden", "The specified account is the owner of the image.");
        }

        if (add.Find(account => call.Cloud.Account(account) is null) is { } unknown)
        {
            throw new ApiException(404, "InvalidAccount.NotFound", $"The specified account does not exist: {unknown}.");
        }
    }

    private static void CheckRoom(int limit, ImageRecord image, List<string> add, List<string> remove)
    {
        var after = image.Shares.Keys.Union(add, StringComparer.Ordinal).Except(remove, StringComparer.Ordinal).Count();
        if (after > limit)
        {
            throw new ApiException(403, "QuotaExceed.ShareImageUser", $"The number of accounts that the image is shared with exceeds the limit ({limit}).");
        }
    }

    private static void Apply(Call call, ImageRecord image, List<string> add, List<string> remove)
    {
        if (add.Count > 0)
        {
            var lag = call.Fault(FaultKind.VisibilityLag)?.Fault.Duration ?? call.Cloud.Rules.ShareVisibilityLag;
            foreach (var account in add)
            {
                image.Shares.TryAdd(account, new Share(call.Now, call.Now + call.Cloud.Clock.Scale(lag)));
            }
        }

        foreach (var account in remove)
        {
            call.Cloud.Unshare(image, account);
        }
    }
}
