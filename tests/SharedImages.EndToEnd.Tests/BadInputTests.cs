using System.Diagnostics;
using System.Text.Json;

namespace SharedImages.EndToEnd;

/// <summary>What cannot be used is refused in one line by the built program; none of this needs a server. The table of all values is in the tests of the command line.</summary>
public sealed class BadInputTests
{
    private const string Spec = """
        apiVersion: sharedimages/v1
        kind: Promotion
        name: web-base
        version: "1"
        source: { region: cn-hangzhou, owner: "2000000000000002", imageId: m-bp1webbaseencr000001 }
        intake: { kmsKeyId: 7db3f364-ae51-7aed-ef24-9766874ce929 }
        targets:
          - { region: cn-shanghai, kmsKeyId: 266c200f-96ce-1225-be3f-e9a6615ec668 }
        image: { name: web-base-1 }
        """;

    private static readonly Dictionary<string, string> Nothing = new(StringComparer.Ordinal) { ["TEMPORAL_CONFIG_FILE"] = "/dev/null" };

    [Theory]
    [InlineData("FILE is \"\"; give a spec file, or - to read the spec from stdin. See: sharedimages promote --help", "promote", "")]
    [InlineData("FILE is \"/\", which is a folder; give a spec file, or - to read the spec from stdin. See: sharedimages rehearse --help", "rehearse", "/")]
    [InlineData("--port is \"99999\"; give a port from 0 to 65535 (0 is any free one). See: sharedimages simulate --help", "simulate", "--port", "99999")]
    [InlineData("--state is \"\"; give a file in a folder that is there and can be written. See: sharedimages simulate --help", "simulate", "--state", "")]
    [InlineData("--health-port is \"99999\"; give a port from 0 to 65535 (0 is any free one). See: sharedimages worker --help", "worker", "--health-port", "99999")]
    [InlineData("--address is \"localhost\"; give host:port, such as localhost:7233. See: sharedimages status --help", "status", "web-base/1", "--address", "localhost")]
    public async Task AValueThatIsNone_ExitsTwoInOneLine(string line, params string[] arguments)
    {
        await using var program = await ProgramProcess.RunAsync(Nothing, arguments);

        (await program.ExitAsync()).ShouldBe(2);
        program.Errors.ShouldBe(line + Environment.NewLine);
        program.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task PortOfTheEnvironmentThatIsNone_IsRefusedByHealth()
    {
        await using var program = await ProgramProcess.RunAsync(new Dictionary<string, string>(Nothing) { ["SHAREDIMAGES_HEALTH__PORT"] = "99999" }, "health");

        (await program.ExitAsync()).ShouldBe(2);
        program.Errors.ShouldBe($"SHAREDIMAGES_HEALTH__PORT is \"99999\"; give a port from 0 to 65535 (0 is any free one), or give --url.{Environment.NewLine}");
    }

    [Theory]
    [InlineData("promote", "/proc/self/mem", "/proc/self/mem cannot be read (")]
    [InlineData("rehearse", "/proc/self/mem", "/proc/self/mem cannot be read (")]
    [InlineData("worker", "--config", "/proc/self/mem", "/proc/self/mem: cannot be read: ")]
    [InlineData("simulate", "--world", "/proc/self/mem", "/proc/self/mem:1:1: the file cannot be read: ")]
    [InlineData("simulate", "--world", "/dev/stdin", "/dev/stdin is no file whose length is known")]
    [InlineData("simulate", "--certificate", "/proc/self/mem", "/proc/self/mem cannot be read as a certificate (")]
    [InlineData("simulate", "--state", "/proc/self/state", "--state is /proc/self/state; give a file in a folder that is there and can be written.")]
    [InlineData("dev", "--spec", "/proc/self/spec", "--spec is /proc/self/spec; give a file in a folder that is there and can be written.")]
    public async Task AFileThatCannotBeUsed_ExitsTwoInOneLine(params string[] argumentsAndLine)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has files that nobody can read.");
        await using var program = await ProgramProcess.RunAsync(Nothing, argumentsAndLine[..^1]);

        (await program.ExitAsync()).ShouldBe(2, program.Errors);
        program.Errors.TrimEnd().ShouldNotContain("\n");
        program.Errors.ShouldContain(argumentsAndLine[^1]);
    }

    [Fact]
    public async Task Stdin_IsReadAsYamlOrJson()
    {
        var json = """
            { "apiVersion": "sharedimages/v1", "kind": "Promotion", "name": "web-base", "version": "1",
              "source": { "region": "cn-hangzhou", "owner": "2000000000000002", "imageId": "m-bp1webbaseencr000001" },
              "intake": { "kmsKeyId": "7db3f364-ae51-7aed-ef24-9766874ce929" },
              "targets": [{ "region": "cn-shanghai", "kmsKeyId": "266c200f-96ce-1225-be3f-e9a6615ec668" }],
              "image": { "name": "web-base-1", "description": "\ud83d\ude80 golden" } }
            """;
        var flow = "{ " + string.Join(", ", Spec.Replace("targets:\n  - { region: cn-shanghai, kmsKeyId: 266c200f-96ce-1225-be3f-e9a6615ec668 }", "targets: [{ region: cn-shanghai, kmsKeyId: 266c200f-96ce-1225-be3f-e9a6615ec668 }]", StringComparison.Ordinal).Split('\n')) + " }";

        foreach (var input in (string[])[Spec, json, flow])
        {
            await using var rehearsal = await ProgramProcess.RunWithInputAsync(Nothing, input, "rehearse", "-", "--output", "json");

            (await rehearsal.ExitAsync()).ShouldBe(0, rehearsal.Errors);
            JsonDocument.Parse(rehearsal.Output).RootElement.GetProperty("result").GetProperty("outcome").GetString().ShouldBe("completed");
        }
    }

    [Theory]
    [InlineData("", "stdin:1:1: the document is empty; write a spec, beginning with apiVersion: sharedimages/v1")]
    [InlineData("{ \"name\": ", "stdin:1:11: not JSON: Expected depth to be zero at the end of the JSON payload. There is an open JSON object or array that should be closed; send one JSON object")]
    [InlineData("name: [", "stdin:2:1: not YAML: ")]
    public async Task Stdin_WithoutASpec_SaysWhereItIsWrong(string input, string line)
    {
        foreach (var command in (string[])["rehearse", "promote"])
        {
            await using var program = await ProgramProcess.RunWithInputAsync(Nothing, input, command, "-");

            (await program.ExitAsync()).ShouldBe(2);
            program.Errors.ShouldStartWith(line);
        }
    }

    [Fact]
    public async Task SpecWithWhatATerminalObeys_IsRefused_AndShownWithoutIt()
    {
        var hostile = Spec.Replace("name: web-base\n", "name: \"web\\e[2Jbase\"\n\"\\e]0;owned\\a\": x\n", StringComparison.Ordinal);

        await using var program = await ProgramProcess.RunWithInputAsync(Nothing, hostile, "rehearse", "-");

        (await program.ExitAsync()).ShouldBe(2);
        program.Errors.ShouldContain("stdin:3:7: name: 'web?[2Jbase' holds the control character U+001B");
        program.Errors.ShouldContain("?]0;owned?: unknown field");
        program.Errors.Where(c => c is not ('\n' or '\r')).ShouldAllBe(c => !ControlCharacters.Is(c));
    }

    [Fact]
    public async Task WhatNobodyThoughtOf_ExitsSeventyInOneLine_AndVerboseAddsTheTrace()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has a full device.");

        var (exitCode, errors) = await OnFullDeviceAsync("health --help");
        var (verboseExitCode, trace) = await OnFullDeviceAsync("health --help --verbose");

        exitCode.ShouldBe(70);
        errors.ShouldStartWith("This should not have happened: IOException: No space left on device");
        errors.TrimEnd().ShouldNotContain("\n");
        verboseExitCode.ShouldBe(70);
        trace.ShouldContain("   at SharedImages.Cli.CommandLine.");
    }

    private static async Task<(int ExitCode, string Errors)> OnFullDeviceAsync(string arguments)
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"exec \"$0\" {arguments} > /dev/full", ProgramProcess.File]) { RedirectStandardError = true })!;
        var errors = await shell.StandardError.ReadToEndAsync();
        await shell.WaitForExitAsync();
        return (shell.ExitCode, errors);
    }
}
