namespace SharedImages.Benchmarks;

/// <summary>What some promotions, all started at once, took.</summary>
/// <param name="Promotions">How many.</param>
/// <param name="Wall">From the first start to the last result.</param>
/// <param name="Processor">Processor time of the whole process meanwhile, all cores together.</param>
/// <param name="Virtual">The same on the rehearsal's clock.</param>
/// <param name="EcsCalls">HTTP requests to the simulated ECS.</param>
/// <param name="PeakWorkingSet">Bytes, of the whole process.</param>
/// <param name="PeakManaged">Bytes, of those the managed objects.</param>
internal sealed record Measurement(int Promotions, TimeSpan Wall, TimeSpan Processor, TimeSpan Virtual, long EcsCalls, long PeakWorkingSet, long PeakManaged);
