using System.Globalization;

namespace SharedImages.Ecs.Simulator.Tests;

/// <summary>Makes scripts of calls by three accounts; the same random numbers, the same scripts.</summary>
internal sealed class StepGenerator(Random random, IReadOnlyList<string> accounts, IReadOnlyList<string> regions, IReadOnlyList<ModelKey> images)
{
    private const string Nobody = "9999999999999999";

    private readonly List<ModelKey> images = [.. images];
    private readonly List<ModelStep> copies = [];

    public IReadOnlyList<ModelStep> Script() => [.. Enumerable.Range(0, random.Next(2, 25)).Select(_ => Step())];

    private ModelStep Step() => random.Next(20) switch
    {
        < 4 => new ModelStep { Seconds = random.Next(6) == 0 ? random.Next(100, 140) : random.Next(1, 50) },
        < 10 => Copy(),
        < 12 => OnImage("CancelCopyImage"),
        < 14 => OnImage("DeleteImage") with { DryRun = random.Next(10) == 0 },
        < 17 => Share(),
        _ => new ModelStep { Action = "DescribeImages", Account = Pick(accounts), Region = Pick(regions), All = random.Next(3) > 0, Fault = Fault() },
    };

    private ModelStep Copy()
    {
        if (copies.Count > 0 && random.Next(4) == 0)
        {
            // Once more, as after a lost answer; at times with another name.
            var again = Pick(copies);
            return again with { Fault = Fault(), Name = random.Next(4) == 0 ? Name() : again.Name };
        }

        var source = OnImage("CopyImage");
        var step = source with
        {
            Destination = random.Next(3) == 0 ? Pick(regions) : source.Region,
            Name = Name(),
            Token = random.Next(2) == 0 ? string.Create(CultureInfo.InvariantCulture, $"t{random.Next(4)}") : null,
            DryRun = random.Next(12) == 0,
        };
        images.Add(new ModelKey(step.Account, step.Destination, step.Name));
        copies.Add(step);
        return step;
    }

    private ModelStep Share()
    {
        var others = accounts.Append(Nobody).OrderBy(_ => random.Next()).ToList();
        var (add, remove) = random.Next(3) switch
        {
            0 => (1, 0),
            1 => (0, 1),
            _ => (random.Next(3), random.Next(2)),
        };
        var step = OnImage("ModifyImageSharePermission") with { Add = [.. others.Take(add)], Remove = [.. others.Skip(add).Take(remove)], DryRun = random.Next(15) == 0 };

        // Of eleven the last is not looked at.
        return add == 1 && random.Next(4) == 0 ? step with { Add = [.. Enumerable.Repeat(others[0], 10), others[1]], Remove = [] } : step;
    }

    private ModelStep OnImage(string action)
    {
        var image = Pick(images);
        return new ModelStep
        {
            Action = action,
            Image = image,
            Account = random.Next(3) > 0 ? image.Owner : Pick(accounts),
            Region = random.Next(10) == 0 ? Pick(regions) : image.Region,
            Fault = Fault(),
        };
    }

    private FaultKind? Fault() => random.Next(8) == 0 ? Pick(FaultKind.LoseAnswer, FaultKind.LoseRequest, FaultKind.Throttle, FaultKind.ServerError, FaultKind.FailCopy) : null;

    private string Name() => Pick("base", "gold", "web", "db");

    private T Pick<T>(params IReadOnlyList<T> items) => items[random.Next(items.Count)];
}
