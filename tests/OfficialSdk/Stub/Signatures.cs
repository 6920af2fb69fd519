// What the adapter calls of AlibabaCloud.SDK.Ecs20140526 7.9.6 and of the packages that it brings, by name and type: enough to compile
// against, and nothing that runs.
#pragma warning disable CA1002, CA1032, CA1724, CA1812, CA1822, CA2227, MA0016, MA0048, MA0049, IDE0130

namespace AlibabaCloud.SDK.Ecs20140526
{
    public class Client(OpenApiClient.Models.Config config) : OpenApiClient.Client(config);
}

namespace AlibabaCloud.OpenApiClient
{
    public class Client(Models.Config config)
    {
        public Models.Config Config { get; } = config;

        public Task<Dictionary<string, object>> CallApiAsync(Models.Params parameters, Models.OpenApiRequest request, TeaUtil.Models.RuntimeOptions runtime) =>
            throw new NotSupportedException();
    }
}

namespace AlibabaCloud.OpenApiClient.Models
{
    public class Config
    {
        public string? AccessKeyId { get; set; }

        public string? AccessKeySecret { get; set; }

        public string? SecurityToken { get; set; }

        public string? Endpoint { get; set; }

        public string? Protocol { get; set; }

        public int? ReadTimeout { get; set; }

        public int? ConnectTimeout { get; set; }

        public string? HttpProxy { get; set; }

        public string? HttpsProxy { get; set; }

        public string? UserAgent { get; set; }
    }

    public class Params
    {
        public string? Action { get; set; }

        public string? Version { get; set; }

        public string? Protocol { get; set; }

        public string? Pathname { get; set; }

        public string? Method { get; set; }

        public string? AuthType { get; set; }

        public string? BodyType { get; set; }

        public string? ReqBodyType { get; set; }

        public string? Style { get; set; }
    }

    public class OpenApiRequest
    {
        public Dictionary<string, string>? Query { get; set; }

        public object? Body { get; set; }
    }
}

namespace AlibabaCloud.TeaUtil.Models { public class RuntimeOptions { public bool? Autoretry { get; set; } } }

namespace Aliyun.Credentials { public class Client { public Task<Models.CredentialModel> GetCredentialAsync() => throw new NotSupportedException(); } }

namespace Aliyun.Credentials.Models { public record CredentialModel(string AccessKeyId, string AccessKeySecret, string? SecurityToken, string? ProviderName); }

namespace Aliyun.Credentials.Exceptions { public class CredentialException : Exception; }

namespace Newtonsoft.Json { public class JsonException : Exception; }

namespace Tea
{
    public class TeaException : Exception
    {
        public int StatusCode { get; }

        public Dictionary<string, object>? DataResult { get; }
    }
}
