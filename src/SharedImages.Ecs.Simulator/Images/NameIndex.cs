namespace SharedImages.Ecs.Simulator;

/// <summary>
/// Which images may have a text in their names: those whose names have all four letters in a row that the text has. Such parts share a bounded
/// number of places, so who finds an image here looks at its name as well. An image is looked at when somebody next asks.
/// </summary>
internal sealed class NameIndex
{
    private const int Length = 4;
    private const int Places = 1 << 16;

    private readonly HashSet<ImageRecord>?[] _byPart = new HashSet<ImageRecord>?[Places];
    private readonly Dictionary<ImageRecord, string> _names = new(ReferenceEqualityComparer.Instance);
    private readonly Shelf<ImageRecord> _shelf;
    private HashSet<ImageRecord> _changed = new(ReferenceEqualityComparer.Instance);

    /// <param name="shelf">Where the images are; empty yet.</param>
    /// <param name="catalogue">Says which of them change.</param>
    public NameIndex(Shelf<ImageRecord> shelf, Catalogue<ImageRecord> catalogue)
    {
        _shelf = shelf;
        catalogue.OnTouch += image => _changed.Add(image);
        shelf.OnChange += image =>
        {
            if (shelf.Find(image.ImageId) is not null)
            {
                _changed.Add(image);
            }
            else if (_names.ContainsKey(image))
            {
                _changed.Add(image);
            }
            else
            {
                _changed.Remove(image);
            }
        };
    }

    /// <summary>Null = the text is too short to tell.</summary>
    public IReadOnlyCollection<ImageRecord>? MayHave(string region, string text)
    {
        if (text.Length < Length)
        {
            return null;
        }

        foreach (var image in _changed)
        {
            SetName(image, _shelf.Find(image.ImageId) == image ? image.Name : null);
        }

        // Clearing takes as long as the set was ever large.
        _changed = new(ReferenceEqualityComparer.Instance);
        return Parts(region, text).Select(part => _byPart[part] ?? []).MinBy(images => images.Count);
    }

    private void SetName(ImageRecord image, string? name)
    {
        if (_names.TryGetValue(image, out var old) && old == name)
        {
            return;
        }

        if (_names.Remove(image))
        {
            foreach (var part in Parts(image.Region, old!))
            {
                _byPart[part]?.Remove(image);
            }
        }

        if (name is null)
        {
            return;
        }

        _names[image] = name;
        foreach (var part in Parts(image.Region, name))
        {
            (_byPart[part] ??= new(ReferenceEqualityComparer.Instance)).Add(image);
        }
    }

    private static IEnumerable<int> Parts(string region, string name)
    {
        var place = string.GetHashCode(region, StringComparison.Ordinal);
        for (var start = 0; start + Length <= name.Length; start++)
        {
            yield return (HashCode.Combine(place, string.GetHashCode(name.AsSpan(start, Length), StringComparison.Ordinal)) & (Places - 1));
        }
    }
}
