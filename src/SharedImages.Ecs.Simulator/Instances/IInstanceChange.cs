namespace SharedImages.Ecs.Simulator;

/// <summary>Something that a call does to instances, one by one or many together: what it needs, and what it does (facts §2.10).</summary>
internal interface IInstanceChange
{
    /// <summary>The beginning of the operations' names: of StartInstance and StartInstances it is Start.</summary>
    string Verb { get; }

    /// <exception cref="ApiException">This instance cannot be changed so now.</exception>
    void Check(Call call, InstanceRecord instance);

    /// <exception cref="ApiException">Each could be changed, but not all of them.</exception>
    void CheckTogether(Call call, IReadOnlyList<InstanceRecord> instances)
    {
    }

    void Apply(Call call, InstanceRecord instance);
}
