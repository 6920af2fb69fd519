namespace SharedImages.Cli.Tests;

/// <summary>Texts that are kept as files beside their tests. A change shows as a difference; a wanted one is accepted by copying the file that the failure names.</summary>
internal static class Golden
{
    /// <param name="text">What there is now.</param>
    /// <param name="name">Of the file, with its folder, below the folder of the tests.</param>
    public static async Task ShouldBeAsync(string text, string name)
    {
        var kept = Path.Combine(Checkout.Root, "tests", "SharedImages.Cli.Tests", name);
        var before = File.Exists(kept) ? (await File.ReadAllTextAsync(kept)).ReplaceLineEndings("\n") : "";
        if (text != before)
        {
            var received = Path.Combine(AppContext.BaseDirectory, name + ".received");
            Directory.CreateDirectory(Path.GetDirectoryName(received)!);
            await File.WriteAllTextAsync(received, text);
            var line = text.Split('\n').Zip(before.Split('\n')).TakeWhile(pair => pair.First == pair.Second).Count();
            Assert.Fail($"{name} has changed, first in line {line + 1}: {text.Split('\n').ElementAtOrDefault(line)}\nif that is wanted, copy {received} over {kept}");
        }
    }
}
