using System.CommandLine.Parsing;

namespace SharedImages.Cli;

/// <summary>Command lines to begin with, for each command; what stands before the command is not in them.</summary>
internal static class Examples
{
    /// <summary>By the command's path; the program's own is empty.</summary>
    public static IReadOnlyDictionary<string, string[]> All { get; } = new SortedDictionary<string, string[]>(StringComparer.Ordinal)
    {
        [""] = ["demo", "dev --speed 10 --spec promotion.yaml", "promote promotion.yaml"],
        ["promote"] = ["promote promotion.yaml", "promote promotion.yaml --timeout 2h -o json", "promote promotion.yaml --again --detach"],
        ["plan"] = ["plan promotion.yaml", "plan promotion.yaml --out plan.json"],
        ["launch"] = ["launch launch.yaml", "launch launch.yaml --timeout 30m -o json"],
        ["share"] = ["share sharing.yaml", "share promote/web-base/2026.11.24 --with 5000000000000005"],
        ["unshare"] = ["unshare promote/web-base/2026.11.24 --from 3000000000000003", "unshare promote/web-base/2026.11.24 --from 3000000000000003 --yes"],
        ["replace"] = ["replace replacement.yaml"],
        ["refresh"] = ["refresh refresh.yaml --plan", "refresh refresh.yaml"],
        ["retire"] = ["retire web-base/2026.08.01", "retire web-base/2026.08.01 --notice 14d --soak 30d", "retire retirement.yaml"],
        ["channel"] = ["channel set web-base dev 2026.11.24", "channel show web-base"],
        ["channel set"] = ["channel set web-base prod 2026.11.24 --reason \"tested for a week\"", "channel set web-base prod 2026.11.24 --without us-east-1"],
        ["channel rollback"] = ["channel rollback web-base prod --reason \"slow disks\""],
        ["channel show"] = ["channel show web-base", "channel show web-base -o json"],
        ["channel history"] = ["channel history web-base"],
        ["recall"] = ["recall web-base/2026.11.24 --plan", "recall web-base/2026.11.24 --reason \"a backdoor in sshd\"", "recall m-bp1webbaseencr000001"],
        ["recall release"] = ["recall release web-base/2026.11.24 --reason \"false alarm\""],
        ["leftovers"] = ["leftovers", "leftovers --older-than 30d --remove"],
        ["list"] = ["list --parked", "list --name web-base --since 7d"],
        ["status"] = ["status promote/web-base/2026.11.24", "status promotion.yaml -o json"],
        ["report"] = ["report promote/web-base/2026.11.24", "report promotion.yaml --out web-base.html"],
        ["watch"] = ["watch promote/web-base/2026.11.24", "watch promotion.yaml --timeout 2h -o json"],
        ["history"] = ["history promote/web-base/2026.11.24", "history promotion.yaml -o json"],
        ["link"] = ["link promote/web-base/2026.11.24", "link promotion.yaml --ui-address https://temporal.example"],
        ["resolve"] = ["resolve promote/web-base/2026.11.24 --item cn-shanghai retry", "resolve replace/web-roll/2026.11.24 --item replacement --step canary continue", "resolve --name web-base retry --yes"],
        ["cancel"] = ["cancel promote/web-base/2026.11.24 --wait", "cancel launch.yaml --wait --timeout 10m"],
        ["schedule"] = ["schedule apply refresh.yaml", "schedule list"],
        ["schedule apply"] = ["schedule apply refresh.yaml", "schedule apply refresh.yaml --overwrite"],
        ["schedule list"] = ["schedule list"],
        ["schedule show"] = ["schedule show web-base"],
        ["schedule pause"] = ["schedule pause web-base --reason \"no changes in December\""],
        ["schedule resume"] = ["schedule resume web-base"],
        ["schedule trigger"] = ["schedule trigger web-base"],
        ["schedule delete"] = ["schedule delete web-base"],
        ["validate"] = ["validate promotion.yaml launch.yaml", "validate - -o json"],
        ["schema"] = ["schema Promotion", "schema --out sharedimages.schema.json"],
        ["init"] = ["init --address temporal.example:7233 --namespace images"],
        ["worker"] = ["worker", "worker --log json --health-port 8081"],
        ["permissions"] = ["permissions", "permissions --for Promotion Sharing"],
        ["simulate"] = ["simulate", "simulate --port 0 --admin-port 8091 --speed 60 --state world.json"],
        ["ledger"] = ["ledger --admin http://127.0.0.1:8091"],
        ["demo"] = ["demo", "demo --fast --save promotion.yaml"],
        ["rehearse"] = ["rehearse promotion.yaml", "rehearse promotion.yaml --report rehearsal.html", "rehearse promotion.yaml --world world.yaml --seed 7"],
        ["dev"] = ["dev", "dev --speed 10 --spec promotion.yaml"],
        ["health"] = ["health --url http://127.0.0.1:8081/ready"],
        ["completion"] = ["completion bash > /etc/bash_completion.d/sharedimages", "completion zsh > ~/.zfunc/_sharedimages", "completion fish > ~/.config/fish/completions/sharedimages.fish"],
    };

    /// <summary>Of a command; empty when there is none.</summary>
    public static IReadOnlyList<string> Of(CommandResult command) => All.GetValueOrDefault(PathOf(command)) ?? [];

    private static string PathOf(CommandResult command) =>
        command.Parent is CommandResult parent ? $"{PathOf(parent)} {command.Command.Name}".TrimStart() : "";
}
