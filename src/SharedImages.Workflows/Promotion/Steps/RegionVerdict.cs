namespace SharedImages.Workflows;

/// <summary>What <see cref="IPromotionActivities.SurveyAsync"/> found out about one region.</summary>
/// <param name="Region">The region.</param>
/// <param name="Error">Null = ECS answers there; else <see cref="StepErrorKind.RegionNotFound"/>, <see cref="StepErrorKind.Unreachable"/> or another kind.</param>
public sealed record RegionVerdict(string Region, StepError? Error);
