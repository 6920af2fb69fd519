using System.CommandLine;
using System.CommandLine.Parsing;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>
/// <c>resolve ID --item ITEM ACTION</c>: an operator's decision on a parked item. <c>resolve --query … ACTION</c>: one on the parked items of many runs.
/// </summary>
internal static class ResolveCommand
{
    private static readonly InputForm<ResolveAction> Actions = InputForms.Choice<ResolveAction>();

    public static Command Create() => new ResolveOptions().Create();

    private sealed class ResolveOptions
    {
        // With runs to be found there is no ID, and the first text is the action.
        private readonly Argument<string> id = new Argument<string>("ID") { Description = OperationId.CreateArgument().Description, Arity = ArgumentArity.ZeroOrOne };

        private readonly Argument<ResolveAction?> action = new Argument<ResolveAction?>("ACTION")
        {
            Description = "retry: try the failed step again; retryAsNew: remove what was made there and copy anew; skip: leave the region out and remove what was made there; abort: give it up as failed; continue: go on with what waits for this decision; back: bring back what it had before (of a replacement, also with --step done for an instance, a region or replacement).",
            HelpName = "retry|retryAsNew|skip|abort|continue|back",
            Arity = ArgumentArity.ZeroOrOne,
        }.Of(Actions.As<ResolveAction?>(known => known));

        private readonly Option<string> item = new Option<string>("--item") { Description = "What is parked, as status names it: a region, or the operation itself, such as 'promotion'. Without an ID: only items of this name.", HelpName = "item" }
            .Of(InputForms.Text("an item as status names it, such as a region"));

        private readonly Option<string> step = new Option<string>("--step") { Description = "The step it is parked at, so that the decision hits no later one. Default: the one it is parked at now.", HelpName = "step" }
            .Of(InputForms.Text("a step as status names it, such as copy"));

        private readonly Option<string> updateId = new Option<string>("--update-id") { Description = "Id of this decision: the same one given again acts once, for pipelines that try again.", HelpName = "id" }
            .Of(InputForms.Text("an id of this decision, such as build-4711"));

        private readonly Option<string> query = new Option<string>("--query") { Description = "Without an ID: all parked runs that this list filter of Temporal means.", HelpName = "filter" }
            .Of(InputForms.Text("a list filter of Temporal, such as \"ImageName = 'web-base'\""));

        private readonly Option<OperationKind?> kind = RunFilter.Kind();
        private readonly Option<string> name = RunFilter.Name();
        private readonly Option<bool> parked = new("--parked") { Description = "Without an ID: all parked runs." };
        private readonly Option<bool> yes = new("--yes") { Description = "Without an ID: decide; else what would be decided is only listed." };
        private readonly Option<OutputFormat> output = Output.CreateOption();
        private readonly ConnectionOptions connection = new();

        public Command Create()
        {
            id.CustomParser = result => result.Tokens is [var token] && Actions.Read(token.Value).Problem is null && IsForMany(result) ? token.Value : OperationId.Form.Parse(result, id.Name);
            var command = new Command("resolve", "Decide what becomes of an item that is parked at a failed step, or of all that are parked in the runs that --query, --kind, --name or --parked mean.")
            {
                id, action, item, step, updateId, query, kind, name, parked, yes, output,
            };
            connection.AddTo(command);
            command.SetAction((parsed, cancellation) =>
            {
                Check(parsed);
                return IsForMany(parsed.CommandResult) ? ManyAsync(parsed, cancellation) : OneAsync(parsed, cancellation);
            });
            return command;
        }

        private bool IsForMany(SymbolResult result) => ((Option[])[query, kind, name, parked]).Any(option => result.GetResult(option) is { Implicit: false });

        // What belongs together depends on whether runs are to be found.
        private void Check(ParseResult parsed)
        {
            var (hasId, hasAction) = (parsed.GetResult(id)?.Tokens.Count > 0, parsed.GetResult(action)?.Tokens.Count > 0);
            if (!IsForMany(parsed.CommandResult))
            {
                Require(hasId && hasAction, "Required argument missing for command: 'resolve'");
                Require(parsed.GetResult(item) is not null, "Option '--item' is required");
                Require(!parsed.GetValue(yes), "--yes is for many runs; name them with --query, --kind, --name or --parked");
                return;
            }

            Require(hasId, "Required argument missing for command: 'resolve'");
            Require(!hasAction, "An ID and --query, --kind, --name or --parked name runs in two ways; give one of them");
            Require(parsed.GetResult(updateId) is null, "--update-id is of one decision; give an ID");
        }

        private static void Require(bool holds, string error)
        {
            if (!holds)
            {
                throw new CommandException(ExitCode.InvalidInput, $"{error}. See: {Invocation.Program} resolve --help");
            }
        }

        private async Task<int> OneAsync(ParseResult parsed, CancellationToken cancellation)
        {
            var run = await connection.OpenAsync(parsed, parsed.GetRequiredValue(id), cancellation);
            var taken = await new DecisionTaker(run, cancellation).TakeAsync(parsed.GetValue(item)!, parsed.GetValue(step), parsed.GetValue(action)!.Value, parsed.GetValue(updateId));
            var decision = new PendingDecision(RunFacts.Of(await run.DescribeAsync(cancellation), run.Ui), taken.Item, taken.Step, null, taken.Action) { Taken = true };
            await Output.WriteAsync(parsed.GetValue(output), new DecisionList { Decisions = [decision], LeftOut = [] }, [$"{run.WorkflowId}: {taken.Item} goes on ({Words.Of(taken.Action)})"]);
            return ExitCode.Done;
        }

        private async Task<int> ManyAsync(ParseResult parsed, CancellationToken cancellation)
        {
            var wanted = new DecisionWanted(Actions.Read(parsed.GetRequiredValue(id)).Value, parsed.GetValue(item), parsed.GetValue(step));
            var client = await connection.ConnectAsync(parsed, cancellation);
            var runs = new RunQuery { Kind = parsed.GetValue(kind), Name = parsed.GetValue(name), Condition = parsed.GetValue(query) };
            var many = new DecisionsOnMany(client, runs, wanted, connection.Again(parsed), await connection.FindUiAsync(parsed, client, cancellation));
            var found = await many.FindAsync(cancellation);
            if (found.Decisions.Count == 0 || !parsed.GetValue(yes))
            {
                await Output.WriteAsync(parsed.GetValue(output), found, found.Proposal(TimeProvider.System.GetUtcNow(), Command(parsed, wanted)));
                return found.Decisions.Count == 0 ? ExitCode.Done : ExitCode.WaitsForDecision;
            }

            var taken = await many.TakeAsync(found, cancellation);
            await Output.WriteAsync(parsed.GetValue(output), taken, taken.Report());
            return taken.Decisions.All(decision => decision.Taken == true) ? ExitCode.Done : ExitCode.Failed;
        }

        private string Command(ParseResult parsed, DecisionWanted wanted) => $"{Invocation.Program} resolve"
            + Given(query, parsed.GetValue(query)) + Given(kind, parsed.GetValue(kind)?.Name) + Given(name, parsed.GetValue(name)) + (parsed.GetValue(parked) ? $" {parked.Name}" : "")
            + Given(item, wanted.Item) + Given(step, wanted.Step) + $" {Words.Of(wanted.Action)} {yes.Name}{connection.Again(parsed)}";

        private static string Given(Option option, string? value) => value is null ? "" : $" {option.Name} {Words.Argument(value)}";
    }
}
