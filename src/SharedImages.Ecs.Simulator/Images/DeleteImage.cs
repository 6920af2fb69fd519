using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>DeleteImage (facts §2.4): own images that are neither copied nor shared, and used by instances only with Force; snapshots stay.</summary>
internal sealed class DeleteImage : IOperation
{
    public string Action => "DeleteImage";

    public JsonObject Run(Call call)
    {
        var image = call.OwnImage();
        if (image.Copy is { IsOpen: true } || call.Cloud.Copies.Open.Any(copy => copy.Copy!.SourceImageId == image.ImageId))
        {
            throw new ApiException(403, "OperationDenied.ImageCopying", "The specified image is being copied, please try again later.");
        }

        if (image.Build is { IsOpen: true })
        {
            throw new ApiException(403, "ImageIsCreating", "The specified image is being created, please try again later.");
        }

        if (image.Shares.Count > 0)
        {
            throw new ApiException(403, "ImageUseShared", "The specified image is shared with other accounts.");
        }

        if (call.Parameters.Bool("Force") != true && call.Cloud.UsageOf(image) == "instance")
        {
            throw new ApiException(403, "ImageUsingByInstance", "The specified image is used by an instance; set Force to delete it nevertheless.");
        }

        call.EndDryRun();
        call.Cloud.Images.Remove(image);
        return [];
    }
}
