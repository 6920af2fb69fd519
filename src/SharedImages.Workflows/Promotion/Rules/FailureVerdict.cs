namespace SharedImages.Workflows;

/// <summary>What a failed step leads to.</summary>
internal enum FailureVerdict
{
    /// <summary>The region has failed.</summary>
    Fail,

    /// <summary>The copy is discarded and made again.</summary>
    BeginAnew,

    /// <summary>An operator decides.</summary>
    Park,
}
