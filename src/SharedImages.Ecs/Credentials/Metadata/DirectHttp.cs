namespace SharedImages.Ecs;

/// <summary>
/// Asks those who give out keys on this machine or beside it: never through a proxy, which would see them, and never where an answer
/// sends it. Failures name the host only, since an address may hold a secret.
/// </summary>
internal sealed class DirectHttp : IDisposable
{
    private const int MaxBytes = 64 * 1024;

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(10);

    private readonly TimeProvider time;
    private readonly HttpClient http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        ConnectTimeout = ConnectTimeout,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        UseCookies = false,
        UseProxy = false,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public DirectHttp(TimeProvider time) => this.time = time;

    /// <summary>Any answer.</summary>
    /// <param name="who">Who is asked, for failures.</param>
    /// <param name="method">GET or PUT.</param>
    /// <param name="address">What is asked.</param>
    /// <param name="header">A header to send; null = none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="EcsException"><see cref="ErrorKind.Transient"/>: there is none.</exception>
    public async Task<DirectAnswer> SendAsync(string who, HttpMethod method, Uri address, KeyValuePair<string, string>? header, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, address);
        if (header is var (name, value))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var timeout = new CancellationTokenSource(RequestTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return new(who, (int)response.StatusCode, await BoundedBody.ReadAsync(response.Content, MaxBytes, either.Token));
        }
        catch (OperationCanceledException e) when (e.InnerException is TimeoutException && !cancellationToken.IsCancellationRequested)
        {
            throw Unreachable(who, address);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw CredentialsFailures.Transient(LocalCodes.Timeout, $"no answer from {who} at {address.Authority} within {RequestTimeout.TotalSeconds:0.#} s");
        }
        catch (HttpRequestException e) when (e.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError)
        {
            throw Unreachable(who, address);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw CredentialsFailures.Transient(LocalCodes.NoAnswer, $"the connection to {who} at {address.Authority} broke before the answer");
        }
    }

    public void Dispose() => http.Dispose();

    private static EcsException Unreachable(string who, Uri address) =>
        CredentialsFailures.Transient(LocalCodes.Unreachable, $"{who} at {address.Authority} cannot be connected to");
}
