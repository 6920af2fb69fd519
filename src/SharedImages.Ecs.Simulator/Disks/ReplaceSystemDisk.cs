using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>ReplaceSystemDisk (facts §2.12): the new disk has its id at once, the old one is gone; the instance shows the new image when its lock is gone.</summary>
internal sealed class ReplaceSystemDisk : IOperation
{
    public string Action => "ReplaceSystemDisk";

    public bool TakesClientToken => true;

    public JsonObject Run(Call call)
    {
        var (cloud, parameters) = (call.Cloud, call.Parameters);
        var instance = call.OwnInstance(parameters.Required("InstanceId"));
        var imageId = parameters.Required("ImageId");
        CheckAccess(call);
        CheckInstance(call, instance);
        var old = OldDisk(call, instance);
        var image = Image(call, instance, imageId);
        var plan = DiskPlan.ForReplacement(call, image, old.Plan, EncryptedConflict());

        var disk = plan.Make(cloud, instance, cloud.Rules.Spread(cloud.Rules.SystemDiskReplacement, $"replace/{old.DiskId}"));
        cloud.Fleet.Replace(instance, old, disk);
        instance.ReplaceImage(image, disk.ReadyAt, call.Now);
        return new JsonObject { ["DiskId"] = disk.DiskId };
    }

    private static ApiException EncryptedConflict() =>
        new(400, "InvalidParameter.Conflict", "A disk that is made from an encrypted image is encrypted; for an image of another account Encrypted must be true.");

    private static void CheckAccess(Call call)
    {
        LaunchOptions.CheckPassword(call.Parameters);
        if (call.Parameters.Optional("Password") is not null && call.Parameters.Bool("PasswordInherit") == true)
        {
            throw new ApiException(400, "InvalidPasswordParam.Mismatch", "Password and PasswordInherit exclude each other.");
        }

        call.CheckKeyPair();
    }

    private static void CheckInstance(Call call, InstanceRecord instance)
    {
        if (instance.StatusAt(call.Now) == InstanceStatus.Pending)
        {
            throw new ApiException(403, "OperationDenied.InstanceCreating", "The specified instance is being created.");
        }

        instance.CheckStatus(call.Now, InstanceStatus.Stopped);
        instance.CheckNotLocked();
        instance.CheckNotExpired();
        if (instance.Is(InstanceCondition.UnpaidOrder))
        {
            throw new ApiException(403, "OperationDenied.UnpaidOrder", "The specified instance has an unpaid order.");
        }
    }

    private static CloudDisk OldDisk(Call call, InstanceRecord instance)
    {
        if (instance.Is(InstanceCondition.NoSystemDisk))
        {
            throw new ApiException(400, "InvalidInstance.NotFoundSystemDisk", "The specified instance has no system disk.");
        }

        if (instance.Is(InstanceCondition.DiskInTransfer))
        {
            throw new ApiException(403, "InvalidSystemDiskStatus.IsTransfering", "The system disk of the specified instance is being transferred.");
        }

        var old = call.Cloud.Fleet.DisksOf(instance)[0];
        call.Cloud.CheckNoSnapshotOf(old);
        return old.StatusAt(call.Now) == DiskStatus.InUse ? old : throw Errors.IncorrectDiskStatus();
    }

    private static ImageRecord Image(Call call, InstanceRecord instance, string imageId)
    {
        var image = call.ImageToBoot(instance.Region, imageId, Errors.ImageNotValid());
        if (image.Disks.Count > 1)
        {
            throw new ApiException(400, "OperationDenied", "The specified image contains the snapshot of the data disk, does not support this operation.");
        }

        if (image.Is(ImageCondition.NoResize) && call.Parameters.Optional("SystemDisk.Size") is not null)
        {
            throw new ApiException(400, "InvalidSystemDiskSize.ImageNotSupportResize", "The specified image does not support another size of its system disk.");
        }

        BootImage.CheckFits(image, instance.Type, Errors.ImageNotSupportInstanceType());
        return image;
    }
}
