namespace SharedImages.Workflows.Tests;

public sealed class StepErrorTests
{
    [Theory]
    [InlineData("cn-shanghai: copy m-1: Code: The CMK must be enabled.", "cn-shanghai: copy m-1: Code: The CMK must be enabled; enable the key")]
    [InlineData("cn-shanghai m-1: the copy has stood at 99 %", "cn-shanghai m-1: the copy has stood at 99 %; enable the key")]
    public void Sentence_SaysWhatHappenedAndWhatToDo(string message, string sentence) => Error(message).Sentence().ShouldBe(sentence);

    [Theory]
    [InlineData("cn-shanghai: copy m-1: refused.", "copy m-1: refused; enable the key")]
    [InlineData("cn-shanghai m-1: refused", "m-1: refused; enable the key")]
    [InlineData("the name is taken in cn-shanghai", "the name is taken in cn-shanghai; enable the key")]
    public void SentenceWithin_ARegionThatIsNamedAlready_DoesNotNameItAgain(string message, string sentence) =>
        Error(message).SentenceWithin("cn-shanghai").ShouldBe(sentence);

    private static StepError Error(string message) => new(StepErrorKind.Permission, message, "enable the key");
}
