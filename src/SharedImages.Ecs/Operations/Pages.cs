namespace SharedImages.Ecs;

/// <summary>Reads a list page by page: all of it, or an <see cref="EcsException"/>.</summary>
internal static class Pages
{
    // A server that always has one more page must not keep a caller for ever.
    private const int MaxPages = 10_000;

    public static async Task<IReadOnlyList<T>> ByNumberAsync<T>(EcsListRequest<T> request, SendCall send, CancellationToken cancellationToken)
    {
        var found = new List<T>();
        int? before = null;
        for (var page = 1; page <= MaxPages; page++)
        {
            var parameters = request.ToParameters().Add("PageNumber", page).Add("PageSize", request.Listing.PageSize);
            var (items, total, _) = await ReadAsync(request, parameters, send, cancellationToken);
            found.AddRange(items);

            // Pages are counted from the start each time: where the number changes in between, an entry slips from one page to another unseen.
            if (page > 1 && total != before)
            {
                throw Incomplete(request, $"the listing changed while its pages were read: {before} entries before page {page}, {total} with it");
            }

            // A short page is the last one only where ECS does not say how many there are.
            if (total is null ? items.Count < request.Listing.PageSize : found.Count >= total)
            {
                return found;
            }

            if (items.Count == 0)
            {
                throw Incomplete(request, $"page {page} is empty after {found.Count} of {total} entries");
            }

            before = total;
        }

        throw Endless(request);
    }

    public static async Task<IReadOnlyList<T>> ByTokenAsync<T>(EcsListRequest<T> request, SendCall send, CancellationToken cancellationToken)
    {
        var found = new List<T>();
        string? next = null;
        for (var page = 0; page < MaxPages; page++)
        {
            var parameters = request.ToParameters().Add("MaxResults", request.Listing.PageSize).Add("NextToken", next);
            var before = next;
            (var items, _, next) = await ReadAsync(request, parameters, send, cancellationToken);
            found.AddRange(items);
            if (next is null)
            {
                return found;
            }

            if (next == before)
            {
                throw Incomplete(request, $"the listing goes round: page {page + 1} names itself as the next one");
            }
        }

        throw Endless(request);
    }

    private static async Task<Page<T>> ReadAsync<T>(EcsListRequest<T> request, Parameters parameters, SendCall send, CancellationToken cancellationToken)
    {
        using var answer = await send(request.Action, request.RegionId, parameters, cancellationToken);
        return ResponseJson.ReadPage<T>(answer, request.Listing);
    }

    private static EcsException Endless<T>(EcsListRequest<T> request) => Incomplete(request, $"the listing did not end after {MaxPages} pages");

    private static EcsException Incomplete<T>(EcsListRequest<T> request, FormattableString problem) =>
        new(ErrorKind.Transient, request.Action, request.RegionId, LocalCodes.BadAnswer, FormattableString.Invariant(problem));
}
