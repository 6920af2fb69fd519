using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SharedImages.Workflows;

/// <summary>What cannot change about a source image, as one short text: two images of one version must not differ in it. Pure.</summary>
public static class ContentDigest
{
    /// <summary>SHA-256 over id, owner, creation time, disks, architecture and boot mode: 32 lower-case hex digits.</summary>
    /// <param name="imageId">The image.</param>
    /// <param name="ownerId">UID of its owner.</param>
    /// <param name="createdAt">When it was made; null when ECS does not say.</param>
    /// <param name="disks">Its disks, in ECS's order.</param>
    /// <param name="architecture">ECS's word.</param>
    /// <param name="bootMode">ECS's word.</param>
    public static string Of(string imageId, string ownerId, DateTimeOffset? createdAt, IEnumerable<SourceDisk> disks, string architecture, string bootMode)
    {
        var created = createdAt?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture) ?? "";
        var sizes = string.Join(',', disks.Select(disk => string.Create(CultureInfo.InvariantCulture, $"{disk.Device}={disk.SizeGiB}")));
        var text = string.Join('\n', imageId, ownerId, created, sizes, architecture, bootMode);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
    }
}
