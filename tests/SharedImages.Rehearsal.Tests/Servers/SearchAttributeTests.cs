using Temporalio.Api.Enums.V1;
using Temporalio.Exceptions;

namespace SharedImages.Rehearsal.Tests;

/// <summary>Search attributes that are registered by a call, as <c>sharedimages init</c> does.</summary>
public sealed class SearchAttributeTests
{
    [Fact]
    public async Task Added_IsListed_AndTwiceTheSame()
    {
        await using var env = await RehearsalEnvironment.StartAsync();

        await AddAsync(env, IndexedValueType.Keyword);
        await AddAsync(env, IndexedValueType.Keyword);

        var listed = await env.Client.OperatorService.ListSearchAttributesAsync(new() { Namespace = "default" });
        listed.CustomAttributes["Colour"].ShouldBe(IndexedValueType.Keyword);
        var refused = await Should.ThrowAsync<RpcException>(() => AddAsync(env, IndexedValueType.Int));
        refused.Message.ShouldBe("search attribute Colour is there as Keyword");
    }

    private static async Task AddAsync(RehearsalEnvironment env, IndexedValueType type) =>
        await env.Client.OperatorService.AddSearchAttributesAsync(new() { Namespace = "default", SearchAttributes = { ["Colour"] = type } });
}
