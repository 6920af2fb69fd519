using System.Net;
using System.Net.Sockets;

namespace SharedImages.Ecs.Tests;

public sealed class ExternalTests : CredentialsTest
{
    // What was not ended would keep a test waiting; not what is asserted.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task AccessKey_IsTaken()
    {
        WriteProgram($$"""echo '{"mode":"AK","access_key_id":"LTAIprinted","access_key_secret":"{{Secret}}","sts_token":"old"}'""");

        (await Provider.GetAsync()).ShouldBe(new Credentials("LTAIprinted", Secret));
    }

    [Theory]
    [InlineData("\"mode\":\"StsToken\",")]
    [InlineData("")]
    public async Task SecurityToken_IsTaken(string mode)
    {
        WriteProgram($$"""echo '{{{mode}}"access_key_id":"STS.printed","access_key_secret":"{{Secret}}","sts_token":"token-1","expiration":"2026-11-24T02:00:00Z"}'""");

        (await Provider.GetAsync()).ShouldBe(new Credentials("STS.printed", Secret, "token-1"));
    }

    [Fact]
    public async Task Arguments_ReachTheProgramAsTheyAreQuoted()
    {
        WriteProgram($$"""printf '{"mode":"AK","access_key_id":"%s/%s/%s","access_key_secret":"{{Secret}}"}' $# "$1" "$2" """, "'a;b' $HOME");

        (await Provider.GetAsync()).AccessKeyId.ShouldBe("2/a;b/$HOME");
    }

    [Fact]
    public async Task Program_IsRunAgainWhenItsKeyEnds()
    {
        WriteProgram($$"""echo x >> "$0.runs"; echo '{"mode":"StsToken","access_key_id":"STS.'$(wc -l < "$0.runs" | tr -d ' ')'","access_key_secret":"{{Secret}}","sts_token":"t","expiration":"'$(cat "$0.end")'"}'""");
        Write("program.end", "2026-11-24T02:02:03Z");
        var provider = Provider;
        (await provider.GetAsync()).AccessKeyId.ShouldBe("STS.1");
        (await provider.GetAsync()).AccessKeyId.ShouldBe("STS.1");

        Write("program.end", "2026-11-24T03:02:03Z");
        Time.Advance(TimeSpan.FromHours(1));
        var keys = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(async () => await provider.GetAsync())));

        keys.ShouldAllBe(key => key.AccessKeyId == "STS.2");
    }

    [Fact]
    public async Task ProgramThatAsks_GetsNoAnswer()
    {
        WriteProgram($$"""read answer; echo '{"mode":"AK","access_key_id":"LTAI'$answer'","access_key_secret":"{{Secret}}"}'""");

        (await Provider.GetAsync()).AccessKeyId.ShouldBe("LTAI");
    }

    [Fact]
    public async Task ProgramThatTalksMuchOnStderr_IsNotHeldUp()
    {
        WriteProgram($$"""head -c 1000000 /dev/zero >&2; echo '{"mode":"AK","access_key_id":"LTAI","access_key_secret":"{{Secret}}"}'""");

        (await Provider.GetAsync()).AccessKeyId.ShouldBe("LTAI");
    }

    [Theory]
    [InlineData("", "did not print JSON")]
    [InlineData("example-secret-of-Ours", "did not print JSON")]
    [InlineData("{\"mode\":\"AK\",\"access_key_secret\":\"example-secret-of-Ours\"", "did not print JSON")]
    [InlineData("\"example-secret-of-Ours\"", "printed credentials that have no access_key_id")]
    [InlineData("{\"mode\":\"RamRoleArn\",\"access_key_secret\":\"example-secret-of-Ours\"}", "printed credentials of a mode that is neither AK nor StsToken")]
    [InlineData("{\"mode\":\"AK\",\"access_key_id\":1,\"access_key_secret\":\"example-secret-of-Ours\"}", "printed credentials that have no access_key_id")]
    [InlineData("{\"mode\":\"StsToken\",\"access_key_id\":\"a\",\"access_key_secret\":\"example-secret-of-Ours\"}", "printed credentials that have no sts_token")]
    [InlineData("{\"mode\":\"AK\",\"access_key_id\":\"a b\",\"access_key_secret\":\"example-secret-of-Ours\"}", "printed credentials that hold characters that no access key has")]
    [InlineData("{\"mode\":\"AK\",\"access_key_id\":\"a\",\"access_key_secret\":\"example-secret-of-Ours\",\"expiration\":\"soon\"}", "printed credentials that have no time as expiration")]
    public async Task Garbage_IsToldWithoutWhatItIs(string output, string problem)
    {
        WriteProgram($"cat <<'END'\n{output}\nEND");

        await ShouldFailAsync(problem);
    }

    [Fact]
    public async Task MoreThan64KiB_IsNotRead()
    {
        WriteProgram("yes example-secret-of-Ours");

        await ShouldFailAsync("printed more than 64 KiB");
    }

    [Fact]
    public async Task FailingProgram_IsToldWithItsComplaintButNoSecret()
    {
        WriteProgram($"echo 'sealed; {Secret}' >&2; echo second >&2; echo '{Secret}'; exit 7");

        await ShouldFailAsync("ended with exit code 7: sealed; ***");
    }

    [Fact]
    public async Task SilentFailure_IsToldByItsExitCode()
    {
        WriteProgram("exit 1");

        await ShouldFailAsync("ended with exit code 1");
    }

    [Theory]
    [InlineData("/nowhere/at-all example-secret-of-Ours")]
    [InlineData("no-such-program-on-this-machine example-secret-of-Ours")]
    [InlineData("/tmp example-secret-of-Ours")]
    public async Task ProgramThatCannotBeStarted_IsToldWithoutItsArguments(string command)
    {
        WriteProfile(command);

        await ShouldFailAsync("cannot be started; see whether the program is there and may be run");
    }

    [Theory]
    [InlineData("'a", ": a quotation mark of its process_command is not closed")]
    [InlineData("''", ": its process_command names no program")]
    [InlineData("", " lacks a process_command")]
    public async Task CommandThatIsNone_IsTold(string command, string problem)
    {
        WriteProfile(command);

        (await FailureOf(Provider)).EcsMessage.ShouldContain($"CLI profile: profile \"a\" of {CliFile}{problem};");
    }

    [Fact]
    public async Task HangingProgram_EndsWithAllThatItStarted()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var run = RunConnectedAsync(listener);
        using var connection = await listener.AcceptTcpClientAsync();

        Time.Advance(TimeSpan.FromMinutes(1));

        var failure = await Should.ThrowAsync<EcsException>(() => run);
        failure.Kind.ShouldBe(ErrorKind.Transient);
        failure.EcsMessage.ShouldBe("profile: its process_command did not end within 60 s");
        await ShouldBeClosedAsync(connection);
    }

    [Fact]
    public async Task CallerThatGivesUp_EndsTheProgram()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        using var caller = new CancellationTokenSource();
        listener.Start();
        var run = RunConnectedAsync(listener, caller.Token);
        using var connection = await listener.AcceptTcpClientAsync();

        await caller.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => run);
        await ShouldBeClosedAsync(connection);
    }

    private static async Task ShouldBeClosedAsync(TcpClient connection)
    {
        using var patience = new CancellationTokenSource(Patience);
        (await connection.GetStream().ReadAsync(new byte[1], patience.Token)).ShouldBe(0);
    }

    // The program and its child hold the connection open as long as they live.
    private Task<ProcessResult> RunConnectedAsync(TcpListener listener, CancellationToken cancellationToken = default) => ExternalProcess.RunAsync(
        "profile",
        ["bash", "-c", $"exec 3<>/dev/tcp/127.0.0.1/{((IPEndPoint)listener.LocalEndpoint).Port}; sleep 1000 & wait"],
        TimeSpan.FromMinutes(1),
        Time,
        cancellationToken);

    private async Task ShouldFailAsync(string problem)
    {
        var failure = await FailureOf(Provider);

        failure.EcsMessage.ShouldContain($"CLI profile: profile \"a\" of {CliFile}: its process_command {problem};");
    }

    // The shell is the program here; ours is none.
    private void WriteProgram(string script, string arguments = "") => WriteProfile($"/bin/sh {Write("program", script)} {arguments}");

    private void WriteProfile(string command) => Write(CliFile, System.Text.Json.JsonSerializer.Serialize(new
    {
        current = "a",
        profiles = new[] { new { name = "a", mode = "External", process_command = command } },
    }));
}
