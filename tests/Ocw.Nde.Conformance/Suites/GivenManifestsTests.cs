using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Conformance.Suites;

/// <summary>What OCWNDE_MANIFEST does, shown on a manifest of our own.</summary>
public class GivenManifestsTests
{
    private static readonly string Folder = Path.Combine(SharedData.ProjectRoot, "tests", "Ocw.Nde.Conformance", "Given");

    [Theory]
    [InlineData("select", CaseResult.Passed, "")]
    [InlineData("wrong", CaseResult.Failed, "Gezicht op Delft")]
    [InlineData("update", CaseResult.Passed, "")]
    [InlineData("turtle", CaseResult.Passed, "")]
    [InlineData("unknown", CaseResult.NotKnown, "TestOfDancing")]
    [InlineData("undescribed", CaseResult.NotKnown, "does not say what it is")]
    [InlineData("syntax", CaseResult.Passed, "")]
    [InlineData("missing", CaseResult.Failed, "nowhere.rq")]
    internal void Each_case_is_run_or_reported(string name, CaseResult expected, string reason)
    {
        var outcome = Run(Path.Combine(Folder, "manifest.ttl")).Single(outcome => outcome.Iri.EndsWith("#" + name, StringComparison.Ordinal));

        Assert.Equal(expected, outcome.Result);
        Assert.Contains(reason, outcome.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_stands_for_the_manifest_in_it() => Assert.Equal(8, Run(Folder).Count);

    [Fact]
    public void A_manifest_that_cannot_be_read_is_a_failure()
    {
        var outcome = Assert.Single(Run(Path.Combine(Folder, "nowhere.ttl")));

        Assert.Equal(CaseResult.Failed, outcome.Result);
        Assert.Contains("nowhere.ttl", outcome.Text(), StringComparison.Ordinal);
    }

    private static List<CaseOutcome> Run(string path) => [.. GivenManifests.Read(path).Select(given => given.Run())];
}
