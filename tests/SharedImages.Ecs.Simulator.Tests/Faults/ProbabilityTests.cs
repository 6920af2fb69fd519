namespace SharedImages.Ecs.Simulator.Tests;

public sealed class ProbabilityTests : SimulatorTest
{
    private const int Calls = 100;

    [Fact]
    public async Task A_seed_decides_which_calls_are_hit()
    {
        var first = await Codes(seed: 1);
        var again = await Codes(seed: 1);
        var other = await Codes(seed: 2);

        first.Count(code => code == "InternalError").ShouldBeInRange(Calls / 10, Calls / 2);
        again.ShouldBe(first);
        other.ShouldNotBe(first);
    }

    [Fact]
    public async Task The_certain_one_hits_every_call_up_to_its_count()
    {
        Simulator.Faults.Add(new Fault { Kind = FaultKind.ServerError, Probability = 1, Nth = 2, Times = 2 });

        var codes = new List<string>();
        for (var call = 0; call < 4; call++)
        {
            codes.Add((await Us.Try("DescribeRegions")).Code);
        }

        codes.ShouldBe(["OK", "InternalError", "InternalError", "OK"]);
    }

    private async Task<IReadOnlyList<string>> Codes(int seed)
    {
        var fault = Simulator.Faults.Add(new Fault { Kind = FaultKind.ServerError, Probability = 0.25, Seed = seed });
        var codes = new List<string>();
        for (var call = 0; call < Calls; call++)
        {
            codes.Add((await Us.Try("DescribeRegions")).Code);
        }

        Simulator.Faults.Remove(fault.Id);
        return codes;
    }
}
