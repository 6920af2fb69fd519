using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>CancelCopyImage (facts §2.3): the new image vanishes, its snapshots stay.</summary>
internal sealed class CancelCopyImage : IOperation
{
    public string Action => "CancelCopyImage";

    public JsonObject Run(Call call)
    {
        var image = call.OwnImage();
        if (!image.IsCopied)
        {
            throw new ApiException(400, "ImageCreatedNotFromCopy", "The specified image is not created from a copy.");
        }

        if (image.Copy is not { IsOpen: true })
        {
            var end = image.Status == ImageStatus.CreateFailed ? "failed" : "been completed";
            throw new ApiException(400, "IncorrectImageStatus", $"The copy of the specified image has {end}.");
        }

        if (call.Cloud.Rules.RefuseCancel)
        {
            throw new ApiException(400, "CancelNotSupported", "The copy of the specified image cannot be cancelled.");
        }

        call.Cloud.Copies.Cancel(image, call.Now);
        call.Cloud.Images.Remove(image);
        return [];
    }
}
