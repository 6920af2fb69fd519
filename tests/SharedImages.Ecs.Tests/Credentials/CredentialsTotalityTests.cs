using System.Text;
using CsCheck;

namespace SharedImages.Ecs.Tests;

/// <summary>Whatever files, programs and servers hold: a key, or an <see cref="EcsException"/> without a secret.</summary>
public sealed class CredentialsTotalityTests : CredentialsTest
{
    private static readonly Gen<string> Values = Gen.OneOf(
        Gen.OneOf("\"\"", "\"x\"", "null", "0", "-1", "1e999", "true", "[]", "{}", "[{}]", "\"\\ud800\"", "\"\\u0000\"", "\"a\\nb\"", "\"'\"", "\"acs:ram::1:role/x\"", "\"cn-hangzhou\""),
        Gen.Const($"\"{Secret}\""));

    private static readonly Gen<string> Profiles = Gen.Select(
        Gen.OneOf(Secret, "AK", "StsToken", "RamRoleArn", "ChainableRamRoleArn", "EcsRamRole", "OIDC", "External", "CloudSSO", "OAuth", ""),
        Gen.Select(
            Gen.OneOf(
                "access_key_id", "access_key_secret", "sts_token", "ram_role_arn", "ram_session_name", "expired_seconds", "sts_region", "ram_role_name",
                "oidc_token_file", "oidc_provider_arn", "policy", "enable_vpc", "external_id", "process_command"),
            Values,
            (name, value) => $"\"{name}\":{value}").Array[0, 8],
        Gen.OneOf("x", "y", ""),
        (mode, fields, source) => $"{{\"name\":\"x\",\"mode\":\"{mode}\",\"source_profile\":\"{source}\"{string.Concat(fields.Select(field => "," + field))}}}");

    private static readonly Gen<string> Pieces = Gen.OneOf(
        "[default]", "[", "]", "\n", "\r\n", "=", "type", "type = access_key", "access_key_id", "access_key_secret", Secret, "#", ";", " ", "\0", "😀", "{", "}", "\"", "'", "\\", ":", ",")
        .Array[0, 20].Select(string.Concat);

    [Fact]
    public void CliFile_Any() => Gen.OneOf(Pieces, Profiles.Array[0, 3].Select(profiles => $$"""{"current":"x","profiles":[{{string.Join(',', profiles)}}]}""")).Sample(
        text => ShouldBeTotal(providers => providers.Create(CliProfiles.Read("file", text, name: null))), iter: 20_000);

    [Fact]
    public void IniFile_Any() => Pieces.Sample(
        text => ShouldBeTotal(providers => providers.Create(IniProfiles.Read("file", text, name: null))), iter: 20_000);

    [Fact]
    public void Answer_Any() => Gen.Select(Gen.Int[100, 599], Gen.OneOf(Gen.Byte.Array[0, 60], Answers())).Sample(
        (status, body) => ShouldBeTotal(_ => new DirectAnswer("somebody", status == 599 ? 200 : status, body).ReadKey())
            && ShouldBeTotal(_ => new DirectAnswer("somebody", 200, body).ReadKey()),
        iter: 20_000);

    [Fact]
    public void Command_Any() => Pieces.Sample(
        text => CommandLine.Split(text) is not { } arguments || string.Concat(arguments).Length <= text.Length, iter: 20_000);

    [Fact]
    public void Complaint_Any_IsOneBoundedLineWithoutTheSecret() => Gen.Select(Gen.Byte.Array[0, 300], Pieces, Pieces).Sample(
        (noise, before, after) =>
        {
            var line = Complaint.FirstLine([.. Encoding.UTF8.GetBytes(before + Secret + after), .. noise]);
            return line.Length <= 201 && !line.Any(char.IsControl) && !line.Contains(Secret, StringComparison.Ordinal);
        },
        iter: 20_000);

    private static Gen<byte[]> Answers() => Gen.Select(
        Gen.OneOf("Code", "AccessKeyId", "AccessKeySecret", "SecurityToken", "Expiration"), Values, (name, value) => $"\"{name}\":{value}")
        .Array[0, 6].Select(fields => Encoding.UTF8.GetBytes($"{{\"Code\":\"Success\",{string.Join(',', fields)}}}"));

    private bool ShouldBeTotal(Func<ProfileProviders, object> read)
    {
        using var direct = new DirectHttp(Time);
        using var sts = new StsClient(Options, Surroundings, Time);
        try
        {
            return read(new(sts, new(direct, Surroundings), new(direct), new(Surroundings, Time), Time)) is not null;
        }
        catch (EcsException e)
        {
            return !e.ToString().Contains(Secret, StringComparison.Ordinal);
        }
    }
}
