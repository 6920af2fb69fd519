namespace SharedImages.Workflows;

/// <summary>What a scalar is.</summary>
public enum SpecScalarKind
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>Null; an optional field that is null is as good as not given.</summary>
    Null,
}
