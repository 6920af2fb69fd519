namespace SharedImages.Ecs;

/// <summary>How a property of a request is sent, where its type alone does not say it (facts §1.6).</summary>
internal enum WireForm
{
    /// <summary>By its type: a scalar, a list counted from 1, or an object's fields.</summary>
    Parameters,

    /// <summary>One text that holds a JSON array or object.</summary>
    JsonText,

    /// <summary>One text, separated by commas.</summary>
    CommaList,

    /// <summary>Not at all.</summary>
    NotSent,
}
