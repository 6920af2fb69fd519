using System.Text;

namespace SharedImages.Benchmarks;

/// <summary>An answer of DescribeImages, each image as copies of a promotion look.</summary>
internal static class SampleImages
{
    public static byte[] Answer(int count) => Encoding.UTF8.GetBytes(
        $$$"""{"RequestId":"8A1E7C30-5B5C-4B0D-9E0F-000000000001","RegionId":"cn-shanghai","TotalCount":{{{count}}},"PageNumber":1,"PageSize":100,"Images":{"Image":[{{{string.Join(',', Enumerable.Range(1, count).Select(Image))}}}]}}""");

    private static string Image(int number) =>
        $$$"""
        {"ImageId":"m-uf6copy{{{number:D13}}}","ImageName":"gold-2026-11-{{{number:D4}}}","Description":"Alibaba Cloud Linux 3 with agents, version 2026.11.{{{number}}}","ImageOwnerAlias":"self","ImageOwnerId":1234567890123456,"Status":"Available","Progress":"100%","Usable":true,"IsCopied":true,"IsSelfShared":"False","IsPublic":false,"IsSubscribed":false,"IsSupportCloudinit":true,"IsSupportIoOptimized":true,"LoginAsNonRootSupported":true,"Usage":"none","Size":40,"Architecture":"x86_64","BootMode":"UEFI-Preferred","Platform":"Aliyun","OSType":"linux","OSName":"Alibaba Cloud Linux 3","OSNameEn":"Alibaba Cloud Linux 3","ImageFamily":"gold","ImageVersion":"","ProductCode":"","SupplierName":"","LicenseType":"","ResourceGroupId":"","CreationTime":"2026-11-24T01:02:03Z","DiskDeviceMappings":{"DiskDeviceMapping":[{"Device":"/dev/xvda","Type":"system","Size":"40","SnapshotId":"s-uf6snap{{{number:D13}}}","Format":"","Encrypted":true,"Progress":"100%","RemainTime":0,"ImportOSSBucket":"","ImportOSSObject":""}]},"Features":{"NvmeSupport":"supported","ImdsSupport":"v2"},"DetectionOptions":{"Status":"","Items":{"Item":[]}},"Tags":{"Tag":[{"TagKey":"shared-images:promotion","TagValue":"gold"},{"TagKey":"shared-images:version","TagValue":"2026.11.{{{number}}}"},{"TagKey":"team","TagValue":"platform"}]}}
        """;
}
