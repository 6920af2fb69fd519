namespace SharedImages.Ecs.Simulator;

/// <summary>How many instances of a type a zone has room for.</summary>
/// <param name="InstanceType">Id of the type.</param>
/// <param name="Count">Instances; 0 = sold out.</param>
public sealed record WorldStock(string InstanceType, int Count);
