using Spectre.Console.Rendering;

namespace SharedImages.Cli;

/// <summary>Takes from the text of boards what a terminal would obey; the boards' own colours and moves are no text.</summary>
internal sealed class PrintableBoards : IRenderHook
{
    public IEnumerable<IRenderable> Process(RenderOptions options, IEnumerable<IRenderable> renderables) => renderables.Select(renderable => new PrintableBoard(renderable));

    private sealed class PrintableBoard(IRenderable board) : IRenderable
    {
        public Measurement Measure(RenderOptions options, int maxWidth) => board.Measure(options, maxWidth);

        public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => board.Render(options, maxWidth).Select(Printed);

        private static Segment Printed(Segment segment) =>
            segment.IsControlCode || segment.IsLineBreak ? segment : new Segment(Printable.Of(segment.Text), segment.Style);
    }
}
