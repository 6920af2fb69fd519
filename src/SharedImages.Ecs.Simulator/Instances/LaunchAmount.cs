using System.Globalization;

namespace SharedImages.Ecs.Simulator;

/// <summary>How many instances a launch wants, and how many it would be content with (facts §2.8).</summary>
internal sealed record LaunchAmount(int Wanted, int Least)
{
    private const int Max = 100;

    public static LaunchAmount Read(Call call)
    {
        var wanted = Read(call.Parameters, "Amount") ?? throw (call.IsDryRun
            ? new ApiException(403, "DryRun.InvalidAmount", "The specified Amount is not acceptable.")
            : new ApiException(403, "InvalidParam.Amount", $"The specified parameter Amount is not valid: 1 to {Max}."));
        if (call.Parameters.Optional("MinAmount") is null)
        {
            return new LaunchAmount(wanted, wanted);
        }

        return Read(call.Parameters, "MinAmount") is { } least && least <= wanted
            ? new LaunchAmount(wanted, least)
            : throw new ApiException(400, "InvalidMinAmount.Malformed", $"The specified parameter MinAmount is not valid: 1 to {Max}, and not above Amount.");
    }

    private static int? Read(Parameters parameters, string name) => parameters.Optional(name) switch
    {
        null => 1,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value is >= 1 and <= Max => value,
        _ => null,
    };
}
