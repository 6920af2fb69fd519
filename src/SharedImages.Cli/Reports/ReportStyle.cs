namespace SharedImages.Cli;

/// <summary>How a report looks, by day and by night.</summary>
internal static class ReportStyle
{
    public const string Css = """
        :root{color-scheme:light dark;--fg:#1c2128;--bg:#fff;--dim:#57606a;--line:#d0d7de;--good:#1a7f37;--bad:#cf222e;--open:#9a6700;--lane:#f0f3f6}
        @media(prefers-color-scheme:dark){:root{--fg:#e6edf3;--bg:#0d1117;--dim:#9198a1;--line:#30363d;--good:#3fb950;--bad:#f85149;--open:#d29922;--lane:#1a2029}}
        body{font:14px/1.45 system-ui,sans-serif;color:var(--fg);background:var(--bg);max-width:1200px;margin:24px auto;padding:0 16px}
        h1{font-size:22px;margin:0 0 4px;overflow-wrap:anywhere}h1 b{font-size:14px;padding:2px 8px;border:1px solid;border-radius:10px;vertical-align:middle}
        h2{font-size:16px;margin:28px 0 8px}.facts{color:var(--dim);margin:0}.good{color:var(--good)}.bad{color:var(--bad)}.open{color:var(--open)}
        .row{display:grid;grid-template-columns:minmax(150px,24ch) 1fr 9ch;gap:10px;align-items:center;line-height:20px}
        .row>span:first-child{font:12px/20px ui-monospace,monospace;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}.row>span:last-child{color:var(--dim);font-size:12px}
        .row svg{width:100%;height:14px;background:var(--lane);border-radius:2px}.axis>span:nth-child(2){display:flex;justify-content:space-between}.axis em{font-style:normal;font-size:11px;color:var(--dim)}
        .legend span{margin-right:12px;white-space:nowrap}.legend i{display:inline-block;width:12px;height:12px;border-radius:2px;margin-right:4px;vertical-align:-1px}
        .p0{fill:#c9d1d9;background:#c9d1d9}.p1{fill:#6e7781;background:#6e7781}.p2{fill:#1f6feb;background:#1f6feb}.p3{fill:#54aeff;background:#54aeff}.p4{fill:#8957e5;background:#8957e5}
        .p5{fill:#2da44e;background:#2da44e}.p6{fill:#e3b341;background:#e3b341}.p7{fill:#cf222e;background:#cf222e}.p8{fill:#1b9e9e;background:#1b9e9e}
        @media(prefers-color-scheme:dark){.p0{fill:#3d444d;background:#3d444d}}
        table{border-collapse:collapse;display:block;overflow-x:auto}th,td{text-align:left;vertical-align:top;padding:3px 14px 3px 0;border-bottom:1px solid var(--line);font-size:13px}th{color:var(--dim);font-weight:600}
        td:first-child{white-space:nowrap}pre{font:12px/1.5 ui-monospace,monospace;background:var(--lane);padding:10px;overflow-x:auto;border-radius:4px}
        """;
}
