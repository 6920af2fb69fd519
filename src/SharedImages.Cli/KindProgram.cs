using System.CommandLine;
using SharedImages.Activities;
using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>What the program has of one kind, beyond what it does for all kinds alike.</summary>
internal abstract class KindProgram
{
    /// <summary>The kind.</summary>
    public abstract OperationKind Kind { get; }

    /// <summary>The command that starts it, for those who have not.</summary>
    public virtual string StartCommand => $"{Invocation.Program} {Kind.Word} FILE";

    /// <summary>How the ids of its operations look.</summary>
    public virtual string IdForm => Kind.WorkflowId("NAME", Kind.HasVersion ? "VERSION" : "");

    /// <summary>What its runs end with.</summary>
    public abstract Type ResultType { get; }

    /// <summary>The commands that start it.</summary>
    public abstract IEnumerable<Command> CreateCommands();

    /// <summary>What is asked for, in one line: the Web UI shows it from the start on.</summary>
    public abstract string Summary(IOperationSpec spec);

    /// <summary>What is asked for, as Markdown.</summary>
    public abstract string Details(IOperationSpec spec);

    /// <summary>How a run ended, for people.</summary>
    public abstract IEnumerable<string> Lines(OperationResult result);

    /// <summary>Whether nothing is left of what a canceled run has made or changed.</summary>
    /// <param name="result">Its result.</param>
    public abstract bool IsUndone(OperationResult result);

    /// <summary>What is asked for when a run of the kind is only to look; null = its runs do not.</summary>
    /// <param name="spec">What would be asked for.</param>
    public virtual IOperationSpec? LookAhead(IOperationSpec spec) => null;

    /// <summary>Whether what a run has found that only looked is anything to do.</summary>
    /// <param name="result">Its result.</param>
    public virtual bool HasWork(OperationResult result) => false;

    /// <summary>What a world lacks for a rehearsal of the spec, a line each; empty = nothing.</summary>
    /// <param name="world">The world.</param>
    /// <param name="ours">The account that the worker acts for.</param>
    /// <param name="spec">The spec.</param>
    public abstract IEnumerable<string> Lacks(SimulatorWorld world, WorldAccount ours, IOperationSpec spec);

    /// <summary>The lists of a worker that allows all that the spec asks for.</summary>
    /// <param name="world">The world.</param>
    /// <param name="spec">The spec.</param>
    public abstract TrustOptions Trust(SimulatorWorld world, IOperationSpec spec);

    /// <summary>How many images the spec asks for, as far as that is known of its run; null = its kind makes none.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="account">The account that the worker acts for.</param>
    /// <param name="foundSource">Whether the run has found what to begin with.</param>
    public virtual int? CopiesAsked(IOperationSpec spec, string account, bool foundSource) => null;
}
