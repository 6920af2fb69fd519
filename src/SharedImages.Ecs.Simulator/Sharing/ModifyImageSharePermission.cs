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
        var isPublic = call.Parameters.Bool("IsPublic");
        CheckPublication(call.Cloud, image, isPublic);
        var add = Accounts(call, "AddAccount");
        var remove = Accounts(call, "RemoveAccount");
        if (add.Count + remove.Count == 0 && isPublic is null)
        {
            throw Errors.MissingParameter("AddAccount");
        }

        if (add.Count > 0)
        {
            CheckShareable(call, image);
            CheckAccounts(call, add);
            CheckRoom(call.Cloud.Rules.SharesPerImage, image, add, remove);
            CheckRecipients(call.Cloud, image, add);
        }

        call.EndDryRun();
        if (isPublic == false)
        {
            image.LeaveCommunity();
        }

        Apply(call, image, add, remove);
        return [];
    }

    /// <summary>Nobody here has signed the agreement on community images, so none is published; those of the world can be unpublished.</summary>
    private static void CheckPublication(Cloud cloud, ImageRecord image, bool? isPublic)
    {
        if (isPublic == false && !image.IsCommunity)
        {
            throw new ApiException(403, "Image.NotPublic", "The specified image is not a community image.");
        }

        if (isPublic != true)
        {
            return;
        }

        if (cloud.Is(image.Region, RegionCondition.NoCommunityImages))
        {
            throw new ApiException(403, "CurrentRegion.NotSupportPublicImage", "The current region does not support community images.");
        }

        throw image.IsCommunity
            ? ImageIsPublic()
            : new ApiException(403, "PublicImageAgreement.NotSigned", "The agreement on community images is not signed.");
    }

    private static ApiException ImageIsPublic() => new(403, "Image.Public", "The specified image is a community image.");

    private static List<string> Accounts(Call call, string name) =>
        [.. call.Parameters.List(name).Take(AccountsPerCall).Distinct(StringComparer.Ordinal)];

    private static void CheckShareable(Call call, ImageRecord image)
    {
        if (image.IsCommunity)
        {
            throw ImageIsPublic();
        }

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

        if (keys.Count > 0)
        {
            CheckKey(call.Caller.Key(image.Region, keys[0]));
        }
    }

    private static void CheckKey(WorldKey? key)
    {
        if (key is { Enabled: false })
        {
            throw Errors.KeyNotEnabled();
        }

        if (key is { EcsMayTag: false })
        {
            throw Errors.KeyUnauthorized();
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

    private static void CheckRecipients(Cloud cloud, ImageRecord image, List<string> add)
    {
        var limit = cloud.Rules.ImagesPerRecipient;
        if (add.Except(image.Shares.Keys, StringComparer.Ordinal).Any(account => cloud.ImageLists[ImageKeys.SharedWith(account)].Count >= limit))
        {
            throw new ApiException(403, "QuotaExceed.ShareImage", $"The number of images that are shared with an account exceeds the limit ({limit}).");
        }
    }

    private static void Apply(Call call, ImageRecord image, List<string> add, List<string> remove)
    {
        if (add.Count > 0)
        {
            var lag = call.Fault(FaultKind.VisibilityLag)?.Fault.Duration ?? call.Cloud.Rules.ShareVisibilityLag;
            foreach (var account in add)
            {
                if (!image.Shares.ContainsKey(account))
                {
                    image.Shares[account] = new Share(call.Now, call.Now + call.Cloud.Clock.Scale(lag));
                }
            }
        }

        foreach (var account in remove)
        {
            call.Cloud.Unshare(image, account);
        }
    }
}
