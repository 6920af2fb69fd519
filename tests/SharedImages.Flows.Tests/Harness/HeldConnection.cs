using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Google.Protobuf;
using Temporalio.Client;

namespace SharedImages.Flows.Tests;

/// <summary>A worker's connection, whose writes can be held. What the SDK's core sends, polls and completions, goes past it.</summary>
internal sealed class HeldConnection : ITemporalConnection
{
    private readonly ITemporalConnection connection;

    public HeldConnection(ITemporalConnection connection, TemporalHold hold)
    {
        this.connection = connection;
        WorkflowService = new HeldService(connection.WorkflowService, hold);
    }

    public WorkflowService WorkflowService { get; }

    public IReadOnlyCollection<KeyValuePair<string, string>> RpcMetadata
    {
        get => connection.RpcMetadata;
        set => connection.RpcMetadata = value;
    }

    public IReadOnlyCollection<KeyValuePair<string, byte[]>> RpcBinaryMetadata
    {
        get => connection.RpcBinaryMetadata;
        set => connection.RpcBinaryMetadata = value;
    }

    public string? ApiKey
    {
        get => connection.ApiKey;
        set => connection.ApiKey = value;
    }

    public OperatorService OperatorService => connection.OperatorService;

    public CloudService CloudService => connection.CloudService;

    public TestService TestService => connection.TestService;

    public TemporalConnectionOptions Options => connection.Options;

    public bool IsConnected => connection.IsConnected;

    public SafeHandle? BridgeClient => connection.BridgeClient;

    public Task<bool> CheckHealthAsync(RpcService? service = null, RpcOptions? options = null) => connection.CheckHealthAsync(service, options);

    public Task ConnectAsync() => connection.ConnectAsync();

    private sealed class HeldService(WorkflowService service, TemporalHold hold) : WorkflowService
    {
        // The calls of another service are open to it by their names alone.
        [SuppressMessage("Major Code Smell", "S3011:Reflection should not be used to increase accessibility", Justification = "The method is public.")]
        protected override Task<T> InvokeRpcAsync<T>(string rpc, IMessage req, MessageParser<T> resp, RpcOptions? options = null) =>
            hold.SendAsync(rpc, req, () => (Task<T>)typeof(WorkflowService).GetMethod($"{rpc}Async")!.Invoke(service, [req, options])!);
    }
}
