namespace SharedImages.Cli;

/// <summary>A file that only its owner can read: it holds keys, or names accounts, images and keys.</summary>
internal static class OwnerFile
{
    /// <summary>Makes it, or empties the one that is there.</summary>
    public static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new(path, options);
    }
}
