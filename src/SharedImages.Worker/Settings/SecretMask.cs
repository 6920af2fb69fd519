namespace SharedImages.Worker;

/// <summary>What of an access key id may be shown: enough to find the key, too little to use it.</summary>
public static class SecretMask
{
    private const int Shown = 4;

    /// <summary>First and last four characters of a long id, none of a short one: <c>LTAI…Ours</c>.</summary>
    public static string KeyId(string accessKeyId) =>
        accessKeyId.Length >= 3 * Shown ? $"{accessKeyId[..Shown]}…{accessKeyId[^Shown..]}" : "…";
}
