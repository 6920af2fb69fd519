using Spectre.Console;
using Spectre.Console.Rendering;

namespace SharedImages.Cli;

/// <summary>The live board of the demo and what happens on the way: below the board in a terminal, else a line each.</summary>
internal sealed class DemoBoard : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly List<string> told = [];
    private readonly TaskCompletionSource over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task live = Task.CompletedTask;
    private readonly LiveBoard? board;
    private LiveDisplayContext? display;
    private OperationView? last;

    public DemoBoard(bool fast)
    {
        // Virtual time: paced, a look is some tenth of a second.
        Interval = fast ? TimeSpan.FromSeconds(60) : TimeSpan.FromSeconds(30);
        if (Terminal.ShowsBoards)
        {
            var console = Terminal.CreateBoard();
            board = new(console.Profile, interruption: "ends it");
            live = console.Live(new Text("")).StartAsync(async context =>
            {
                display = context;
                await over.Task;
            });
        }
    }

    /// <summary>Virtual time between two looks.</summary>
    public TimeSpan Interval { get; }

    public void Show(OperationView view)
    {
        lock (gate)
        {
            if (display is null)
            {
                Write(ProgressLines.Between(last, view));
            }

            last = view;
            Draw();
        }
    }

    public void Tell(string line)
    {
        lock (gate)
        {
            told.Add(line);
            if (display is null)
            {
                Write([line]);
            }

            Draw();
        }
    }

    public async ValueTask DisposeAsync()
    {
        over.TrySetResult();
        await live;
    }

    private void Draw()
    {
        if (last is not { } view || board is null || display is null)
        {
            return;
        }

        var lines = told.SelectMany(text => WordWrap.Lines($"› {text}", board.Width)).ToList();
        display.UpdateTarget(new Rows([board.Render(view, below: lines.Count), .. lines.Select(line => line.StartsWith('›') ? new Markup($"[yellow]›[/]{Markup.Escape(line[1..])}") : (IRenderable)new Text(line))]));
    }

    private static void Write(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            Terminal.Error.WriteLine(line);
        }
    }
}
