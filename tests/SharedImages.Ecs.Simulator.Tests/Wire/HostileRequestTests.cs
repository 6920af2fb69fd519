using System.Net;
using System.Net.Sockets;
using System.Text;
using CsCheck;

namespace SharedImages.Ecs.Simulator.Tests;

public sealed class HostileRequestTests : SimulatorTest
{
    [Theory]
    [InlineData("GET", "/", "MissingParameter")]
    [InlineData("PUT", "/", "UnsupportedHTTPMethod")]
    [InlineData("POST", "/else", "InvalidAction.NotFound")]
    [InlineData("POST", "/?Action=DescribeRegions&Version=2014-05-26", "IncompleteSignature")]
    [InlineData("POST", "/?Action=DescribeRegions&Version=2014-05-26&Signature=v1&AccessKeyId=LTAIexampleOurs", "IncompleteSignature")]
    [InlineData("POST", "/?Action=DescribeRegions&Action=CopyImage", "InvalidParameter")]
    [InlineData("POST", "/?Action=%FF%zz&Version=&&==&=&%", "InvalidParameter")]
    public async Task A_request_that_makes_no_sense_is_an_ecs_error(string method, string path, string code)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Simulator.Endpoint, path));

        var reply = await Us.Send(request);

        reply.Code.ShouldBe(code);
        reply.Body["RequestId"]!.GetValue<string>().ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("ACS3-HMAC-SHA256")]
    [InlineData("ACS3-HMAC-SHA256 ")]
    [InlineData("ACS3-HMAC-SHA256 Credential=,SignedHeaders=,Signature=")]
    [InlineData("ACS3-HMAC-SHA256 Credential=LTAIexampleOurs,SignedHeaders=;;;,Signature=x")]
    [InlineData("ACS3-HMAC-SHA256 Credential=LTAIexampleOurs,Credential=b,SignedHeaders=host,Signature=x")]
    [InlineData("Basic dXNlcjpwYXNz")]
    public async Task A_broken_authorization_is_refused(string authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Simulator.Endpoint, "/?Action=DescribeRegions&Version=2014-05-26"));
        request.Headers.TryAddWithoutValidation("Authorization", authorization);

        var reply = await Us.Send(request);

        reply.HttpStatus.ShouldBeInRange(400, 499);
        State.Requests[^1].Detail.ShouldBeNull();
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Simulator.Endpoint) { Content = new ByteArrayContent(new byte[300 * 1024]) };

        (await Us.Send(request)).ShouldBe(413, "InvalidParameter");
    }

    [Fact]
    public async Task Headers_that_are_too_large_are_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Simulator.Endpoint);
        request.Headers.Add("x-acs-security-token", new string('x', 40 * 1024));
        using var http = new HttpClient();

        using var response = await http.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.RequestHeaderFieldsTooLarge);
    }

    [Theory]
    [InlineData("POST /?Action=DescribeRegions HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\na")]
    [InlineData("POST /?Action=DescribeRegions HTTP/1.1\r\nHost: x")]
    public async Task Who_never_ends_a_request_is_cut(string beginning)
    {
        using var socket = new TcpClient("127.0.0.1", Simulator.Endpoint.Port);
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(beginning));
        using var reader = new StreamReader(socket.GetStream());

        (await reader.ReadToEndAsync()).ShouldStartWith("HTTP/1.1 408");
    }

    [Fact]
    public async Task Bytes_that_are_not_http_do_no_harm()
    {
        using (var socket = new TcpClient("127.0.0.1", Simulator.Endpoint.Port))
        {
            await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes("\0\u0001 nonsense\r\n\r\n"));
            using var reader = new StreamReader(socket.GetStream());
            (await reader.ReadToEndAsync()).ShouldStartWith("HTTP/1.1 400");
        }

        (await Us.Try("DescribeRegions")).ShouldBe(200, "OK");
    }

    [Fact]
    public async Task Whatever_the_parameters_are_the_answer_is_never_an_internal_error()
    {
        var names = Gen.OneOf("RegionId", "ImageId", "DestinationRegionId", "DestinationImageName", "Status", "PageNumber", "PageSize", "MaxResults", "NextToken",
            "SnapshotIds", "SnapshotId", "Tag.1.Key", "Tag.0.Key", "Tag.99999999999.Key", "Tag..Key", "AddAccount.1", "ResourceType", "ResourceId.1", "Filter.1.Key", "ImageOwnerId", "KMSKeyId", "Encrypted",
            "RoleArn", "RoleSessionName", "DurationSeconds", "Policy", "ExternalId", "OIDCProviderArn", "OIDCToken", "OwnerId", "OwnerAccount");
        var values = Gen.Frequency((3, Gen.String[0, 40]), (1, Gen.OneOf("cn-hangzhou", "-1", "0", "99999999999999", "[null]", "[]", "{}", "true", "ALL,ALL", "ZnJvbTotMQ==", SimulatorWorld.PlainImageId)));
        var actions = Gen.OneOf("DescribeImages", "CopyImage", "CancelCopyImage", "DeleteImage", "ModifyImageAttribute", "ModifyImageSharePermission",
            "DescribeImageSharePermission", "TagResources", "DescribeSnapshots", "DeleteSnapshot", "GetCallerIdentity", "AssumeRole", "AssumeRoleWithOIDC");
        var calls = Gen.Select(actions, Gen.Dictionary(names, values)[0, 8], Gen.Bool, Gen.Bool, Gen.OneOf("JSON", "XML", ""));

        await calls.SampleAsync(
            async (action, parameters, rpc, form, format) =>
            {
                parameters.TryAdd("RegionId", Hangzhou);
                parameters["Format"] = format;
                await Us.Try(new CallOptions(action) { Rpc = rpc, Form = form }, [.. parameters.Where(pair => !pair.Value.Any(char.IsSurrogate)).Select(pair => (pair.Key, (object)pair.Value))]);
            },
            iter: 300,
            threads: 1);

        State.Requests.Where(request => request.Detail is not null).ShouldBeEmpty();
        State.Requests.Count.ShouldBeGreaterThanOrEqualTo(300);
    }
}
