using Spectre.Console;

namespace SharedImages.Cli;

/// <summary>Follows a run before somebody's eyes: a live board where stderr is a terminal, else a line per change.</summary>
internal static class Following
{
    private static readonly TimeSpan TerminalInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PipedInterval = TimeSpan.FromSeconds(2);

    public static Task<OperationView> FollowAsync(OperationRun run, bool stopAtDecision, CancellationToken cancellation) =>
        // Lines are for a pipeline, which waits for the end alone.
        !Terminal.ShowsBoards
            ? FollowInLinesAsync(new(run, TimeProvider.System), stopAtDecision, cancellation)
            : FollowOnBoardAsync(run, stopAtDecision, cancellation);

    private static Task<OperationView> FollowInLinesAsync(OperationWatch watch, bool stopAtDecision, CancellationToken cancellation)
    {
        OperationView? before = null;
        return watch.FollowAsync(Show, stopAtDecision, PipedInterval, cancellation);

        void Show(OperationView view)
        {
            foreach (var line in ProgressLines.Between(before, view))
            {
                Terminal.Error.WriteLine(line);
            }

            before = view;
        }
    }

    private static Task<OperationView> FollowOnBoardAsync(OperationRun run, bool stopAtDecision, CancellationToken cancellation)
    {
        var console = Terminal.CreateBoard();
        var board = new LiveBoard(console.Profile, run.Options);
        var watch = new OperationWatch(run, TimeProvider.System, new(run.Client, TimeProvider.System, FreshLooks.UsualAge));
        // The report that follows says what is to be decided, where the same eyes see it.
        var isToldAtTheEnd = stopAtDecision && Terminal.ShowsResults;
        return console.Live(new Text("")).StartAsync(live =>
            watch.FollowAsync(view => live.UpdateTarget(board.Render(view, !(isToldAtTheEnd && view.WaitsForDecision))), stopAtDecision, TerminalInterval, cancellation));
    }
}
