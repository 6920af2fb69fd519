using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities.Tests;

public sealed class RemediesTests
{
    [Theory]
    [InlineData(ErrorKind.Invalid, StepErrorKind.Invalid, "correct what ECS refuses, then run again under a new version")]
    [InlineData(ErrorKind.Throttled, StepErrorKind.Unreachable, "lower the load on this account's API quota in the region")]
    [InlineData(ErrorKind.Transient, StepErrorKind.Unreachable, "see whether the worker reaches the ECS endpoint of cn-shanghai (network, proxy, SharedImages:Ecs:Endpoint) and whether Alibaba Cloud reports trouble")]
    [InlineData(ErrorKind.NotReady, StepErrorKind.Unreachable, "wait until the resource has come to rest")]
    [InlineData(ErrorKind.NotFound, StepErrorKind.NotFound, "see whether what ECS does not find was deleted, or is no longer shared with this account")]
    [InlineData(ErrorKind.Capacity, StepErrorKind.Unreachable, "wait until ECS has capacity in cn-shanghai again")]
    [InlineData(ErrorKind.Credentials, StepErrorKind.Credentials, "enable the access key or give the worker another (ALIBABA_CLOUD_ACCESS_KEY_ID)")]
    [InlineData(ErrorKind.Permission, StepErrorKind.Permission, "grant the worker's RAM identity ecs:CopyImage in cn-shanghai")]
    [InlineData(ErrorKind.Quota, StepErrorKind.Quota, "raise the quota behind Some.Code in cn-shanghai (Quota Center, product ecs) or delete what is not needed")]
    [InlineData(ErrorKind.Account, StepErrorKind.Account, "settle the account's balance, verification or risk control in the Alibaba Cloud console")]
    [InlineData(ErrorKind.Idempotency, StepErrorKind.Idempotency, "report this as a defect with the request id")]
    [InlineData(ErrorKind.SpentToken, StepErrorKind.CopyFailed, "ask for it anew: the first call with its client token has failed, and the token stays so")]
    [InlineData(ErrorKind.Duplicate, StepErrorKind.NameTaken, "rename or delete the image that holds the name")]
    [InlineData(ErrorKind.KeyNotFound, StepErrorKind.KeyNotFound, "set kmsKeyId to a key of the region that the copy is made in (kms:ListKeys there shows them), or create the key")]
    [InlineData(ErrorKind.RegionNotFound, StepErrorKind.RegionNotFound, "correct the region; DescribeRegions lists those that this account has")]
    public void EveryKind_HasItsRemedyAndTheKindItIsShownAs(ErrorKind kind, StepErrorKind shown, string remedy)
    {
        Remedies.For(Failure(kind, "Some.Code")).ShouldBe(remedy);
        Remedies.Kind(kind).ShouldBe(shown);
    }

    [Theory]
    [InlineData(ErrorKind.Invalid, "correct what ECS refuses, then run again under a new version, or begin anew (retryAsNew)")]
    [InlineData(ErrorKind.NotFound, "see whether the image was deleted or is no longer shared with this account, or begin anew (retryAsNew)")]
    [InlineData(ErrorKind.Idempotency, "report this as a defect with the request id; begin anew (retryAsNew) to go on")]
    [InlineData(ErrorKind.SpentToken, "begin the copy anew (retryAsNew)")]
    [InlineData(ErrorKind.Quota, "raise the quota behind Some.Code in cn-shanghai (Quota Center, product ecs) or delete what is not needed")]
    public void Promotion_ItsCopiesCanBeBegunAnew(ErrorKind kind, string remedy) => Remedies.ForPromotion(Failure(kind, "Some.Code")).ShouldBe(remedy);

    [Fact]
    public void TheTable_HasEveryKind() =>
        typeof(RemediesTests).GetMethod(nameof(EveryKind_HasItsRemedyAndTheKindItIsShownAs))!
            .GetCustomAttributes(typeof(InlineDataAttribute), false)
            .Cast<InlineDataAttribute>()
            .Select(row => (ErrorKind)row.Data[0]!)
            .ShouldBe(Enum.GetValues<ErrorKind>(), ignoreOrder: true);

    [Theory]
    [InlineData("Client.NoCredentials", "give the worker what its credentials lack, or set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, and restart it")]
    [InlineData("InvalidTimeStamp.Expired", "set the clock of the worker's machine (NTP); ECS allows 15 minutes of difference")]
    [InlineData("SignatureDoesNotMatch", "give the worker the right secret (ALIBABA_CLOUD_ACCESS_KEY_SECRET)")]
    [InlineData("IncompleteSignature", "give the worker the right secret (ALIBABA_CLOUD_ACCESS_KEY_SECRET)")]
    [InlineData("InvalidSecurityToken.Expired", "give the worker fresh temporary credentials (ALIBABA_CLOUD_SECURITY_TOKEN)")]
    [InlineData("MissingSecurityToken", "give the worker fresh temporary credentials (ALIBABA_CLOUD_SECURITY_TOKEN)")]
    [InlineData("InvalidAccessKeyId.NotFound", "enable the access key or give the worker another (ALIBABA_CLOUD_ACCESS_KEY_ID)")]
    [InlineData("Forbidden.AccessKeyDisabled", "enable the access key or give the worker another (ALIBABA_CLOUD_ACCESS_KEY_ID)")]
    public void Credentials_TheCodeDecides(string code, string remedy) => Remedies.For(Failure(ErrorKind.Credentials, code)).ShouldBe(remedy);

    [Fact]
    public void TimeStamp_WhereBothClocksAreKnown_NamesThem()
    {
        var ours = new DateTimeOffset(2026, 11, 24, 1, 2, 3, TimeSpan.Zero);
        var failure = new EcsException(ErrorKind.Credentials, "CopyImage", "cn-shanghai", "InvalidTimeStamp.Expired", "message") { Clocks = new(ours, ours.AddHours(-1)) };

        Remedies.For(failure).ShouldBe(
            "set the clock of the worker's machine (NTP), which says 2026-11-24 01:02:03Z, to ECS's, 2026-11-24 00:02:03Z; ECS allows 15 minutes of difference");
    }

    [Theory]
    [InlineData("Forbidden.RAM", "grant the worker's RAM identity ecs:CopyImage in cn-shanghai")]
    [InlineData("NoPermission", "grant the worker's RAM identity ecs:CopyImage in cn-shanghai")]
    [InlineData("AssumeRoleError", "create the role AliyunECSShareEncryptImageDefaultRole, trusted by <recipient UID>@ecs.aliyuncs.com, in this account")]
    [InlineData("InvalidParameter.KMSKeyId.CMKNotEnabled", "enable the KMS key that the image is encrypted with (DescribeSnapshots of its snapshots names it)")]
    [InlineData("InvalidParameter.KmsNotEnabled", "activate KMS, create the role AliyunECSDiskEncryptDefaultRole and let ECS use the key")]
    [InlineData("OperationDenied.KmsServiceUnauthorized", "activate KMS, create the role AliyunECSDiskEncryptDefaultRole and let ECS use the key")]
    [InlineData("InvalidParameter.KMSKeyId.KMSUnauthorized", "activate KMS, create the role AliyunECSDiskEncryptDefaultRole and let ECS use the key")]
    public void Permission_TheCodeDecides(string code, string remedy) => Remedies.For(Failure(ErrorKind.Permission, code)).ShouldBe(remedy);

    [Theory]
    [InlineData(ErrorKind.Permission, "InvalidParameter.KMSKeyId.CMKNotEnabled", "enable the KMS key that the image is encrypted with (DescribeSnapshots of its snapshots names it)")]
    [InlineData(ErrorKind.Permission, "InvalidParameter.KmsNotEnabled", "activate KMS, create the role AliyunECSDiskEncryptDefaultRole and let ECS use the key")]
    [InlineData(ErrorKind.Permission, "Forbidden.RAM", "grant the worker's RAM identity ecs:CopyImage in cn-shanghai")]
    [InlineData(ErrorKind.Quota, "QuotaExceed.Image", "raise the quota behind QuotaExceed.Image in eu-central-1 (Quota Center, product ecs) or delete what is not needed")]
    public void Copy_WithoutAKeyOfItsOwn_NamesTheRegionOfTheCopy(ErrorKind kind, string code, string remedy) =>
        Remedies.ForCopy(Failure(kind, code), "eu-central-1", kmsKeyId: null).ShouldBe(remedy);

    [Fact]
    public void Copy_WhatFailedIsNotTheCopyItself_TheFailureDecides() =>
        Remedies.ForCopy(new(ErrorKind.Permission, "DescribeImages", "cn-shanghai", "Forbidden.RAM", "no"), "eu-central-1", "key").ShouldBe(
            "grant the worker's RAM identity ecs:DescribeImages in cn-shanghai");

    [Fact]
    public void Permission_OfTheRole_IsOneOfItsTrustToo() =>
        Remedies.For(new(ErrorKind.Permission, "AssumeRole", "cn-hangzhou", "NoPermission", "no")).ShouldBe(
            "let the role's trust policy admit the worker, and grant the identity that takes it sts:AssumeRole");

    [Fact]
    public void Permission_OfTheIdentity_IsAnActionOfSts() =>
        Remedies.For(new(ErrorKind.Permission, "GetCallerIdentity", "cn-hangzhou", "NoPermission", "no")).ShouldBe(
            "grant the worker's RAM identity sts:GetCallerIdentity in cn-hangzhou");

    private static EcsException Failure(ErrorKind kind, string code) => new(kind, "CopyImage", "cn-shanghai", code, "message");
}
