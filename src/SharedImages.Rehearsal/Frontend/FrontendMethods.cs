using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.AspNetCore.Server.Model;
using Grpc.Core;

namespace SharedImages.Rehearsal;

/// <summary>Every method of Temporal's services, from their descriptors; no generated stubs are needed.</summary>
internal sealed class FrontendMethods : IServiceMethodProvider<FrontendService>
{
    // HealthCheckResponse { status: SERVING }; the message type is not in Temporalio.
    private static readonly byte[] Serving = [0x08, 0x01];

    public void OnServiceMethodDiscovery(ServiceMethodProviderContext<FrontendService> context)
    {
        foreach (var method in Temporalio.Api.WorkflowService.V1.ServiceReflection.Descriptor.Services
            .Concat(Temporalio.Api.OperatorService.V1.ServiceReflection.Descriptor.Services)
            .SelectMany(service => service.Methods))
        {
            Add(context, method);
        }

        var health = new Method<byte[], byte[]>(MethodType.Unary, "grpc.health.v1.Health", "Check", Bytes, Bytes);
        context.AddUnaryMethod(health, [], (_, _, _) => Task.FromResult(Serving));
    }

    private static Marshaller<byte[]> Bytes { get; } = Marshallers.Create<byte[]>(bytes => bytes, bytes => bytes);

    private static void Add(ServiceMethodProviderContext<FrontendService> context, MethodDescriptor method) => context.AddUnaryMethod(
        new Method<IMessage, IMessage>(MethodType.Unary, method.Service.FullName, method.Name, Marshaller(method.InputType), Marshaller(method.OutputType)),
        [],
        (service, request, call) => service.AnswerAsync(method, request, call));

    private static Marshaller<IMessage> Marshaller(MessageDescriptor type) =>
        Marshallers.Create<IMessage>(Write, context => type.Parser.ParseFrom(context.PayloadAsReadOnlySequence()));

    // Into the pipe's own buffers: whole histories would be arrays on the large object heap.
    private static void Write(IMessage message, SerializationContext context)
    {
        context.SetPayloadLength(message.CalculateSize());
        message.WriteTo(context.GetBufferWriter());
        context.Complete();
    }
}
