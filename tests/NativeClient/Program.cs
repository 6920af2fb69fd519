using System.Text.Json;
using SharedImages.Ecs;

// Takes the client through every form of request and answer, against a simulator: compiled natively, nothing is there but what the compiler
// has seen to be needed. Argument: the file with what `sharedimages simulate --output json` printed.
const string region = "cn-hangzhou";

using var simulator = JsonDocument.Parse(await File.ReadAllBytesAsync(args[0]));
var account = simulator.RootElement.GetProperty("accounts")[0];
var key = account.GetProperty("accessKeys")[0];
EcsClientOptions options = new() { Endpoint = new(simulator.RootElement.GetProperty("address").GetString()!) };
using var credentials = new DefaultCredentialsProvider(options, new() { ReadVariable = Variable }, TimeProvider.System);
using var client = new EcsClient(options, credentials, TimeProvider.System);

var identity = await client.GetCallerIdentityAsync();
Check(identity.AccountId == account.GetProperty("id").GetString(), $"{identity}");
Check(credentials.Source == "environment", $"key from {credentials.Source}");

var regions = await client.DescribeRegionsAsync();
Check(regions.Any(known => known is { RegionId: region, RegionEndpoint: not "" }), $"{regions.Count} regions");

var images = await client.DescribeImagesAsync(new() { RegionId = region, Status = ImageStatus.All });
var shared = images.First(image => image.ImageOwnerAlias == "others");
Check(shared is { Size: > 0, Architecture: not "", NvmeSupport: not "", CreationTime: not null, DiskDeviceMappings: [{ Type: "system", Size: > 0, SnapshotId: not null }, ..] }, $"{images.Count} images, {shared.ImageId} is shared");

CopyImageRequest copy = new() { RegionId = region, ImageId = shared.ImageId, DestinationRegionId = region, DestinationImageName = "native", Encrypted = true, Tags = [new("team", "platform")] };
Check((await client.CopyImageAsync(copy with { DryRun = true })).ImageId == "", "dry run");
var made = await client.CopyImageAsync(copy with { ClientToken = Guid.NewGuid().ToString() });
var copied = await client.DescribeImagesAsync(new() { RegionId = region, Status = ImageStatus.All, ImageId = made.ImageId });
Check(copied is [{ IsCopied: true, Tags: [{ Key: "team", Value: "platform" }], Progress: not null }], $"{made.ImageId} {copied[0].Status}");

var tags = await client.ListTagResourcesAsync(new() { RegionId = region, ResourceType = "image", ResourceIds = [made.ImageId] });
Check(tags is [{ TagKey: "team", TagValue: "platform" }], $"{tags[0].ResourceType} {tags[0].TagKey}");
await client.CancelCopyImageAsync(new(region, made.ImageId));

var zones = await client.DescribeAvailableResourceAsync(new() { RegionId = region, DestinationResource = "InstanceType" });
Check(zones is [{ AvailableResources: [{ SupportedResources: [{ Value: not "" }, ..] }, ..] }, ..], $"{zones.Count} zones");

var launched = await Failure(() => client.RunInstancesAsync(new() { RegionId = region, ImageId = "m-none", InstanceType = "ecs.g7.large", SystemDisk = new() { Size = 40 }, DataDisks = [new() { Size = 20 }], SpotPriceLimit = 0.5m }));
Check(launched is { HttpStatus: >= 400, RequestId: not null }, launched.Message);
var invoked = await Failure(() => client.InvokeCommandAsync(new() { RegionId = region, CommandId = "c-none", InstanceIds = ["i-none"], Parameters = new Dictionary<string, string> { ["word"] = "hi" } }));
Check(invoked is { HttpStatus: >= 400, RequestId: not null }, invoked.Message);
Check((await client.DescribeInstancesAsync(new() { RegionId = region, InstanceIds = ["i-none"] })).Count == 0, "no instances");
Check((await client.DescribeSnapshotsAsync(new(region, ["s-none"]))).Count == 0, "no snapshots");

string? Variable(string name) => name switch
{
    "ALIBABA_CLOUD_ACCESS_KEY_ID" => key.GetProperty("id").GetString(),
    "ALIBABA_CLOUD_ACCESS_KEY_SECRET" => key.GetProperty("secret").GetString(),
    _ => null,
};

static async Task<EcsException> Failure<T>(Func<Task<T>> call)
{
    try
    {
        throw new InvalidOperationException($"Not refused, but {await call()}");
    }
    catch (EcsException e)
    {
        return e;
    }
}

static void Check(bool isRight, string what) => Console.WriteLine(isRight ? $"right: {what}" : throw new InvalidOperationException($"Wrong: {what}"));
