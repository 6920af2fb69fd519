using CsCheck;

namespace SharedImages.Ecs.Simulator.Tests;

public sealed class SortedResourcesProperties
{
    /// <summary>What comes, by moment and number, or goes when it is there already.</summary>
    private static readonly Gen<(int Moment, int Number)[]> Steps = Gen.Select(Gen.Int[0, 5], Gen.Int[0, 20]).Array[0, 200];

    [Fact]
    public void It_is_a_sorted_list() => Steps.Sample(steps =>
    {
        var (set, model) = Apply(steps);

        set.Count.ShouldBe(model.Count);
        for (var rank = 0; rank <= model.Count; rank++)
        {
            set.From(rank).ShouldBe(model.Skip(rank));
        }

        for (var rank = 0; rank < model.Count; rank++)
        {
            set[rank].ShouldBe(model[rank]);
            set.RankOf(model[rank].Position).ShouldBe(rank);
        }
    });

    [Fact]
    public void Several_together_are_one_sorted_list() => Gen.Select(Steps, Gen.Int[1, 4]).Sample((steps, count) =>
    {
        var (_, model) = Apply(steps);
        var lists = Enumerable.Range(0, count).Select(_ => new SortedResources<Item>()).ToArray();
        foreach (var item in model)
        {
            lists[item.GetHashCode() % count].Add(item);
        }

        var found = new Found<Item>(lists);
        var filtered = new Found<Item>(lists, item => item.Number % 2 == 0);
        List<Item> even = [.. model.Where(item => item.Number % 2 == 0)];
        for (var skip = 0; skip <= model.Count + 1; skip++)
        {
            found.Page(skip, 3).Page.ShouldBe(model.Skip(skip).Take(3));
            found.Page(skip, 3).Count.ShouldBe(model.Count);
            filtered.Page(skip, 3).Page.ShouldBe(even.Skip(skip).Take(3));
            filtered.Page(skip, 3).Count.ShouldBe(even.Count);
        }

        for (var index = 0; index < model.Count; index++)
        {
            found.From(model[index].Position).ShouldBe(model.Skip(index));
            found.After(model[index].Position, 2).Page.ShouldBe(model.Skip(index + 1).Take(2));
            found.After(model[index].Position, 2).HasMore.ShouldBe(index + 3 < model.Count);
        }
    });

    private static (SortedResources<Item> Set, List<Item> Model) Apply((int Moment, int Number)[] steps)
    {
        var (set, model) = (new SortedResources<Item>(), new SortedDictionary<string, Item>(StringComparer.Ordinal));
        foreach (var (moment, number) in steps)
        {
            var item = new Item(moment, number);
            if (model.Remove(item.Order, out var there))
            {
                set.Remove(there);
            }
            else
            {
                model.Add(item.Order, item);
                set.Add(item);
            }
        }

        return (set, [.. model.Values]);
    }

    private sealed record Item(int Moment, int Number) : IResource
    {
        public ListPosition Position => new(Moment, $"x-{(char)('a' + Number)}");

        public string Order => $"{(char)('z' - Moment)}/{Position.Id}";

        public void Watch(Action changed)
        {
        }

        public override int GetHashCode() => (Moment * 31) + Number;
    }
}
