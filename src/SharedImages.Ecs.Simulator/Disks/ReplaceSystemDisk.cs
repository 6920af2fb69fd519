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
        CheckAccess(parameters);
        instance.CheckStatus(call.Now, InstanceStatus.Stopped);
        instance.CheckNotLocked();
        var old = cloud.Fleet.DisksOf(instance)[0];
        cloud.CheckNoSnapshotOf(old);
        var image = Image(call, instance, imageId);
        var plan = DiskPlan.ForReplacement(call, image, old.Plan, EncryptedConflict());

        var disk = plan.Make(cloud, instance, cloud.Rules.SystemDiskReplacement);
        cloud.Fleet.Replace(instance, old, disk);
        instance.ReplaceImage(image, disk.ReadyAt, call.Now);
        return new JsonObject { ["DiskId"] = disk.DiskId };
    }

    private static ApiException EncryptedConflict() =>
        new(400, "InvalidParameter.Conflict", "A disk that is made from an encrypted image is encrypted; for an image of another account Encrypted must be true.");

    private static void CheckAccess(Parameters parameters)
    {
        LaunchOptions.CheckPassword(parameters);
        if (parameters.Optional("Password") is not null && parameters.Bool("PasswordInherit") == true)
        {
            throw new ApiException(400, "InvalidPasswordParam.Mismatch", "Password and PasswordInherit exclude each other.");
        }
    }

    private static ImageRecord Image(Call call, InstanceRecord instance, string imageId)
    {
        var image = call.ImageToBoot(instance.Region, imageId, Errors.ImageNotValid());
        if (image.Disks.Count > 1)
        {
            throw new ApiException(400, "OperationDenied", "The specified image contains the snapshot of the data disk, does not support this operation.");
        }

        BootImage.CheckFits(image, instance.Type, Errors.ImageNotSupportInstanceType());
        return image;
    }
}
