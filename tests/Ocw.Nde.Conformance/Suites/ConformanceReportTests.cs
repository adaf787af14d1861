using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Conformance.Suites;

public class ConformanceReportTests
{
    [SharedFact("suites")]
    public void The_committed_figures_are_those_of_this_run()
    {
        var committed = File.ReadAllText(Program.ReportFile);

        Assert.True(committed == ConformanceReport.Make(), "docs/conformance.md differs from the run: dotnet run --project tests/Ocw.Nde.Conformance -- report");
    }
}
