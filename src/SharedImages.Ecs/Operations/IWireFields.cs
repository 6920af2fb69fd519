using System.Diagnostics.CodeAnalysis;

namespace SharedImages.Ecs;

/// <summary>What is sent property by property: a request, or an object within one. Trimming keeps the properties of all that it marks.</summary>
[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)]
internal interface IWireFields;
