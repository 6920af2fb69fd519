namespace SharedImages.Workflows;

/// <summary>How the steps before the first write are run: an operation parks at one that fails, a plan notes why.</summary>
internal interface IAdmissionSteps
{
    /// <summary>Runs a step until it is done.</summary>
    /// <param name="step">Its name.</param>
    /// <param name="actions">What can be decided when it fails.</param>
    /// <param name="run">Runs it once.</param>
    /// <exception cref="StepFailedException">It cannot be put right, or the operator gave it up.</exception>
    Task<T> RunAsync<T>(string step, IReadOnlyList<ResolveAction> actions, Func<Task<T>> run);
}
