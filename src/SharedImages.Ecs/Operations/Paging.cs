namespace SharedImages.Ecs;

/// <summary>How a list is cut into pages (facts §2.0).</summary>
internal enum Paging
{
    /// <summary>All at once, or by <c>NextToken</c>: an answer that has one is not the last.</summary>
    Token,

    /// <summary>By <c>PageNumber</c> and <c>PageSize</c>.</summary>
    Number,
}
