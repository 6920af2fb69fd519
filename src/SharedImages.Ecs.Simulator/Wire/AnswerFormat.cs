namespace SharedImages.Ecs.Simulator;

/// <summary>How an answer is written (facts §1.1).</summary>
internal enum AnswerFormat
{
    Json,
    Xml,
}
