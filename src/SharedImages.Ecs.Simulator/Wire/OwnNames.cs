namespace SharedImages.Ecs.Simulator;

/// <summary>Things of the caller of which only the names are known: resource groups and key pairs.</summary>
internal static class OwnNames
{
    /// <exception cref="ApiException">The caller has resource groups, and ResourceGroupId is none of them.</exception>
    public static void CheckResourceGroup(this Call call)
    {
        if (call.Parameters.Optional("ResourceGroupId") is { } id && !call.Caller.HasResourceGroup(id))
        {
            throw new ApiException(404, "InvalidResourceGroup.NotFound", "The specified ResourceGroupId does not exist.");
        }
    }

    /// <exception cref="ApiException">The caller has key pairs, and KeyPairName is none of them.</exception>
    public static void CheckKeyPair(this Call call)
    {
        if (call.Parameters.Optional("KeyPairName") is { } name && !call.Caller.HasKeyPair(name))
        {
            throw new ApiException(400, "InvalidKeyPairName.NotFound", "The specified KeyPairName does not exist.");
        }
    }
}
