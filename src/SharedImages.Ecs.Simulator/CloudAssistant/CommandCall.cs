namespace SharedImages.Ecs.Simulator;

/// <summary>What RunCommand and InvokeCommand have in common: instances, timing, and what becomes of the command on each (facts §2.18).</summary>
internal static class CommandCall
{
    private const int MaxInstances = 100;
    private const int MinTimeout = 10;
    private const int MaxTimeout = 86_400;

    private static readonly TimeSpan Delivery = TimeSpan.FromSeconds(1);

    /// <summary>Seconds; null when not given.</summary>
    public static TimeSpan? Timeout(Parameters parameters)
    {
        if (parameters.Optional("Timeout") is null)
        {
            return null;
        }

        var seconds = parameters.Int("Timeout", fallback: MinTimeout, MaxTimeout);
        return seconds >= MinTimeout ? TimeSpan.FromSeconds(seconds) : throw Errors.InvalidParameter("Timeout");
    }

    /// <summary>Invokes a command on the call's instances.</summary>
    public static Invocation Invoke(this Call call, CommandRecord command)
    {
        var repeat = RepeatMode(call.Parameters);
        var content = CommandScript.Fill(command, call.Parameters);
        var instances = Instances(call, command);
        var failure = call.Fault(FaultKind.FailCommand);
        var hangs = call.Fault(FaultKind.HangCommand) is not null;
        var outcome = failure is null ? CommandScript.Pretend(content) : (failure.Fault.Message ?? "", failure.Fault.ExitCode ?? 1);
        var runs = instances.Select(instance => Run(call, command, instance, repeat, outcome, hangs)).ToList();
        return new Invocation(call.Cloud.Ids.Next("t"), command, call.Now, call.Parameters.Optional("Username") ?? (command.OSType == "linux" ? "root" : "System"), runs);
    }

    private static string RepeatMode(Parameters parameters) => parameters.Optional("RepeatMode") switch
    {
        null or "Once" => "Once",
        "Period" when parameters.Optional("Frequency") is null => throw new ApiException(403, "MissingParam.Frequency", "The parameter Frequency is missing."),
        var mode when mode is "Period" or "NextRebootOnly" or "EveryReboot" or "DryRun" => mode,
        _ => throw Errors.InvalidParameter("RepeatMode"),
    };

    private static List<InstanceRecord> Instances(Call call, CommandRecord command)
    {
        var ids = call.Parameters.List("InstanceId");
        var tags = call.Parameters.Pairs("ResourceTag");
        if (ids.Count > MaxInstances)
        {
            throw new ApiException(403, "InstanceIds.ExceedLimit", $"The number of instance ids exceeds the limit ({MaxInstances}).");
        }

        if (ids.Count == 0 && tags.Count == 0)
        {
            throw Errors.MissingParameter("InstanceId");
        }

        var instances = ids.Count > 0
            ? Targets.Named(call, command.Region, ids)
            : Tagged(call, command.Region, tags);
        if (instances.Count == 0)
        {
            throw Targets.NotFound();
        }

        return instances.TrueForAll(instance => instance.ImageAt(call.Now).Traits.OSType == command.OSType)
            ? instances
            : throw new ApiException(403, "InvalidInstance.NotMatch", "The specified command type does not match the system of an instance.");
    }

    private static List<InstanceRecord> Tagged(Call call, string region, IReadOnlyList<KeyValuePair<string, string?>> tags)
    {
        var search = call.OwnInstances(region);
        search.WhereTags(tags, instance => instance.Tags);
        return [.. search.Run().From()];
    }

    private static CommandRun Run(Call call, CommandRecord command, InstanceRecord instance, string repeat, (string Output, int ExitCode) outcome, bool hangs)
    {
        var (now, cloud) = (call.Now, call.Cloud);
        if (instance.StatusAt(now) != InstanceStatus.Running)
        {
            return new CommandRun(instance.InstanceId, now, now, "Aborted", ErrorCode: "InstanceNotRunning");
        }

        if (!instance.HasAgentAt(now, cloud))
        {
            return new CommandRun(instance.InstanceId, now, now, "Aborted", ErrorCode: "ClientNotRunning");
        }

        if (repeat is not ("Once" or "DryRun"))
        {
            return new CommandRun(instance.InstanceId, now, now, CommandRun.Scheduled);
        }

        var start = now + cloud.Clock.Scale(Delivery);
        if (hangs)
        {
            return new CommandRun(instance.InstanceId, start, start + cloud.Clock.Scale(command.Timeout), "Timeout", ErrorCode: "ExecutionTimeout");
        }

        var end = start + cloud.Clock.Scale(cloud.Rules.CommandRun);
        var (output, exitCode) = repeat == "DryRun" ? ("", 0) : outcome;
        return exitCode == 0
            ? new CommandRun(instance.InstanceId, start, end, "Success", Output: output)
            : new CommandRun(instance.InstanceId, start, end, "Failed", exitCode, output, "ExitCodeNonzero");
    }
}
