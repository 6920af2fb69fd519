namespace SharedImages.Ecs.Simulator;

/// <summary>A fault in force as a world file keeps it.</summary>
/// <param name="Id">Names it at the admin endpoint.</param>
/// <param name="Fault">What was scripted.</param>
/// <param name="Matches">Calls that it fitted.</param>
/// <param name="Hits">Calls that it hit.</param>
/// <param name="Draws">How often chance was asked.</param>
/// <param name="FirstHit">When it hit first.</param>
/// <param name="Released">Whether it holds no calls any more.</param>
internal sealed record FaultState(string Id, Fault Fault, int Matches = 0, int Hits = 0, int Draws = 0, DateTimeOffset? FirstHit = null, bool Released = false);
