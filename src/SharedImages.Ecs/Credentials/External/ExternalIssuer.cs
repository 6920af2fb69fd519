using System.Text.Json;

namespace SharedImages.Ecs;

/// <summary>The keys that a program of the user's prints, as for the CLI's mode External (facts §1.11).</summary>
internal sealed class ExternalIssuer(CredentialsSurroundings surroundings, TimeProvider time)
{
    /// <summary>A new key.</summary>
    /// <param name="label">Which profile names the program, for failures.</param>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="EcsException">There is none, or the program took too long.</exception>
    public async Task<IssuedCredentials> IssueAsync(string label, IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        var result = await ExternalProcess.RunAsync(label, command, surroundings.ProcessTimeout, time, cancellationToken);
        if (result.ExitCode != 0)
        {
            var complaint = Complaint.FirstLine(result.Errors);
            throw Unusable(label, $"ended with exit code {result.ExitCode}{(complaint == "" ? "" : $": {complaint}")}");
        }

        return Read(label, result.Output);
    }

    private static IssuedCredentials Read(string label, byte[] output)
    {
        var answer = Parse(label, output);
        var hasToken = answer.Text("mode") switch
        {
            "AK" => false,
            "StsToken" => true,
            "" => answer.TextOrNull(KeyFields.Cli.Token) is not null,
            _ => throw Unusable(label, "printed credentials of a mode that is neither AK nor StsToken"),
        };
        return KeyReader.Read(answer, KeyFields.Cli, hasToken, lack => Unusable(label, $"printed credentials that {lack}"));
    }

    private static JsonElement Parse(string label, byte[] output)
    {
        try
        {
            return JsonTexts.Parse(output);
        }
        catch (JsonException)
        {
            // Not as the inner exception: its text may quote what was printed.
            throw Unusable(label, "did not print JSON");
        }
    }

    private static EcsException Unusable(string label, string problem) => CredentialsFailures.Unusable($"{label}: its process_command {problem}");
}
