using Temporalio.Common;

namespace SharedImages.Rehearsal.Tests;

/// <summary>The search attributes that are registered on each server, one of each type.</summary>
internal static class Attributes
{
    public static readonly SearchAttributeKey<string> Word = SearchAttributeKey.CreateKeyword("BehaviourWord");
    public static readonly SearchAttributeKey<string> Text = SearchAttributeKey.CreateText("BehaviourText");
    public static readonly SearchAttributeKey<long> Number = SearchAttributeKey.CreateLong("BehaviourNumber");
    public static readonly SearchAttributeKey<double> Measure = SearchAttributeKey.CreateDouble("BehaviourMeasure");
    public static readonly SearchAttributeKey<bool> Flag = SearchAttributeKey.CreateBool("BehaviourFlag");
    public static readonly SearchAttributeKey<DateTimeOffset> Moment = SearchAttributeKey.CreateDateTimeOffset("BehaviourMoment");
    public static readonly SearchAttributeKey<IReadOnlyCollection<string>> Words = SearchAttributeKey.CreateKeywordList("BehaviourWords");

    public static IReadOnlyCollection<SearchAttributeKey> All => [Word, Text, Number, Measure, Flag, Moment, Words];
}
