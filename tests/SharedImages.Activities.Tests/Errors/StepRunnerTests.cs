using SharedImages.Ecs;
using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;

namespace SharedImages.Activities.Tests;

public sealed class StepRunnerTests
{
    private static readonly FindCopyRequest Find = new(Site.Home, "key", "name");

    [Fact]
    public async Task Throttled_EcsSaysHowLong_ThatIsTheDelay()
    {
        await using var site = await Site.StartAsync();
        site.Simulator.Faults.Add(new() { Kind = FaultKind.Throttle, RetryAfter = TimeSpan.FromSeconds(7) });

        (await Failures.LaterAsync(() => site.AttemptAsync(a => a.FindCopyAsync(Find)))).NextRetryDelay.ShouldBe(TimeSpan.FromSeconds(7));
    }

    [Fact]
    public async Task ServerErrorBeyondPatience_FailsAsUnreachableWithTheRemedy()
    {
        await using var site = await Site.StartAsync();
        site.Simulator.Faults.Add(new() { Kind = FaultKind.ServerError, Times = 2 });

        await Failures.LaterAsync(() => site.AttemptAsync(a => a.FindCopyAsync(Find), Site.Attempt(5, TimeSpan.FromMinutes(14))));
        var error = await Failures.FinalAsync(() => site.AttemptAsync(a => a.FindCopyAsync(Find), Site.Attempt(6, TimeSpan.FromMinutes(16))));

        error.Kind.ShouldBe(StepErrorKind.Unreachable);
        error.Code.ShouldBe("InternalError");
        error.RequestId.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task RefusedCredentials_AreTriedOnceMoreThenFinal()
    {
        await using var site = await Site.StartAsync();
        site.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Code = "InvalidSecurityToken.Expired", HttpStatus = 400, Times = 2 });

        await Failures.LaterAsync(() => site.AttemptAsync(a => a.FindCopyAsync(Find)));
        var error = await Failures.FinalAsync(() => site.AttemptAsync(a => a.FindCopyAsync(Find), Site.Attempt(2, TimeSpan.FromSeconds(2))));

        error.Kind.ShouldBe(StepErrorKind.Credentials);
        error.Remedy.ShouldContain(EnvironmentCredentialsProvider.SecurityTokenVariable);
    }

    [Theory]
    [InlineData("Forbidden.RAM", 403, StepErrorKind.Permission, "grant the worker's RAM identity ecs:DescribeImages in cn-hangzhou, then retry")]
    [InlineData("QuotaExceed.Image", 403, StepErrorKind.Quota, "raise the quota behind QuotaExceed.Image in cn-hangzhou (Quota Center, product ecs) or delete what is not needed, then retry")]
    [InlineData("Account.Arrearage", 400, StepErrorKind.Account, "settle the account's balance, verification or risk control in the Alibaba Cloud console, then retry")]
    [InlineData("InvalidParameter.KMSKeyId.CMKNotEnabled", 403, StepErrorKind.Permission, "enable the KMS key, then retry")]
    [InlineData("AssumeRoleError", 403, StepErrorKind.Permission, "create the role AliyunECSShareEncryptImageDefaultRole, trusted by <recipient UID>@ecs.aliyuncs.com, in this account, then retry")]
    [InlineData("SizeExceed.Image", 403, StepErrorKind.Invalid, "correct what ECS refuses, then run again under a new version, or begin anew (retryAsNew)")]
    public async Task DefinitiveRefusal_IsFinalWithItsRemedy(string code, int status, StepErrorKind kind, string remedy)
    {
        await using var site = await Site.StartAsync();
        site.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Code = code, HttpStatus = status });

        var error = await Failures.FinalAsync(() => site.AttemptAsync(a => a.FindCopyAsync(Find)));

        error.Kind.ShouldBe(kind);
        error.Code.ShouldBe(code);
        error.Remedy.ShouldBe(remedy);
    }

    [Fact]
    public void Remedies_EveryKind_HasWords()
    {
        foreach (var kind in Enum.GetValues<ErrorKind>())
        {
            Remedies.For(new(kind, "CopyImage", "cn-hangzhou", "Some.Code", "message")).ShouldNotBeNullOrWhiteSpace();
        }
    }
}
