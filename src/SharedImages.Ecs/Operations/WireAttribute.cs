namespace SharedImages.Ecs;

/// <summary>How a property of a request is sent, where it is not by its own name and type.</summary>
/// <param name="name">ECS's name; null = the property's.</param>
/// <param name="form">In which form.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class WireAttribute(string? name = null, WireForm form = WireForm.Parameters) : Attribute
{
    public string? Name => name;

    public WireForm Form => form;
}
