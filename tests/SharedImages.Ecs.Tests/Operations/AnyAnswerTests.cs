using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;

namespace SharedImages.Ecs.Tests;

/// <summary>Reading is total: whatever JSON an operation is answered with, it gives a value or an <see cref="EcsException"/>.</summary>
public sealed class AnyAnswerTests
{
    private static readonly string[] Names = [.. NamesIn(KnownRequests.All.Select(KnownRequests.ResponseOf)).Concat(["Code", "NextToken", "TotalCount", "Image", "Images", "Instance", "Instances", "InstanceId", "ImageId"]).Distinct()];

    public static TheoryData<string> Actions => [.. KnownRequests.All.Select(request => request.Name)];

    [Fact]
    public void Every_request_has_its_method()
    {
        string[] methods = [.. typeof(IEcsClient).GetMethods().Concat(typeof(EcsOperations).GetMethods()).Select(method => method.Name)];

        KnownRequests.All.Select(request => $"{request.Name[..^"Request".Length]}Async").ShouldBeSubsetOf(methods);
        KnownRequests.All.Count.ShouldBe(38);
    }

    [Theory]
    [MemberData(nameof(Actions))]
    public Task Any_json_is_a_value_or_a_bad_answer(string request) => (Task)typeof(AnyAnswerTests)
        .GetMethod(nameof(SampleAsync), BindingFlags.NonPublic | BindingFlags.Static)!
        .MakeGenericMethod(KnownRequests.ResponseOf(KnownRequests.Of(request)))
        .Invoke(null, [KnownRequests.Of(request)])!;

    private static async Task SampleAsync<T>(Type type)
    {
        var request = (EcsRequest<T>)KnownRequests.Filled(type);
        var listing = KnownRequests.ListingOf(request);
        await Gen.Select(GenObject(3), Gen.Bool).SampleAsync(
            async (json, right) =>
            {
                var answer = JsonSerializer.SerializeToUtf8Bytes(right && listing is not null ? Listed(json, listing) : json);
                try
                {
                    await request.SendAsync((action, region, _, _) => Task.FromResult(new EcsAnswer(new(action, region, 200), RentedBytes.Of(answer))), CancellationToken.None);
                }
                catch (EcsException e)
                {
                    e.Code.ShouldBe(LocalCodes.BadAnswer);
                    e.Kind.ShouldBe(ErrorKind.Transient);
                }
            },
            iter: 300,
            threads: 1);
    }

    // An answer in which only the item is anything: of no other would much be read.
    private static JsonObject Listed(JsonObject item, Listing listing)
    {
        var any = (JsonObject)item.DeepClone();
        any[listing.Id] = "x";
        var answer = new JsonObject { ["TotalCount"] = 1, [listing.Outer] = new JsonObject { [listing.Inner] = new JsonArray(any) } };
        return listing.Within is { } within ? new JsonObject { [within] = answer } : answer;
    }

    private static IEnumerable<string> NamesIn(IEnumerable<Type> types) => types
        .Select(type => type.IsGenericType ? type.GetGenericArguments()[0] : type)
        .SelectMany(type => type.GetProperties())
        .SelectMany(property => property.PropertyType.Namespace == "SharedImages.Ecs" ? NamesIn([property.PropertyType]).Append(property.Name) : [property.Name]);

    private static Gen<JsonNode?> GenNode(int depth) => depth == 0
        ? GenScalar
        : Gen.Frequency((4, GenScalar), (2, GenObject(depth - 1).Select(node => (JsonNode?)node)), (2, GenNode(depth - 1).Array[0, 3].Select(items => (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())]))));

    private static Gen<JsonObject> GenObject(int depth) => Gen.Dictionary(OneOf(Names), GenNode(depth))[0, 12]
        .Select(fields => new JsonObject(fields.Select(field => KeyValuePair.Create(field.Key, field.Value is { } value ? value.DeepClone() : null))));

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(number => texts[number]);

    private static readonly Gen<JsonNode?> GenScalar = Gen.OneOf(
        Gen.String[0, 6].Select(text => (JsonNode?)JsonValue.Create(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)))),
        OneOf("", "True", "45%", "2026-11-24T01:02Z", "0001-01-01T00:00:00+14:00", "99999999999999999999", "1e400").Select(text => (JsonNode?)JsonValue.Create(text)),
        Gen.Long.Select(number => (JsonNode?)JsonValue.Create(number)),
        Gen.Double.Where(double.IsFinite).Select(number => (JsonNode?)JsonValue.Create(number)),
        Gen.Bool.Select(flag => (JsonNode?)JsonValue.Create(flag)),
        Gen.Const((JsonNode?)null));
}
