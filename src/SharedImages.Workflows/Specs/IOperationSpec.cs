namespace SharedImages.Workflows;

/// <summary>What the specs of all kinds have in common.</summary>
public interface IOperationSpec
{
    /// <summary><c>kind</c> in the spec.</summary>
    string Kind { get; }

    /// <summary>Name of the operation.</summary>
    string Name { get; }

    /// <summary>Version of the operation.</summary>
    string Version { get; }

    /// <summary>UID that the worker must act for; null = whichever it holds.</summary>
    string? Account { get; }

    /// <summary>The regions that it names, each once.</summary>
    IReadOnlyList<string> Regions { get; }

    /// <summary>Id of the one image that it begins with; null when it names none, or several.</summary>
    string? SourceImageId { get; }

    /// <summary>UID of that image's owner; null when the spec does not say.</summary>
    string? SourceOwner { get; }

    /// <summary>The same with all lists in order whose order does not count.</summary>
    IOperationSpec Canonical();
}
