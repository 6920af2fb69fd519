using System.Text.Json.Nodes;
using SharedImages.Workflows;

namespace SharedImages.Activities.Tests;

public sealed class RamPolicyTests
{
    [Fact]
    public void OfPromotions_ChangesAndRemovesOnlyWhatPromotionsMade() => Statements(OperationKinds.Promotion).ShouldBe(
    [
        "always: ecs:DescribeImageSharePermission ecs:DescribeImages ecs:DescribeRegions ecs:DescribeSnapshots ecs:TagResources sts:GetCallerIdentity",
        "acs:RequestTag/sharedimages:copy-key: ecs:CopyImage",
        "acs:ResourceTag/sharedimages:copy-key: ecs:CancelCopyImage ecs:DeleteImage ecs:ModifyImageAttribute ecs:ModifyImageSharePermission",
        "acs:ResourceTag/sharedimages:run: ecs:DeleteSnapshot",
    ]);

    [Fact]
    public void OfLaunches_RunsCommandsOnAndDeletesOnlyWhatTheyLaunched() => Statements(OperationKinds.Launch).ShouldBe(
    [
        "always: ecs:DescribeAvailableResource ecs:DescribeCloudAssistantStatus ecs:DescribeImages ecs:DescribeInstanceTypes ecs:DescribeInstances ecs:DescribeInvocationResults ecs:DescribeRegions ecs:TagResources sts:GetCallerIdentity",
        "acs:RequestTag/sharedimages:run: ecs:RunInstances",
        "acs:ResourceTag/sharedimages:run: ecs:DeleteInstances ecs:RunCommand",
    ]);

    [Fact]
    public void OfSharings_RemovesNothing() => Statements(OperationKinds.Sharing).ShouldBe(
    [
        "always: ecs:DescribeImageSharePermission ecs:DescribeImages ecs:DescribeRegions ecs:ModifyImageSharePermission sts:GetCallerIdentity",
        "acs:ResourceTag/sharedimages:copy-key: ecs:TagResources",
    ]);

    [Fact]
    public void OfRefreshes_ChangesOnlyWhatAPromotionHasMade() => Statements(OperationKinds.Refresh).ShouldBe(
    [
        "always: ecs:DescribeImageSharePermission ecs:DescribeImages ecs:DescribeSnapshots sts:GetCallerIdentity",
        "acs:ResourceTag/sharedimages:copy-key: ecs:ModifyImageAttribute ecs:ModifyImageSharePermission ecs:TagResources",
    ]);

    [Fact]
    public void OfChannels_TagsOnlyWhatPromotionsMade() => Statements(OperationKinds.Channel).ShouldBe(
    [
        "always: ecs:DescribeImageSharePermission ecs:DescribeImages ecs:DescribeRegions sts:GetCallerIdentity",
        "acs:ResourceTag/sharedimages:copy-key: ecs:TagResources ecs:UntagResources",
    ]);

    [Fact]
    public void OfBoth_WhatOneMayAlways_IsSaidOnce() =>
        Statements(OperationKinds.Promotion, OperationKinds.Sharing).Where(statement => statement.Contains("ModifyImageSharePermission", StringComparison.Ordinal))
            .ShouldHaveSingleItem().ShouldStartWith("always: ");

    private static IEnumerable<string> Statements(params OperationKind[] kinds)
    {
        var policy = JsonNode.Parse(RamPolicy.Of(kinds))!;
        policy["Version"]!.GetValue<string>().ShouldBe("1");
        foreach (var statement in policy["Statement"]!.AsArray())
        {
            statement!["Effect"]!.GetValue<string>().ShouldBe("Allow");
            statement["Resource"]!.GetValue<string>().ShouldBe("*");
            var condition = statement["Condition"]?["StringLike"]?.AsObject().Single();
            condition?.Value!.GetValue<string>().ShouldBe("*");
            yield return $"{condition?.Key ?? "always"}: {string.Join(' ', statement["Action"]!.AsArray().Select(action => action!.GetValue<string>()))}";
        }
    }
}
