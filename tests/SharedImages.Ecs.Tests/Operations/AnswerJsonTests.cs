using System.Text;

namespace SharedImages.Ecs.Tests;

/// <summary>What answers hold becomes records, whatever is missing in them (facts §1.7).</summary>
public sealed class AnswerJsonTests
{
    private static readonly System.Text.Json.JsonSerializerOptions Unescaped = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string> Records => [.. Types().Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Records))]
    public void Every_record_of_an_answer_and_every_list_in_it_can_be_read(string record)
    {
        var type = Types().Single(known => known.Name == record);

        var info = AnswerJson.Tolerant.GetTypeInfo(type).ShouldNotBeNull($"{record} has no line in {nameof(AnswerJson)}");

        info.Properties.Where(property => ListedIn(property.PropertyType) is not null).ShouldAllBe(
            property => AnswerJson.Tolerant.Options.GetTypeInfo(property.PropertyType).Converter.GetType().Name.StartsWith("WrappedList"));
    }

    [Theory]
    [MemberData(nameof(Records))]
    public void Of_an_empty_object_a_record_is_as_without_an_answer(string record)
    {
        var type = Types().Single(known => known.Name == record);

        var read = System.Text.Json.JsonSerializer.Deserialize("{}", AnswerJson.Tolerant.GetTypeInfo(type)!);

        read.ShouldBeEquivalentTo(New(type));
    }

    [Theory]
    [InlineData("40", 40)]
    [InlineData("\"40\"", 40)]
    [InlineData("\"4\\u0030\"", 40)]
    [InlineData("\"45%\"", 45)]
    [InlineData("\"\"", 0)]
    [InlineData("null", 0)]
    [InlineData("\"many\"", 0)]
    [InlineData("4.5", 0)]
    [InlineData("99999999999", 0)]
    [InlineData("{\"a\":[1]}", 0)]
    [InlineData("[4]", 0)]
    public void A_number_comes_as_itself_or_as_text(string json, int size) => Read<Disk>($$"""{"Size":{{json}},"DiskId":"d-1"}""").ShouldBe(new Disk { DiskId = "d-1", Size = size });

    [Theory]
    [InlineData("true", true)]
    [InlineData("\"True\"", true)]
    [InlineData("\"true\"", true)]
    [InlineData("\"False\"", false)]
    [InlineData("\"truely\"", null)]
    [InlineData("1", null)]
    [InlineData("\"\"", null)]
    public void A_switch_comes_as_itself_or_as_text(string json, bool? usable) => Read<Image>($$"""{"Usable":{{json}}}""").Usable.ShouldBe(usable);

    [Theory]
    [InlineData("2026-11-24T01:02:03Z", "2026-11-24T01:02:03Z")]
    [InlineData("2026-11-24T01:02Z", "2026-11-24T01:02:00Z")]
    [InlineData("2026-11-24T01:02:03", "2026-11-24T01:02:03Z")]
    [InlineData("2026-11-24T09:02:03+08:00", "2026-11-24T01:02:03Z")]
    [InlineData("soon", null)]
    [InlineData("2026-11-24T01:02:03.00000000000000000000000000000000000000000000000000000Z", null)]
    public void A_time_is_utc_to_the_second_or_to_the_minute(string text, string? time) =>
        Read<Image>($$"""{"CreationTime":"{{text}}"}""").CreationTime.ShouldBe(time is null ? null : DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void Any_text_is_read_as_it_is() => CsCheck.Check.Sample(CsCheck.Gen.String, text =>
    {
        // A lone half of a character has no UTF-8 form.
        var wellFormed = string.Concat(text.EnumerateRunes());

        Read<Disk>(System.Text.Json.JsonSerializer.Serialize(new { DiskName = wellFormed }, Unescaped)).DiskName.ShouldBe(wellFormed);
        Read<Disk>(System.Text.Json.JsonSerializer.Serialize(new { DiskName = wellFormed })).DiskName.ShouldBe(wellFormed);
    });

    [Fact]
    public void Texts_of_one_place_do_not_take_each_others_values() =>
        Enumerable.Range(0, 20_000).ShouldAllBe(number => Read<Disk>($$"""{"DiskName":"d{{number}}m"}""").DiskName == $"d{number}m");

    [Fact]
    public void Of_two_fields_of_one_name_the_last_counts() => Read<Disk>("""{"DiskId":"d-1","Size":1,"Size":"2"}""").Size.ShouldBe(2);

    [Theory]
    [InlineData("""{"Tags":"none"}""", "$.Tags")]
    [InlineData("""{"Tags":{"Tag":["team"]}}""", "$.Tags")]
    [InlineData("""{"DiskDeviceMappings":{"DiskDeviceMapping":[null]}}""", "$.DiskDeviceMappings")]
    public void A_list_of_another_form_is_a_bad_answer_that_says_where(string json, string path) =>
        Should.Throw<EcsException>(() => Read<Image>(json)).EcsMessage.ShouldBe($"the answer's {path} has another form than ECS's");

    private static T Read<T>(string json)
    {
        using var answer = new EcsAnswer(new("Any", "cn-hangzhou", 200), RentedBytes.Of(Encoding.UTF8.GetBytes(json)));
        return ResponseJson.Read<T>(answer, answer.Root);
    }

    private static IEnumerable<Type> Types() => KnownRequests.All
        .Select(KnownRequests.ResponseOf)
        .Select(response => ListedIn(response) ?? response)
        .Where(type => type != typeof(DescribeImageFromFamilyResponse))
        .Distinct();

    private static Type? ListedIn(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0] : null;

    private static object New(Type type)
    {
        var constructor = type.GetConstructors().OrderBy(candidate => candidate.GetParameters().Length).First();
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter => parameter.DefaultValue)]);
    }
}
