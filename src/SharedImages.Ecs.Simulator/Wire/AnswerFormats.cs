using Microsoft.AspNetCore.Http;

namespace SharedImages.Ecs.Simulator;

/// <summary>Which format a caller wants: the parameter Format decides, else the header accept of a call by headers, as signature v3 has it; all else has XML (facts §1.1, §1.5).</summary>
internal static class AnswerFormats
{
    /// <summary>What goes by the headers alone.</summary>
    public static AnswerFormat ByHeaders(IHeaderDictionary headers)
    {
        var accept = headers.Accept.ToString();
        var wantsXml = accept.Contains("xml", StringComparison.OrdinalIgnoreCase) && !accept.Contains("json", StringComparison.OrdinalIgnoreCase);
        var isByHeaders = headers.Authorization.Count > 0 || headers.ContainsKey("x-acs-action");
        return isByHeaders && !wantsXml ? AnswerFormat.Json : AnswerFormat.Xml;
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
