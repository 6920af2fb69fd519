using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>DeleteImage (facts §2.4): own images that are neither copied nor shared, and used by instances only with Force; snapshots stay.</summary>
internal sealed class DeleteImage : IOperation
{
    public string Action => "DeleteImage";

    public JsonObject Run(Call call)
    {
        var image = call.OwnImage();
        if (image.Copy is { IsOpen: true } || call.Cloud.Copies.OpenOf(image).Count > 0)
        {
            throw Errors.ImageCopying();
        }

        if (image.Build is { IsOpen: true })
        {
            throw new ApiException(403, "ImageIsCreating", "The specified image is being created, please try again later.");
        }

        CheckTasks(call, image);
        if (image.IsCommunity)
        {
            throw new ApiException(403, "ImageIsPublic", "The specified image is a community image; unpublish it first.");
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

    private static void CheckTasks(Call call, ImageRecord image)
    {
        var open = call.Cloud.Tasks.In(image.Region).Where(task => task.ResourceId == image.ImageId && task.StatusAt(call.Now) == TaskRecord.Processing).Select(task => task.Action).ToList();
        if (open.Contains("ImportImage", StringComparer.Ordinal))
        {
            throw new ApiException(403, "ImageIsImporting", "The specified image is being imported.");
        }

        if (open.Contains("ExportImage", StringComparer.Ordinal))
        {
            throw new ApiException(403, "ImageIsExporting", "The specified image is being exported.");
        }
    }
}
