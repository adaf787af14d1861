using System.Globalization;
using Xunit.Abstractions;

namespace Ocw.Nde.TestSupport;

/// <summary>How large a battery runs: small for every submission, large with <c>OCWNDE_NIGHT=1</c>; and with which seed (<c>OCWNDE_SEED</c> sets it).</summary>
internal static class TestScale
{
    /// <summary>Whether this is the long run.</summary>
    public static bool IsNight { get; } = Environment.GetEnvironmentVariable("OCWNDE_NIGHT") is "1" or "true";

    /// <summary>One of two sizes.</summary>
    public static int Of(int submission, int night) => IsNight ? night : submission;

    /// <summary>The seed of a test: fixed for submissions, another one each night; printed, so that a failing run can be run again.</summary>
    public static Random Random(ITestOutputHelper output, int submission, out int seed)
    {
        seed = int.TryParse(Environment.GetEnvironmentVariable("OCWNDE_SEED"), NumberStyles.Integer, CultureInfo.InvariantCulture, out var given) ? given
            : IsNight ? Environment.TickCount & int.MaxValue
            : submission;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"OCWNDE_SEED={seed}{(IsNight ? " OCWNDE_NIGHT=1" : "")}"));
        return new Random(seed);
    }
}
