using System.Diagnostics;

namespace SharedImages.EndToEnd;

/// <summary>The scripts of <c>completion</c> in real shells, which ask the built program.</summary>
public sealed class CompletionTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly string folder = Directory.CreateTempSubdirectory("sharedimages-completion-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Bash()
    {
        var said = await RunAsync("bash", ["--norc", "--noprofile", "-c"], """
            . "$SCRIPT"
            COMP_LINE="sharedimages promote x.yaml --ti" COMP_POINT=32 COMP_WORDS=(sharedimages promote x.yaml --ti) COMP_CWORD=3
            $(complete -p sharedimages | sed -n 's/.*-F \([^ ]*\).*/\1/p')
            printf '%s\n' "${COMPREPLY[@]}"
            """);

        said.ShouldBe("--timeout\n");
    }

    [Fact]
    public async Task Fish() => (await RunAsync("fish", ["--no-config", "-c"], """
        source "$SCRIPT"
        complete -C "sharedimages promote x.yaml --ti"
        complete -C "sharedimages completion f"
        """)).ShouldBe("--timeout\nfish\n");

    // Its completion works in a terminal alone.
    [Fact]
    public async Task Zsh() => (await RunAsync("zsh", ["-f", "-c"], """
        zmodload zsh/zpty
        zpty shell 'PS1= TERM=dumb zsh -f -i'
        zpty -w shell 'autoload -Uz compinit && compinit -D && . "$SCRIPT" && print rea"dy"'
        zpty -r shell said '*ready*'
        zpty -w -n shell $'sharedimages promote x.yaml --ti\t'
        zpty -r -m shell said '*--timeout*' && print completed
        zpty -d shell
        """)).ShouldBe("completed\n");

    private async Task<string> RunAsync(string shell, string[] options, string commands)
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(path => File.Exists(Path.Combine(path, shell))), $"{shell} is not installed.");
        await using var script = await ProgramProcess.RunAsync(new Dictionary<string, string>(), "completion", shell);
        (await script.ExitAsync()).ShouldBe(0, script.Errors);
        var file = Path.Combine(folder, "script");
        await File.WriteAllTextAsync(file, script.Output);

        using var process = Process.Start(new ProcessStartInfo(shell, [.. options, commands])
        {
            RedirectStandardOutput = true,
            Environment = { ["SCRIPT"] = file, ["HOME"] = folder, ["PATH"] = $"{AppContext.BaseDirectory}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}" },
        })!;
        using var timeout = new CancellationTokenSource(Patience);
        try
        {
            var said = await process.StandardOutput.ReadToEndAsync(timeout.Token);
            await process.WaitForExitAsync(timeout.Token);
            return said;
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
