using System.Globalization;
using System.Text;

namespace SharedImages.Ecs.Tests;

/// <summary>What <see cref="LoopbackServer"/> writes for a request.</summary>
/// <param name="Bytes">Everything that is written, status line included.</param>
/// <param name="Then">What happens to the connection afterwards.</param>
internal sealed record Answer(byte[] Bytes, AfterAnswer Then = AfterAnswer.KeepOpen)
{
    /// <summary>The connection is closed without a byte.</summary>
    public static Answer None { get; } = new([], AfterAnswer.Close);

    /// <summary>Silence on an open connection.</summary>
    public static Answer Never { get; } = new([], AfterAnswer.Hold);

    public static Answer Json(string json, int status = 200, params string[] headers) =>
        Of(status, Encoding.UTF8.GetBytes(json), ["Content-Type: application/json;charset=utf-8", .. headers]);

    public static Answer Of(int status, byte[] body, params string[] headers) =>
        new([.. Head(status, [string.Create(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}"), .. headers]), .. body]);

    public static byte[] Head(int status, params string[] headers) =>
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} Any\r\n{string.Concat(headers.Select(header => header + "\r\n"))}\r\n"));
}

/// <summary>What happens to the connection after an answer.</summary>
internal enum AfterAnswer
{
    KeepOpen,
    Close,
    Hold,
    /// <summary>The same bytes again and again, until the client has gone away.</summary>
    Repeat,
}
