namespace SharedImages.Workflows;

/// <summary>How a check came out.</summary>
public enum CheckResult
{
    /// <summary>As it must be.</summary>
    Ok,

    /// <summary>Was not, and has been repaired.</summary>
    Repaired,

    /// <summary>Is not, and cannot be repaired; reported only.</summary>
    Differs,

    /// <summary>Is not, cannot be repaired, and the image must not be used so.</summary>
    Wrong,
}
