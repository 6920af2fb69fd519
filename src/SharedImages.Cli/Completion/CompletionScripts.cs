namespace SharedImages.Cli;

/// <summary>
/// The scripts. Each asks the program itself, by the line so far and the place in it, and where that knows nothing, offers files.
/// </summary>
internal static class CompletionScripts
{
    /// <summary>By the shell's name.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["bash"] = """
            # bash completion of sharedimages
            _sharedimages() {
              local line=${COMP_LINE:0:COMP_POINT}
              mapfile -t COMPREPLY < <("${COMP_WORDS[0]}" "[suggest:${#line}]" "$line" 2>/dev/null)
            }
            complete -o default -F _sharedimages sharedimages
            """,
        ["zsh"] = """
            #compdef sharedimages
            # zsh completion of sharedimages
            _sharedimages() {
              local line="${(j: :)words[1,CURRENT]}"
              local -a found=("${(@f)$("${words[1]}" "[suggest:${#line}]" "$line" 2>/dev/null)}")
              found=(${found:#})
              if (( $#found )); then compadd -a found; else _files; fi
            }
            if [[ $funcstack[1] == _sharedimages ]]; then _sharedimages "$@"; else compdef _sharedimages sharedimages; fi
            """,
        ["fish"] = """
            # fish completion of sharedimages
            function __sharedimages_complete
              set -l line (commandline --cut-at-cursor | string collect)
              set -l words (commandline --tokenize --current-process)
              $words[1] "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
            end
            complete --command sharedimages --arguments '(__sharedimages_complete)'
            """,
    };
}
