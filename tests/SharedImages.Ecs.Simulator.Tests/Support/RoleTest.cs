namespace SharedImages.Ecs.Simulator.Tests;

/// <summary>A world in which our account has a user, and the publisher a role that our account may assume.</summary>
public abstract class RoleTest : SimulatorTest
{
    private protected const string RoleArn = $"acs:ram::{SimulatorWorld.PublisherAccount}:role/sharer";

    private protected WorldAccessKey UserKey => new("LTAIexampleUser", "example-secret-of-User", User: "promoter", Policy: UserPolicy);

    private protected virtual WorldPolicy? UserPolicy => null;

    private protected Caller User => CallerWith(UserKey);

    private protected virtual WorldRole Role => new() { Name = "sharer", TrustedAccounts = [SimulatorWorld.OurAccount] };

    private protected override EcsSimulatorOptions Options
    {
        get
        {
            var world = WorldWith(SimulatorWorld.OurAccount, account => account with { AccessKeys = [.. account.AccessKeys, UserKey] });
            return base.Options with
            {
                World = world with
                {
                    Accounts = [.. world.Accounts.Select(account => account.Id == SimulatorWorld.PublisherAccount ? account with { Roles = [Role] } : account)],
                },
            };
        }
    }

    private protected Task<Reply> Assume(params (string Name, object Value)[] more) =>
        User.Try("AssumeRole", [("RoleArn", RoleArn), ("RoleSessionName", "run-1"), .. more]);

    /// <summary>A caller with the temporary key of an answer.</summary>
    private protected Caller CallerOf(Reply assumed)
    {
        assumed.ShouldBe(200, "OK");
        var credentials = assumed.Body["Credentials"]!;
        return CallerWith(new WorldAccessKey(credentials["AccessKeyId"]!.GetValue<string>(), credentials["AccessKeySecret"]!.GetValue<string>()), credentials["SecurityToken"]!.GetValue<string>());
    }
}
