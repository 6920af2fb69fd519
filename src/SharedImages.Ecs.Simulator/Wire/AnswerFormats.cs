using Microsoft.AspNetCore.Http;

namespace SharedImages.Ecs.Simulator;

/// <summary>Which format a caller wants: the parameter Format decides, else the header accept of signature v3; version 1 has XML (facts §1.1, §1.5).</summary>
internal static class AnswerFormats
{
    /// <summary>What goes by the headers alone.</summary>
    public static AnswerFormat ByHeaders(IHeaderDictionary headers)
    {
        var accept = headers.Accept.ToString();
        var wantsXml = accept.Contains("xml", StringComparison.OrdinalIgnoreCase) && !accept.Contains("json", StringComparison.OrdinalIgnoreCase);
        return wantsXml || headers.Authorization.Count == 0 ? AnswerFormat.Xml : AnswerFormat.Json;
    }

    /// <exception cref="ApiException">The parameter names another format.</exception>
    public static AnswerFormat By(Parameters parameters, AnswerFormat otherwise) => parameters.Optional("Format")?.ToUpperInvariant() switch
    {
        null => otherwise,
        "JSON" => AnswerFormat.Json,
        "XML" => AnswerFormat.Xml,
        _ => throw Errors.InvalidParameter("Format"),
    };
}
