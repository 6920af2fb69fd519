namespace SharedImages.Ecs.Simulator;

/// <summary>Rules for names and descriptions of images (facts §2.2).</summary>
internal static class ImageTexts
{
    private static readonly string[] Urls = ["http://", "https://"];

    public static string CheckName(string name)
    {
        var formed = name.Length is >= 2 and <= 128
            && char.IsLetter(name[0])
            && name.All(character => char.IsLetterOrDigit(character) || character is '.' or ':' or '_' or '-')
            && !name.StartsWith("aliyun", StringComparison.Ordinal)
            && !name.StartsWith("acs:", StringComparison.Ordinal);
        return formed ? name : throw new ApiException(400, "InvalidImageName.Malformed", "The specified image name is not valid: 2 to 128 letters, digits, \".\", \":\", \"_\" or \"-\", beginning with a letter.");
    }

    public static string CheckDescription(string description)
    {
        var formed = description.Length is >= 2 and <= 256 && !Urls.Any(url => description.StartsWith(url, StringComparison.Ordinal));
        return formed ? description : throw new ApiException(400, "InvalidDescription.Malformed", "The specified description is not valid: 2 to 256 characters, not beginning with http:// or https://.");
    }

    /// <summary>Names are unique per account and region; a failed copy holds its name too (facts §3.1).</summary>
    public static void CheckNameIsFree(this Cloud cloud, string account, string region, string name)
    {
        if (cloud.ImageLists[new(Facet.Name, region, account, name)].Count > 0)
        {
            throw Errors.NameTaken();
        }
    }
}
