using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace SharedImages.Ecs.Simulator;

/// <summary>Scripts faults and shows the state over HTTP, for tests that run the simulator as a process. JSON in and out; not part of ECS.</summary>
internal sealed class AdminEndpoint(AdminGate gate, SimulatorState state, FaultScript faults, Func<SimulatorInfo> info, Func<string> world)
{
    private static readonly object Done = new { done = true };

    public async Task HandleAsync(HttpContext context)
    {
        var (status, body) = gate.Refusal(context.Request) is { } refusal ? (403, new { error = refusal }) : await AnswerAsync(context.Request);
        context.Response.StatusCode = status;
        if (body is string text)
        {
            context.Response.ContentType = "application/yaml; charset=utf-8";
            await context.Response.WriteAsync(text, context.RequestAborted);
            return;
        }

        await context.Response.WriteAsJsonAsync(body, AdminJson.Options, context.RequestAborted);
    }

    private async Task<(int Status, object Body)> AnswerAsync(HttpRequest request)
    {
        try
        {
            var path = (request.Path.Value ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
            return (200, await RunAsync(request, path));
        }
        catch (KeyNotFoundException error)
        {
            return (404, new { error = error.Message });
        }
        catch (Exception error) when (error is JsonException or ArgumentException or BadHttpRequestException or FormatException or OverflowException)
        {
            return (400, new { error = error.Message });
        }
    }

    private async Task<object> RunAsync(HttpRequest request, string[] path) => (request.Method, path) switch
    {
        ("GET", ["info"]) => info(),
        ("GET", ["state"]) => State(),
        ("GET", ["world"]) => world(),
        ("GET", ["ledger"]) => state.Ledger,
        ("GET", ["faults"]) => faults.All.Select(fault => new { fault.Id, fault.Hits, fault.IsHolding, fault.Fault }),
        ("POST", ["faults"]) => new { Add(await ReadFaultAsync(request)).Id },
        ("POST", ["faults", var id, "release"]) => Do(() => Find(id).Release()),
        ("DELETE", ["faults", var id]) => Do(() => faults.Remove(Find(id).Id)),
        ("POST", ["keys", var region, var id, "enable"]) => Do(() => state.EnableKey(region, id)),
        ("POST", ["keys", var region, var id, "disable"]) => Do(() => state.DisableKey(region, id)),
        ("POST", ["accessKeys", var id, "enable"]) => Do(() => state.EnableAccessKey(id)),
        ("POST", ["accessKeys", var id, "disable"]) => Do(() => state.DisableAccessKey(id)),
        ("POST", ["images", var id, "share", var account]) => Do(() => state.ShareImage(id, account)),
        ("POST", ["images", var id, "unshare", var account]) => Do(() => state.UnshareImage(id, account)),
        ("POST", ["images", var id, "deprecate"]) => Do(() => state.DeprecateImage(id)),
        ("POST", ["images", var id, "tasks", var action]) => new { Id = state.AddTask(state.Image(id).Account, state.Image(id).Region, action, TimeSpan.FromHours(1), id) },
        ("POST", ["instances", var id, "lock"]) => Do(() => state.LockInstance(id)),
        ("POST", ["instances", var id, "unlock"]) => Do(() => state.LockInstance(id, isLocked: false)),
        ("POST", ["instances", var id, "reclaim"]) => Do(() => state.ReclaimInstance(id)),
        ("POST", ["zones", var zone, "stock", var type, var left]) => Do(() => state.SetStock(zone, type, int.Parse(left, NumberStyles.None, CultureInfo.InvariantCulture))),
        _ => throw new KeyNotFoundException($"There is no {request.Method} {request.Path} here; there are GET /info, /state, /world, /ledger, /faults; POST /faults, /faults/ID/release, "
            + "/keys/REGION/ID/enable, /keys/REGION/ID/disable, /accessKeys/ID/enable, /accessKeys/ID/disable, /images/ID/share/ACCOUNT, /images/ID/unshare/ACCOUNT, /images/ID/deprecate, /images/ID/tasks/ACTION, /instances/ID/lock, /instances/ID/unlock, /instances/ID/reclaim, /zones/ZONE/stock/TYPE/LEFT; DELETE /faults/ID."),
    };

    private object State() => new
    {
        Images = state.Images(),
        Snapshots = state.Snapshots(),
        Instances = state.Instances(),
        Disks = state.Disks(),
        Keys = info().Accounts.SelectMany(account => state.Keys(account.Id).Select(key => new { Account = account.Id, key.Region, key.Id, key.Enabled })),
        state.Requests,
    };

    private ActiveFault Add(Fault fault)
    {
        state.CheckNames(fault);
        return faults.Add(fault);
    }

    private ActiveFault Find(string id) => faults.All.FirstOrDefault(fault => fault.Id == id) ?? throw new KeyNotFoundException($"There is no fault {id}.");

    private static async Task<Fault> ReadFaultAsync(HttpRequest request) =>
        await JsonSerializer.DeserializeAsync<Fault>(request.Body, AdminJson.Options, request.HttpContext.RequestAborted)
        ?? throw new JsonException("The body is null; give a fault, for example {\"kind\":\"loseAnswer\",\"action\":\"CopyImage\"}.");

    private static object Do(Action action)
    {
        action();
        return Done;
    }
}
