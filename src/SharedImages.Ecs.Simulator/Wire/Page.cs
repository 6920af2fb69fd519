using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>The parameters PageNumber and PageSize, and the part of a list that they name (facts §2.0).</summary>
internal sealed class Page(Parameters parameters, int maxSize = 100)
{
    private readonly int number = parameters.Int("PageNumber", fallback: 1, max: int.MaxValue / maxSize);
    private readonly int size = parameters.Int("PageSize", fallback: 10, maxSize);

    public IEnumerable<T> Of<T>(IReadOnlyList<T> all) => all.Skip((number - 1) * size).Take(size);

    /// <summary>The part, and how many there are in all.</summary>
    public (List<T> Page, int Count) Of<T>(Found<T> found)
        where T : class, IResource => found.Page((number - 1) * size, size);

    public void WriteTo(JsonObject answer, int totalCount)
    {
        answer["PageNumber"] = number;
        answer["PageSize"] = size;
        answer["TotalCount"] = totalCount;
    }
}
