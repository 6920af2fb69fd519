using System.Text.Json.Serialization;

namespace SharedImages.Ecs;

/// <summary>
/// Source-generated JSON of what operations answer: each answer and each item of a listing has a line here, and so has each type that is listed
/// within them. Records say by their properties what is left when a field is missing: the generator sets all of them, so <c>init</c> makes
/// null what it should be.
/// </summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(Acknowledgement))]
[JsonSerializable(typeof(AvailableZone))]
[JsonSerializable(typeof(CloudAssistantState))]
[JsonSerializable(typeof(CopyImageResponse))]
[JsonSerializable(typeof(CreateImageResponse))]
[JsonSerializable(typeof(CreateInstanceResponse))]
[JsonSerializable(typeof(CreateSnapshotResponse))]
[JsonSerializable(typeof(DescribeTaskAttributeResponse))]
[JsonSerializable(typeof(Disk))]
[JsonSerializable(typeof(EcsTask))]
[JsonSerializable(typeof(Image))]
[JsonSerializable(typeof(ImageShare))]
[JsonSerializable(typeof(Instance))]
[JsonSerializable(typeof(InstanceBatchResponse))]
[JsonSerializable(typeof(InstanceState))]
[JsonSerializable(typeof(InstanceType))]
[JsonSerializable(typeof(InvocationResult))]
[JsonSerializable(typeof(InvokeCommandResponse))]
[JsonSerializable(typeof(Region))]
[JsonSerializable(typeof(ReplaceSystemDiskResponse))]
[JsonSerializable(typeof(RunCommandResponse))]
[JsonSerializable(typeof(RunInstancesResponse))]
[JsonSerializable(typeof(Snapshot))]
[JsonSerializable(typeof(TagResource))]
internal sealed partial class AnswerJson : JsonSerializerContext
{
    /// <summary>Scalars may come as themselves or as text, lists in ECS's wrapping (facts §1.7).</summary>
    public static AnswerJson Tolerant { get; } = new(new()
    {
        Converters =
        {
            new TextConverter(),
            new ScalarConverter<bool>(Scalars.TryBool),
            new OptionalScalarConverter<bool>(Scalars.TryBool),
            new ScalarConverter<int>(Scalars.TryInteger),
            new OptionalScalarConverter<int>(Scalars.TryInteger),
            new OptionalScalarConverter<decimal>(Scalars.TryDecimal),
            new OptionalScalarConverter<DateTimeOffset>(Scalars.TryTime),
            new TagConverter(),
            new WrappedListConverter<AvailableResource>(),
            new WrappedListConverter<DiskAttachment>(),
            new WrappedListConverter<DiskDeviceMapping>(),
            new WrappedListConverter<InstanceBatchItem>(),
            new WrappedListConverter<InstanceNetworkInterface>(),
            new WrappedListConverter<OperationLock>(),
            new WrappedListConverter<string>(),
            new WrappedListConverter<SupportedResource>(),
            new WrappedListConverter<Tag>(),
        },
    });
}
