using System.Text.RegularExpressions;

namespace SharedImages.Cli.Tests;

/// <summary>The arrows between the rooms of docs/architecture.md: what all kinds share knows no kind, and nothing that the guard stands on knows what it guards.</summary>
public sealed partial class RoomTests
{
    [Theory]
    [InlineData("SharedImages.Workflows", "Specs", "Operations")]
    [InlineData("SharedImages.Workflows", "Operations")]
    [InlineData("SharedImages.Workflows", "Effects", "Operations", "Specs")]
    [InlineData("SharedImages.Workflows", "Images", "Operations", "Specs")]
    [InlineData("SharedImages.Workflows", "Testing", "Operations", "Specs")]
    [InlineData("SharedImages.Workflows", "Promotion", "Operations", "Specs", "Effects", "Images", "Testing", "Launching")]
    [InlineData("SharedImages.Workflows", "Sharing", "Operations", "Specs", "Effects", "Images")]
    [InlineData("SharedImages.Workflows", "Launching", "Operations", "Specs", "Effects", "Images", "Testing")]
    [InlineData("SharedImages.Workflows", "Replacing", "Operations", "Specs", "Effects", "Images", "Testing")]
    [InlineData("SharedImages.Workflows", "Refreshing", "Operations", "Specs", "Promotion", "Retiring", "Channels")]
    [InlineData("SharedImages.Workflows", "Retiring", "Operations", "Specs", "Effects")]
    [InlineData("SharedImages.Workflows", "Channels", "Operations", "Specs", "Effects")]
    [InlineData("SharedImages.Workflows", "Recalling", "Operations", "Specs", "Effects", "Images", "Channels", "Refreshing")]
    [InlineData("SharedImages.Workflows", "Sweeping", "Operations", "Specs", "Effects")]
    [InlineData("SharedImages.Workflows", "Planning", "Operations", "Specs", "Effects", "Promotion", "Launching", "Replacing", "Sharing", "Channels")]
    [InlineData("SharedImages.Activities", "Operations")]
    [InlineData("SharedImages.Activities", "Guard", "Operations")]
    [InlineData("SharedImages.Activities", "Waiting", "Guard", "Operations")]
    [InlineData("SharedImages.Activities", "Effects", "Guard", "Operations")]
    [InlineData("SharedImages.Activities", "Images", "Guard", "Operations")]
    [InlineData("SharedImages.Activities", "Testing", "Guard", "Operations")]
    [InlineData("SharedImages.Activities", "Promotion", "Guard", "Operations", "Waiting", "Effects")]
    [InlineData("SharedImages.Activities", "Sharing", "Guard", "Operations", "Effects")]
    [InlineData("SharedImages.Activities", "Launching", "Guard", "Operations")]
    [InlineData("SharedImages.Activities", "Replacing", "Guard", "Operations", "Waiting")]
    [InlineData("SharedImages.Activities", "Refreshing", "Guard", "Operations", "Effects", "Promotion")]
    [InlineData("SharedImages.Activities", "Retiring", "Guard", "Operations", "Effects")]
    [InlineData("SharedImages.Activities", "Channels", "Guard", "Operations", "Effects", "Images")]
    [InlineData("SharedImages.Activities", "Recalling", "Guard", "Operations", "Effects", "Images")]
    [InlineData("SharedImages.Activities", "Sweeping", "Guard", "Operations")]
    public void ARoom_KnowsOnlyTheRoomsBelowIt(string project, string room, params string[] below)
    {
        var rooms = Rooms(project);
        var files = rooms[room];

        foreach (var (other, types) in rooms.Where(other => other.Key != room && !below.Contains(other.Key, StringComparer.Ordinal)).Select(other => (other.Key, other.Value.Keys)))
        {
            files.Where(file => types.Any(file.Value.Contains)).Select(file => $"{file.Key}: {string.Join(", ", types.Where(file.Value.Contains))}")
                .ShouldBeEmpty($"{project}/{room} does not know {other}");
        }
    }

    [Fact]
    public void EveryRoom_HasItsArrows() =>
        Rooms("SharedImages.Workflows").Keys.Concat(Rooms("SharedImages.Activities").Keys).Distinct(StringComparer.Ordinal)
            .ShouldBe(["Specs", "Operations", "Effects", "Guard", "Waiting", "Images", "Testing", "Promotion", "Launching", "Sharing", "Replacing", "Refreshing", "Retiring", "Channels", "Recalling", "Sweeping", "Planning"], ignoreOrder: true);

    [Fact]
    public void NoFileOfSource_HasMoreThan300Lines() =>
        Directory.EnumerateFiles(Path.Combine(Checkout.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !IsBuilt(file) && File.ReadLines(file).Count() > 300)
            .ShouldBeEmpty();

    // Of each room the types, which are called as their files, and the words of each one's code; a constant may be called as a type elsewhere.
    private static Dictionary<string, Dictionary<string, HashSet<string>>> Rooms(string project)
    {
        var root = Path.Combine(Checkout.Root, "src", project);
        return Directory.GetDirectories(root)
            .Where(folder => !IsBuilt(folder + Path.DirectorySeparatorChar))
            .ToDictionary(
                folder => Path.GetFileName(folder),
                folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).ToDictionary(TypeOf, WordsOf, StringComparer.Ordinal),
                StringComparer.Ordinal);
    }

    private static string TypeOf(string file) => Path.GetFileName(file).Replace(".workflow.cs", "Workflow", StringComparison.Ordinal).Replace(".cs", "", StringComparison.Ordinal);

    private static HashSet<string> WordsOf(string file) =>
        [.. File.ReadLines(file).Select(line => Text.Replace(line, "")).SelectMany(line => Word.Matches(line)).Select(match => match.Value)];

    private static bool IsBuilt(string path) =>
        path.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        || path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal);

    [GeneratedRegex(@"//.*|const string \w+|""(\\.|[^""\\])*""", RegexOptions.ExplicitCapture)]
    private static partial Regex Text { get; }

    [GeneratedRegex(@"[A-Za-z_]\w*")]
    private static partial Regex Word { get; }
}
