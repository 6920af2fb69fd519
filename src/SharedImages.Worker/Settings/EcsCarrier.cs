namespace SharedImages.Worker;

/// <summary>What carries the calls to ECS.</summary>
public enum EcsCarrier
{
    /// <summary>Our own client.</summary>
    Own,

    /// <summary>Alibaba Cloud's official SDK.</summary>
    Official,
}
