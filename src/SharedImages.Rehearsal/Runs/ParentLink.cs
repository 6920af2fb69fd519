namespace SharedImages.Rehearsal;

/// <summary>Which event of which run started a child.</summary>
internal sealed record ParentLink(Run Run, long InitiatedId);
