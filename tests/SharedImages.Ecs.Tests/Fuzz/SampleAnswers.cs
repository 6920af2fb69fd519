using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Tests;

/// <summary>A right answer of every operation: facts appendix A where it has one, else one with every field that the client reads.</summary>
internal static class SampleAnswers
{
    private static readonly Dictionary<string, string> OfTheFacts = new(StringComparer.Ordinal)
    {
        ["CopyImage"] = """{"RequestId":"R","ImageId":"m-bp1copy0000000000001"}""",
        ["DescribeImages"] = """
            {"RequestId":"R","RegionId":"cn-shanghai","TotalCount":1,"PageNumber":1,"PageSize":10,
             "Images":{"Image":[{"ImageId":"m-uf6copy0000000000001","ImageName":"gold-2026-11","Description":"",
              "ImageOwnerAlias":"self","ImageOwnerId":1234567890123456,"Status":"Creating","Progress":"45%","Usable":false,
              "IsCopied":true,"IsSelfShared":"False","IsPublic":false,"Size":40,"Architecture":"x86_64","BootMode":"UEFI-Preferred",
              "CreationTime":"2026-11-24T01:02:03Z",
              "DiskDeviceMappings":{"DiskDeviceMapping":[{"Device":"/dev/xvda","Type":"system","Size":"40","SnapshotId":"s-uf6snap000000000001",
                 "Format":"","Encrypted":true,"Progress":"45%","RemainTime":120}]},
              "Features":{"NvmeSupport":"supported","ImdsSupport":"v2"},
              "Tags":{"Tag":[{"TagKey":"promotion","TagValue":"p-42"}]}}]}}
            """,
        ["DescribeImageSharePermission"] = """
            {"RequestId":"R","RegionId":"cn-hangzhou","ImageId":"m-bp1x","PageNumber":1,"PageSize":10,"TotalCount":1,
             "Accounts":{"Account":[{"AliyunId":"1098765432109876","SharedTime":"2026-11-24T01:02:03Z"}]},"ShareGroups":{"ShareGroup":[]}}
            """,
        ["RunInstances"] = """{"RequestId":"R","InstanceIdSets":{"InstanceIdSet":["i-bp1a","i-bp1b"]},"TradePrice":0.165}""",
        ["StartInstances"] = """
            {"RequestId":"R","InstanceResponses":{"InstanceResponse":[
             {"InstanceId":"i-bp1a","PreviousStatus":"Stopped","CurrentStatus":"Starting","Code":"200","Message":"success"},
             {"InstanceId":"i-none","PreviousStatus":"","CurrentStatus":"","Code":"InvalidInstanceId.NotFound","Message":"m"}]}}
            """,
        ["DescribeAvailableResource"] = """
            {"RequestId":"R","AvailableZones":{"AvailableZone":[{"RegionId":"cn-hangzhou","ZoneId":"cn-hangzhou-i","Status":"Available","StatusCategory":"WithStock",
             "AvailableResources":{"AvailableResource":[{"Type":"InstanceType","SupportedResources":{"SupportedResource":[{"Value":"ecs.g7.large","Status":"Available","StatusCategory":"WithStock"}]}}]}}]}}
            """,
        ["DescribeInvocationResults"] = """
            {"RequestId":"R","Invocation":{"TotalCount":1,"PageNumber":1,"PageSize":10,"InvocationResults":{"InvocationResult":[
             {"InvokeId":"t-hz01","CommandId":"c-hz01","InstanceId":"i-bp1a","InvocationStatus":"Failed","InvokeRecordStatus":"Finished","ExitCode":1,
              "Output":"bm90IG9r","Dropped":0,"Repeats":1,"ErrorCode":"ExitCodeNonzero","ErrorInfo":"exit code not zero",
              "StartTime":"2026-11-24T01:02:03Z","FinishedTime":"2026-11-24T01:02:04Z","StopTime":"","Username":"root"}]}}}
            """,
    };

    public static JsonObject Of(object request)
    {
        var action = request.GetType().Name[..^"Request".Length];
        return OfTheFacts.TryGetValue(action, out var text) ? JsonNode.Parse(text)!.AsObject() : Made(KnownRequests.ResponseOf(request.GetType()), KnownRequests.ListingOf(request));
    }

    private static JsonObject Made(Type response, Listing? listing)
    {
        if (listing is null)
        {
            return ObjectOf(response);
        }

        var items = Enumerable.Range(1, 2).Select(number =>
        {
            var item = ObjectOf(response.GetGenericArguments()[0]);
            item[listing.Id] = $"x-{number}";
            return (JsonNode?)item;
        });
        var answer = new JsonObject { ["RequestId"] = "R", ["TotalCount"] = 2, [listing.Outer] = new JsonObject { [listing.Inner] = new JsonArray([.. items]) } };
        return listing.Within is { } within ? new JsonObject { ["RequestId"] = "R", [within] = answer } : answer;
    }

    private static JsonObject ObjectOf(Type type) => type == typeof(Tag)
        ? new() { ["TagKey"] = "team", ["TagValue"] = "platform" }
        : new(type.GetProperties().Select(property => KeyValuePair.Create(property.Name, (JsonNode?)ValueOf(property.PropertyType, property.Name))));

    private static JsonNode ValueOf(Type type, string name)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain switch
        {
            _ when plain == typeof(string) => $"x-{name}",
            _ when plain == typeof(bool) => true,
            _ when plain == typeof(int) => 40,
            _ when plain == typeof(decimal) => "0.165",
            _ when plain == typeof(DateTimeOffset) => "2026-11-24T01:02:03Z",
            { IsGenericType: true } => new JsonObject { [name.TrimEnd('s')] = new JsonArray(ValueOf(plain.GetGenericArguments()[0], name), ValueOf(plain.GetGenericArguments()[0], name)) },
            _ => ObjectOf(plain),
        };
    }
}
