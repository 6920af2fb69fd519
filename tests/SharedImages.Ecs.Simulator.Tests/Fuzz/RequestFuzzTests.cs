using System.Text.Json.Nodes;
using System.Xml.Linq;
using Microsoft.Extensions.Time.Testing;

namespace SharedImages.Ecs.Simulator.Tests;

/// <summary>Whatever is asked, the answer is a success or an error of ECS; a refusal changes nothing, and the world stays a possible one: 100 000 requests, the same in every run.</summary>
public sealed class RequestFuzzTests
{
    private const int Worlds = 100;
    private const int RequestsPerWorld = 1_000;
    private const string Hangzhou = "cn-hangzhou";
    private const string Shanghai = "cn-shanghai";

    private static readonly string[] Limits = ["QuotaExceed.Image", "QuotaExceed.ShareImageUser", "QuotaExceed.ElasticQuota", "OperationDenied.NoStock"];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Any_request_has_an_answer_of_ecs(int quarter)
    {
        var outcomes = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var world = quarter; world < Worlds; world += 4)
        {
            await FuzzAsync(new Random(world), outcomes);
        }

        var succeeded = outcomes.Where(outcome => outcome.Key.EndsWith(" OK", StringComparison.Ordinal)).ToList();
        succeeded.Count.ShouldBeGreaterThanOrEqualTo(35, "Nearly every operation succeeds at times.");
        Limits.ShouldBeSubsetOf(outcomes.Keys.Select(outcome => outcome.TrimStart()), "Every limit has been reached.");
        outcomes.Values.Sum().ShouldBe(Worlds / 4 * RequestsPerWorld);
        outcomes.Keys.Select(outcome => outcome.Split(' ')[^1]).Distinct(StringComparer.Ordinal).Count().ShouldBeGreaterThan(80, "Most refusals are tried.");
    }

    private static async Task FuzzAsync(Random random, Dictionary<string, int> outcomes)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero));
        var simulator = new DirectSimulator(World(), time);
        var generator = new RequestGenerator(random, simulator);
        var deleted = new HashSet<string>(StringComparer.Ordinal);
        simulator.State.AddTask(SimulatorWorld.OurAccount, Hangzhou, "ImportImage", TimeSpan.FromMinutes(10));
        int? known = null;
        for (var number = 0; number < RequestsPerWorld; number++)
        {
            var before = known ?? WorldDigest.Of(simulator.Cloud);
            var (action, request) = generator.Next();
            var snapshots = action == "DeleteSnapshot" ? simulator.State.Snapshots() : [];
            var answer = await simulator.SendAsync(request);
            try
            {
                var code = CodeOf(answer);
                var outcome = $"{(code == "OK" ? action : "")} {code}";
                outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
                if (code != "OK" || action.StartsWith("Describe", StringComparison.Ordinal))
                {
                    WorldDigest.Of(simulator.Cloud).ShouldBe(before, "Who is refused, or only looks, changes nothing.");
                    known = before;
                }
                else
                {
                    known = null;
                    deleted.UnionWith(snapshots.Count == 0 ? [] : snapshots.Select(snapshot => snapshot.SnapshotId).Except(simulator.State.Snapshots().Select(snapshot => snapshot.SnapshotId), StringComparer.Ordinal));
                    WorldInvariants.Check(simulator.Cloud, deleted);
                }
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Request {number}: {request}\n\n{answer}\n{(simulator.State.Requests is [.., var last] ? last.Detail : "")}", e);
            }

            var seconds = random.Next(3) == 0 ? random.Next(40) : 0;
            time.Advance(TimeSpan.FromSeconds(seconds));
            known = seconds == 0 ? known : null;
        }
    }

    /// <summary>A success or an error, in the form of ECS: never more than that.</summary>
    private static string CodeOf(DirectAnswer answer)
    {
        answer.HttpStatus.ShouldBeInRange(200, 499);
        answer.Text.ShouldNotContain("   at SharedImages");
        var fields = answer.ContentType.StartsWith("text/xml", StringComparison.Ordinal)
            ? XElement.Parse(answer.Text).Elements().ToDictionary(element => element.Name.LocalName, element => element.Value, StringComparer.Ordinal)
            : JsonNode.Parse(answer.Text)!.AsObject().ToDictionary(field => field.Key, field => field.Value?.ToString() ?? "", StringComparer.Ordinal);
        fields["RequestId"].ShouldNotBeEmpty();
        if (answer.IsSuccess)
        {
            fields.ShouldNotContainKey("Code");
            return "OK";
        }

        fields["Message"].ShouldNotBeEmpty();
        fields["HostId"].ShouldNotBeNull();
        fields["Code"].ShouldNotBeOneOf("", "OK", "InternalError");
        return fields["Code"];
    }

    private static SimulatorWorld World()
    {
        var world = SimulatorWorld.Default();
        return world with
        {
            Regions = [Hangzhou, Shanghai],
            Zones =
            [
                new WorldZone { Region = Hangzhou, Id = "cn-hangzhou-z", Stock = [new WorldStock("ecs.g7.large", 3)] },
                new WorldZone { Region = Hangzhou, Id = "cn-hangzhou-y", Stock = [new WorldStock("ecs.g7.large", 1)] },
                new WorldZone { Region = Shanghai, Id = "cn-shanghai-l" },
            ],
            Rules = world.Rules with { ImageQuota = 3, CopiesAtOnce = 1, SharesPerImage = 1, VcpuQuota = 6, ClientTokenMemory = TimeSpan.FromMinutes(10) },
            Accounts =
            [
                .. world.Accounts.Select(account => account with
                {
                    Keys = [.. account.Keys.Where(key => key.Region is Hangzhou or Shanghai)],
                    Roles = account.Id == SimulatorWorld.PublisherAccount ? [new WorldRole { Name = "sharer", TrustedAccounts = [SimulatorWorld.OurAccount] }] : [],
                }),
            ],
        };
    }
}
