using System.Text;
using System.Text.Json;
using CsCheck;

namespace SharedImages.Ecs.Tests;

public sealed class AnswerReaderTests
{
    private static readonly Gen<byte[]> JsonLike = Gen.OneOf(
            "{", "}", "[", "]", ":", ",", "\"", "\\", "\\ud800", "\\u0000", "\"Code\"", "\"Message\"", "\"RequestId\"", "\"Throttling\"", "1e999", "-0", "null", "true", " ", "\u00e9", "\ufeff", "{\"Code\":", "{\"a\":1}")
        .Array[0, 12].Select(parts => Encoding.UTF8.GetBytes(string.Concat(parts)));

    private static readonly Gen<byte[]> Objects = Gen.Select(
        Gen.OneOf("Code", "Message", "RequestId", "ImageId", "\\ud800", "C\\u006fde"), Gen.Byte.Array[0, 12],
        (name, value) => (byte[])[.. Encoding.UTF8.GetBytes($"{{\"{name}\":\""), .. value, .. "\"}"u8]);

    [Fact]
    public void Read_AnyBytesAndAnyStatus_GiveAJsonObjectOrAnEcsException() =>
        Gen.Select(Gen.OneOf(Gen.Byte.Array[0, 60], JsonLike, Objects), Gen.Frequency((1, Gen.Const(200)), (1, Gen.Int[100, 599]))).Sample(
            (body, status) =>
            {
                try
                {
                    using var answer = Read(status, body);
                    answer.Root.ValueKind.ShouldBe(JsonValueKind.Object);
                    status.ShouldBeInRange(200, 299);
                    ReadEverything(answer);
                }
                catch (EcsException e)
                {
                    e.HttpStatus.ShouldBe(status);
                    e.Code.ShouldNotBeEmpty();
                    e.Message.ShouldStartWith("CopyImage in cn-hangzhou: ");
                }
            },
            iter: 20_000);

    [Theory]
    [InlineData("""{"RequestId":"R"}""")]
    [InlineData("""{"Code":"200","RequestId":"R"}""")]
    [InlineData("""{"Code":200,"RequestId":"R"}""")]
    [InlineData("""{"Code":"OK","RequestId":"R"}""")]
    [InlineData("""{"Code":"Success","RequestId":"R"}""")]
    [InlineData("""{"Code":"","RequestId":"R"}""")]
    [InlineData("""{"Code":null,"RequestId":"R"}""")]
    public void Read_Success_GivesTheObject(string body)
    {
        using var answer = Read(200, Encoding.UTF8.GetBytes(body));

        answer.Root.Text("RequestId").ShouldBe("R");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"ImageId\":\"m-co")]
    [InlineData("<html><body>Bad gateway</body></html>")]
    [InlineData("{} {}")]
    [InlineData("{\"ImageId\":\"\\ud800\"}")]
    public void Read_SuccessThatIsNotJson_IsABadAnswerWithUnknownEffect(string body)
    {
        var failure = Failure(200, body);

        failure.Code.ShouldBe(LocalCodes.BadAnswer);
        failure.Kind.ShouldBe(ErrorKind.Transient);
        failure.Message.ShouldBe($"CopyImage in cn-hangzhou: Client.BadAnswer (HTTP 200): the answer is not JSON ({body.Length} bytes)");
    }

    [Fact]
    public void Read_BytesThatAreNotUtf8_IsABadAnswer() =>
        Should.Throw<EcsException>(() => Read(200, [.. "{\"ImageId\":\""u8, 0xff, .. "\"}"u8])).Code.ShouldBe(LocalCodes.BadAnswer);

    [Theory]
    [InlineData("""{"C\u006fde":"QuotaExceed.Image","Message":"m"}""", "QuotaExceed.Image")]
    [InlineData("""{"Code":"Quota\u0045xceed.Image","Message":"m"}""", "QuotaExceed.Image")]
    [InlineData("""{"Message":"m","RequestId":"R","Code":"Throttling"}""", "Throttling")]
    public void Read_ErrorUnderASuccessStatus_IsFoundHoweverItIsWritten(string body, string code) => Failure(200, body).Code.ShouldBe(code);

    [Fact]
    public void Read_CodeWithinSomethingElse_IsNoError()
    {
        using var answer = Read(200, """{"InstanceResponses":{"InstanceResponse":[{"Code":"InvalidInstanceId.NotFound"}]},"RequestId":"R"}"""u8.ToArray());

        answer.Root.Text("RequestId").ShouldBe("R");
    }

    [Fact]
    public void Read_NestedTooDeep_IsABadAnswer() =>
        Failure(200, string.Concat(Enumerable.Repeat("{\"a\":", 100)) + "1" + new string('}', 100)).Code.ShouldBe(LocalCodes.BadAnswer);

    [Theory]
    [InlineData("[]", "Array")]
    [InlineData("null", "Null")]
    [InlineData("\"text\"", "String")]
    [InlineData("42", "Number")]
    public void Read_JsonThatIsNoObject_SaysWhatItIs(string body, string kind) =>
        Failure(200, body).EcsMessage.ShouldBe($"the answer is not a JSON object but {kind}");

    [Theory]
    [InlineData(302, ErrorKind.Transient)]
    [InlineData(403, ErrorKind.Transient)]
    [InlineData(408, ErrorKind.Transient)]
    [InlineData(429, ErrorKind.Throttled)]
    [InlineData(502, ErrorKind.Transient)]
    public void Read_ErrorWithoutEcsJson_HasAnUnknownEffectUnlessThrottled(int status, ErrorKind kind)
    {
        Failure(status, "<html/>").Kind.ShouldBe(kind);
        Failure(status, "{}").Kind.ShouldBe(kind);
        Failure(status, "{}").EcsMessage.ShouldBe("an error without a code");
    }

    [Fact]
    public void Read_Error_KeepsWhatEcsSaid()
    {
        var failure = Should.Throw<EcsException>(() => AnswerReader.Read(
            new("DeleteImage", "cn-shanghai", 403, TimeSpan.FromSeconds(2)),
            RentedBytes.Of("""{"Code":"ImageUseShared","Message":"The image is shared.","RequestId":"R-1","HostId":"h"}"""u8)));

        failure.Code.ShouldBe("ImageUseShared");
        failure.EcsMessage.ShouldBe("The image is shared.");
        failure.RequestId.ShouldBe("R-1");
        failure.HttpStatus.ShouldBe(403);
        failure.RetryAfter.ShouldBe(TimeSpan.FromSeconds(2));
        failure.Action.ShouldBe("DeleteImage");
        failure.RegionId.ShouldBe("cn-shanghai");
        failure.Message.ShouldBe("DeleteImage in cn-shanghai: ImageUseShared (HTTP 403): The image is shared. [request R-1]");
    }

    [Fact]
    public void Read_ErrorBodyUnderASuccessStatus_IsTheError() =>
        Failure(200, """{"Code":"Throttling.User","Message":"m"}""").Kind.ShouldBe(ErrorKind.Throttled);

    [Theory]
    [InlineData("SignatureDoesNotMatch")]
    [InlineData("IncompleteSignature")]
    public void Read_SignatureError_NeverRepeatsTheEchoOfWhatWasSigned(string code)
    {
        var failure = Failure(400, $$"""{"Code":"{{code}}","Message":"Specified signature is not matched, server string to sign is: POST / x-acs-security-token:secret-token","RequestId":"R"}""");

        failure.Kind.ShouldBe(ErrorKind.Credentials);
        failure.ToString().ShouldNotContain("secret-token");
        failure.ToString().ShouldNotContain("string to sign");
        failure.EcsMessage.ShouldBe("the signature is not the one that ECS computes from this key's secret");
    }

    [Fact]
    public void Read_ErrorWithLinesAndTerminalCodes_IsOneLine() =>
        Failure(400, """{"Code":"Forbidden","Message":"no\r\n2026-11-24 INFO all is well \u001b[2J","RequestId":"R"}""").Message
            .ShouldBe("CopyImage in cn-hangzhou: Forbidden (HTTP 400): no  2026-11-24 INFO all is well  [2J [request R]");

    [Fact]
    public void Read_ErrorWithEndlessTexts_KeepsThemBoundedAndWhole()
    {
        var endless = string.Concat(Enumerable.Repeat("😀", 100_000));

        var failure = Failure(400, $$"""{"Code":"{{endless}}","Message":"x{{endless}}","RequestId":"{{endless}}"}""");

        failure.Message.Length.ShouldBeLessThan(4_000);
        failure.Message.EnumerateRunes().ShouldNotContain(Rune.ReplacementChar);
    }

    private static EcsAnswer Read(int status, byte[] body) => AnswerReader.Read(new("CopyImage", "cn-hangzhou", status), RentedBytes.Of(body));

    private static EcsException Failure(int status, string body) => Should.Throw<EcsException>(() =>
    {
        using var answer = Read(status, Encoding.UTF8.GetBytes(body));
        _ = answer.Root;
    });

    // Whatever a success holds, reading its fields throws nothing else either.
    private static void ReadEverything(EcsAnswer answer)
    {
        ResponseJson.Read<Image>(answer, answer.Root);
        ResponseJson.Read<Snapshot>(answer, answer.Root);
        answer.Text("Code");
    }
}
