using SharedImages.Ecs;
using SharedImages.Ecs.Simulator;
using SharedImages.Worker;

namespace SharedImages.Cli;

/// <summary>What people need to know about a simulator.</summary>
internal static class SimulatorText
{
    public static void Write(TextWriter text, SimulatorInfo info)
    {
        if (info.AdminAddress is { } admin)
        {
            text.WriteLine($"Faults and state at {admin}: GET /state, POST /faults");
        }

        text.WriteLine();
        text.WriteLine("Accounts and their access keys (made up: they open nothing else)");
        foreach (var account in info.Accounts)
        {
            text.WriteLine($"  {account.Id}  {string.Join("; ", account.AccessKeys.Select(AccessKey))}");
            foreach (var role in account.Roles)
            {
                text.WriteLine($"      Role {role}");
            }

            foreach (var key in account.Keys)
            {
                text.WriteLine($"      KMS key in {key.Region,-15} {key.Id}{(key.Enabled ? "" : " (disabled)")}");
            }
        }

        text.WriteLine();
        text.WriteLine("Images");
        foreach (var image in info.Images)
        {
            var shared = image.SharedWith.Count == 0 ? "" : $", shared with {string.Join(", ", image.SharedWith)}";
            text.WriteLine($"  {image.ImageId}  {image.Name}, {(image.Encrypted ? "encrypted" : "plain")}, of {image.Account} in {image.Region}{shared}");
        }
    }

    /// <summary>The variables of a worker for the first account that can call.</summary>
    public static void WriteWorkerVariables(TextWriter text, SimulatorInfo info)
    {
        if (info.Accounts.FirstOrDefault(account => account.AccessKeys.Count > 0) is not { } ours)
        {
            return;
        }

        text.WriteLine();
        text.WriteLine($"To point a worker of account {ours.Id} at it, set these and the accounts that you trust and share with:");
        text.WriteLine($"  export {SettingsSources.VariablePrefix}ECS__ENDPOINT={info.Address}");
        text.WriteLine($"  export {EnvironmentCredentialsProvider.AccessKeyIdVariable}={ours.AccessKeys[0].Id}");
        text.WriteLine($"  export {EnvironmentCredentialsProvider.AccessKeySecretVariable}={ours.AccessKeys[0].Secret}");
        text.WriteLine($"  export {SettingsSources.VariablePrefix}TRUSTEDOWNERS={Others(info, ours.Id, SimulatorWorld.PublisherAccount)}");
        text.WriteLine($"  export {SettingsSources.VariablePrefix}SHARERECIPIENTS={Others(info, ours.Id, SimulatorWorld.ConsumerAccount)}");
        text.WriteLine($"  {Invocation.Program} worker");
    }

    private static string AccessKey(WorldAccessKey key) =>
        $"{key.Id} {key.Secret}{(key.User is { } user ? $" of user {user}" : "")}{(key.Enabled ? "" : " (disabled)")}";

    // Which accounts deserve trust only the built-in world can know.
    private static string Others(SimulatorInfo info, string ours, string known) =>
        ours == SimulatorWorld.OurAccount && info.Accounts.Any(account => account.Id == known) ? known : "";
}
