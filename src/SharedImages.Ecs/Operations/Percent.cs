namespace SharedImages.Ecs;

/// <summary>Percentages as ECS gives them.</summary>
internal static class Percent
{
    /// <summary>0–100; null for anything else.</summary>
    public static int? OrNull(int? value) => value is >= 0 and <= 100 ? value : null;
}
