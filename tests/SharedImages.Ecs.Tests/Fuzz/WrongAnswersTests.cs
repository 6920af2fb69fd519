using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Tests;

/// <summary>Whatever an operation is answered with, it ends, with a whole result or an <see cref="EcsException"/>: 100 000 wrong answers, the same in every run.</summary>
public sealed class WrongAnswersTests
{
    private const int AnswersPerOperation = 2_700;
    private const int MaxCalls = 4;
    private const string Token = "token-of-sts";

    private static readonly ConcurrentDictionary<Type, IReadOnlyList<(PropertyInfo Property, bool MayBeNull)>> Fields = new();

    public static TheoryData<string> Requests => [.. KnownRequests.All.Select(request => request.Name)];

    [Fact]
    public void They_are_a_hundred_thousand() => (KnownRequests.All.Count * AnswersPerOperation).ShouldBeGreaterThanOrEqualTo(100_000);

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task The_right_answer_is_read(string request) =>
        await OnRequest(request, nameof(RightAsync));

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_wrong_answer_is_a_whole_result_or_a_failure(string request) =>
        await OnRequest(request, nameof(WrongAsync));

    private static Task OnRequest(string name, string work) => (Task)typeof(WrongAnswersTests)
        .GetMethod(work, BindingFlags.NonPublic | BindingFlags.Static)!
        .MakeGenericMethod(KnownRequests.ResponseOf(KnownRequests.Of(name)))
        .Invoke(null, [KnownRequests.Filled(KnownRequests.Of(name))])!;

    private static async Task RightAsync<T>(EcsRequest<T> request)
    {
        var right = SampleAnswers.Of(request);
        var result = await request.SendAsync((action, region, _, _) => Task.FromResult(Read(action, region, 200, Encoding.UTF8.GetBytes(right.ToJsonString()))), CancellationToken.None);

        ShouldBeWhole(result);
    }

    private static async Task WrongAsync<T>(EcsRequest<T> request)
    {
        var right = SampleAnswers.Of(request);
        var mutator = new AnswerMutator(new Random(request.Action.Sum(letter => letter)));
        var read = 0;
        for (var number = 0; number < AnswersPerOperation; number++)
        {
            read += await IsReadAsync(request, right, mutator) ? 1 : 0;
        }

        read.ShouldBeInRange(AnswersPerOperation / 50, AnswersPerOperation * 3 / 4, "Neither all nor none are so wrong that nothing can be read.");
    }

    private static async Task<bool> IsReadAsync<T>(EcsRequest<T> request, JsonObject right, AnswerMutator mutator)
    {
        var answers = new List<(int Status, byte[] Body)>();
        Task<EcsAnswer> Send(string action, string region, Parameters parameters, CancellationToken cancellationToken)
        {
            // A list whose pages never end is another test's: here its end is an answer without a list.
            answers.Add(answers.Count < MaxCalls ? mutator.Next(right) : (200, "{}"u8.ToArray()));
            return Task.FromResult(Read(action, region, answers[^1].Status, answers[^1].Body));
        }

        try
        {
            ShouldBeWhole(await request.SendAsync(Send, CancellationToken.None));
            answers.Count.ShouldBeLessThanOrEqualTo(MaxCalls + 1);
            return true;
        }
        catch (EcsException e)
        {
            e.Code.ShouldNotBeEmpty();
            e.Action.ShouldBe(request.Action);
            e.Message.Length.ShouldBeLessThan(4_000);
            Enum.IsDefined(e.Kind).ShouldBeTrue();
            answers.Count.ShouldBeLessThanOrEqualTo(MaxCalls + 1);
            return false;
        }
        catch (Exception e) when (e is not ShouldAssertException)
        {
            throw new InvalidOperationException($"{request.Action}: {string.Join("\nthen ", answers.Select(answer => $"HTTP {answer.Status} {Convert.ToHexString(answer.Body)} {Encoding.UTF8.GetString(answer.Body)}"))}", e);
        }
    }

    private static EcsAnswer Read(string action, string region, int status, byte[] body) => AnswerReader.Read(new(action, region, status, Proof: Token), RentedBytes.Of(body));

    /// <summary>What its type says is never null is not null.</summary>
    private static void ShouldBeWhole(object? value)
    {
        switch (value)
        {
            case null:
                Assert.Fail("There is a null in a list.");
                break;
            case IEnumerable items and not string:
                foreach (var item in items)
                {
                    ShouldBeWhole(item);
                }

                break;
            case { } when value.GetType().Namespace == "SharedImages.Ecs":
                foreach (var (property, mayBeNull) in Fields.GetOrAdd(value.GetType(), FieldsOf))
                {
                    var field = property.GetValue(value);
                    if (field is not null || !mayBeNull)
                    {
                        ShouldBeWhole(field ?? throw new InvalidOperationException($"{value.GetType().Name}.{property.Name} is null."));
                    }
                }

                break;
            default:
                break;
        }
    }

    private static IReadOnlyList<(PropertyInfo Property, bool MayBeNull)> FieldsOf(Type type) =>
        [.. type.GetProperties().Select(property => (property, new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable))];
}
