namespace SharedImages.Ecs;

/// <summary>What an access key looks like on the wire.</summary>
internal static class KeyForm
{
    /// <summary>Whether key id and token can be sent as headers; with any other character the failure would look like the network's.</summary>
    public static bool FitsHeader(string value) => value.All(character => character is > ' ' and <= '~');
}
