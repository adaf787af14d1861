using System.Globalization;
using System.Text;

namespace Ocw.Nde.Conformance.Suites;

/// <summary>The table of <c>docs/conformance.md</c>, from a run of every suite.</summary>
internal static class ConformanceReport
{
    /// <summary>Runs everything and writes it down.</summary>
    /// <param name="told">Hears of each suite when it has been run.</param>
    public static string Make(Action<SuiteRun>? told = null)
    {
        var runs = new List<SuiteRun>();
        foreach (var suite in BuiltInSuites.All)
        {
            runs.Add(SuiteRun.Of(suite));
            told?.Invoke(runs[^1]);
        }

        return Write(runs);
    }

    private static string Write(List<SuiteRun> runs)
    {
        var text = new StringBuilder()
            .Append("# Conformance\n\n")
            .Append("Made by `dotnet run --project tests/Ocw.Nde.Conformance -- report`; a test compares it with a run. Not to be edited.\n\n")
            .Append("| Suite | Cases | Passed | Exceptions | Failed |\n|---|---:|---:|---:|---:|\n");
        foreach (var run in runs)
            text.Append(CultureInfo.InvariantCulture, $"| {run.Suite.Name} | {run.Cases} | {run.Passed} | {run.Exceptions.Count} | {run.Failed.Count} |\n");
        text.Append(CultureInfo.InvariantCulture, $"| **All** | **{runs.Sum(run => run.Cases)}** | **{runs.Sum(run => run.Passed)}** | **{runs.Sum(run => run.Exceptions.Count)}** | **{runs.Sum(run => run.Failed.Count)}** |\n");

        text.Append("\n## Exceptions\n\nEach is a case of the public suite that we do not pass, with the reason.\n\n");
        foreach (var (iri, reason) in runs.SelectMany(run => run.Exceptions))
            text.Append(CultureInfo.InvariantCulture, $"- <{iri}>: {reason}\n");
        text.Append("\n## Not run\n\n");
        foreach (var line in BuiltInSuites.NotRun)
            text.Append(CultureInfo.InvariantCulture, $"- {line}\n");
        return text.ToString();
    }
}

/// <summary>A suite that was run.</summary>
/// <param name="Suite">The suite.</param>
/// <param name="Cases">How many cases it has.</param>
/// <param name="Passed">How many of them passed.</param>
/// <param name="Exceptions">Those that did not pass, as its list of exceptions says, with the reasons.</param>
/// <param name="Failed">Those that did not pass and should, or pass and stand among the exceptions.</param>
internal sealed record SuiteRun(Suite Suite, int Cases, int Passed, IReadOnlyList<(string Iri, string Reason)> Exceptions, IReadOnlyList<CaseOutcome> Failed)
{
    /// <summary>Runs every case.</summary>
    public static SuiteRun Of(Suite suite)
    {
        var outcomes = suite.Entries.Values.Select(CaseOutcome.Of).ToList();
        var isException = outcomes.ToLookup(outcome => suite.ReasonFor(outcome.Iri) is not null);
        return new SuiteRun(
            suite,
            outcomes.Count,
            isException[false].Count(outcome => outcome.Result == CaseResult.Passed),
            [.. isException[true].Where(outcome => outcome.Result != CaseResult.Passed).Select(outcome => (outcome.Iri, suite.ReasonFor(outcome.Iri)!))],
            [.. isException[false].Where(outcome => outcome.Result != CaseResult.Passed), .. isException[true].Where(outcome => outcome.Result == CaseResult.Passed)]);
    }
}
