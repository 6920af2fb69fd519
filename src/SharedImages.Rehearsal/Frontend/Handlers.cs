using Google.Protobuf;

namespace SharedImages.Rehearsal;

/// <summary>What each method of the frontend does, by its name. A method that is not here is not modelled.</summary>
internal sealed class Handlers
{
    private readonly Dictionary<string, Func<IMessage, Call, Task<IMessage>>> byName = new(StringComparer.Ordinal);

    public Handlers()
    {
        NamespaceMethods.AddTo(this);
        StartMethods.AddTo(this);
        RunMethods.AddTo(this);
        UpdateMethods.AddTo(this);
        QueryMethods.AddTo(this);
        HistoryMethods.AddTo(this);
        VisibilityMethods.AddTo(this);
        ScheduleMethods.AddTo(this);
        WorkflowTaskMethods.AddTo(this);
        ActivityMethods.AddTo(this);
        WorkerMethods.AddTo(this);
    }

    public Func<IMessage, Call, Task<IMessage>>? Find(string method) => byName.GetValueOrDefault(method);

    /// <summary>One transition.</summary>
    public void Add<TRequest>(string method, Func<TRequest, Kernel, IMessage> transition) =>
        byName.Add(method, (request, call) => Task.FromResult(call.Kernel.Do(() => transition((TRequest)request, call.Kernel))));

    /// <summary>Something that waits.</summary>
    public void AddWaiting<TRequest>(string method, Func<TRequest, Call, Task<IMessage>> handle) =>
        byName.Add(method, (request, call) => handle((TRequest)request, call));
}
