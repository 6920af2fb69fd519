using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>What is looked up before the move of a channel writes anything. The move goes through it, and so does a plan of it, so that both find the same.</summary>
/// <param name="spec">The move.</param>
/// <param name="steps">How its step is run.</param>
internal sealed class ChannelAdmission(ChannelSpec spec, IAdmissionSteps steps)
{
    /// <summary>Where version and channel are, and every reason not to move it.</summary>
    public Task<ChannelSurvey> RunAsync()
    {
        var request = new SurveyChannelRequest(spec.Account, spec.Name, spec.Channel, spec.To, spec.Without);
        return steps.RunAsync("survey", OwnSteps.BeforeWrites, () => Workflow.ExecuteActivityAsync(
            (IChannelActivities a) => a.SurveyChannelAsync(request), StepOptions.Read($"find {request.Name} {request.Version} and where {request.Channel} points to")));
    }
}
