using System.Globalization;

namespace SharedImages.Ecs;

/// <summary>Two clocks at one moment: ECS refuses signatures of a time that is 15 minutes from its own.</summary>
/// <param name="Ours">This machine's, when the answer came.</param>
/// <param name="Theirs">The answer's <c>Date</c>, in whole seconds.</param>
public sealed record ClockReading(DateTimeOffset Ours, DateTimeOffset Theirs)
{
    /// <summary>By how much ours is ahead; negative = behind.</summary>
    public TimeSpan Difference => Ours - Theirs;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"our clock says {Ours:u}, ECS's {Theirs:u}");
}
