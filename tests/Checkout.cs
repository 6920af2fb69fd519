namespace SharedImages.Tests;

/// <summary>The checkout that the tests run in, for tests of files that are not part of any program.</summary>
internal static class Checkout
{
    /// <summary>The solution's folder.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "SharedImages.Workflows.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests do not lie under the folder of the solution.");
        }

        return folder.FullName;
    }
}
