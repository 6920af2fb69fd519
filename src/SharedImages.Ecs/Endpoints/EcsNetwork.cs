namespace SharedImages.Ecs;

/// <summary>Over which network Alibaba Cloud's own endpoints are reached (facts §1.2).</summary>
public enum EcsNetwork
{
    /// <summary>The internet: <c>ecs.&lt;region&gt;.aliyuncs.com</c>.</summary>
    Public,

    /// <summary>From within a VPC, without the internet: <c>ecs-vpc.&lt;region&gt;.aliyuncs.com</c>. A VPC reaches its own region's endpoint.</summary>
    Vpc,
}
