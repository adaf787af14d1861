namespace Ocw.Nde.Conformance.Suites;

/// <summary>Runs the cases of the manifests that OCWNDE_MANIFEST names; see <see cref="ManifestFramework"/>.</summary>
public class GivenManifestTests
{
    public static TheoryData<SuiteCase> Cases => [.. GivenManifests.Cases.Select(given => new SuiteCase("given", given.Iri))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Given(SuiteCase test)
    {
        var outcome = GivenManifests.Cases.First(given => given.Iri == test.Iri).Run();
        Assert.True(outcome.Result == CaseResult.Passed, outcome.Text());
    }
}
