namespace SharedImages.Ecs;

/// <summary>The keys of a credentials URI (facts §1.11).</summary>
internal sealed class UriIssuer(DirectHttp http)
{
    /// <summary>A new key.</summary>
    /// <exception cref="EcsException">There is none, or whoever is there cannot be asked.</exception>
    public async Task<IssuedCredentials> IssueAsync(Uri address, CancellationToken cancellationToken)
    {
        var answer = await http.SendAsync("the credentials URI", HttpMethod.Get, address, header: null, cancellationToken);
        return answer.ReadKey();
    }
}
