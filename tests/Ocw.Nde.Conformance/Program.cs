using System.Globalization;
using Ocw.Nde.Conformance.Suites;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Conformance;

/// <summary>
/// Runs conformance suites without a test runner: those that OCWNDE_MANIFEST names, alone, or else every public suite that we know; with
/// <c>suite</c> and a part of a name those that are called so, with <c>report</c> it writes docs/conformance.md.
/// </summary>
internal static class Program
{
    /// <summary>The report in the project.</summary>
    public static string ReportFile => Path.Combine(SharedData.ProjectRoot, "docs", "conformance.md");

    private static int Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["report"]:
                File.WriteAllText(ReportFile, ConformanceReport.Make(run => Console.WriteLine(Line(run))));
                return 0;
            case [] when GivenManifests.Any:
                return Run(GivenManifests.Cases);
            case []:
                return RunKnown("");
            case ["suite", var name]:
                return RunKnown(name);
            default:
                Console.Error.WriteLine($"usage: dotnet run --project tests/Ocw.Nde.Conformance [-- report | suite NAME]; {GivenManifests.Variable}=path[:path…] for manifests of your own");
                return 2;
        }
    }

    private static int Run(IReadOnlyList<GivenCase> cases)
    {
        var counts = new int[3];
        foreach (var given in cases)
        {
            var outcome = given.Run();
            counts[(int)outcome.Result]++;
            Console.WriteLine(outcome.Text());
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{counts[0]} passed, {counts[1]} failed, {counts[2]} not run (type not known), {cases.Count} in all"));
        return counts[0] == cases.Count && cases.Count > 0 ? 0 : 1;
    }

    private static int RunKnown(string name)
    {
        var failed = 0;
        foreach (var run in BuiltInSuites.All.Where(suite => suite.Name.Contains(name, StringComparison.OrdinalIgnoreCase)).Select(SuiteRun.Of))
        {
            Console.WriteLine(Line(run));
            foreach (var outcome in run.Failed)
                Console.WriteLine(outcome.Result == CaseResult.Passed ? $"passes, and stands among the exceptions: {outcome.Iri}" : outcome.Text());
            failed += run.Failed.Count;
        }

        return failed == 0 ? 0 : 1;
    }

    private static string Line(SuiteRun run) =>
        string.Create(CultureInfo.InvariantCulture, $"{run.Suite.Name}: {run.Cases} cases, {run.Passed} passed, {run.Exceptions.Count} exceptions, {run.Failed.Count} failed");
}
