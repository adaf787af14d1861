using Ocw.Nde.Conformance.Manifests;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Conformance.Rdf;

/// <summary>The W3C suites of the RDF 1.1 syntaxes: every entry of every manifest is one row, named by its IRI.</summary>
public class SyntaxSuiteTests
{
    private static readonly Suite NTriplesSuite = new("rdf/rdf11/rdf-n-triples/manifest.ttl");
    private static readonly Suite NQuadsSuite = new("rdf/rdf11/rdf-n-quads/manifest.ttl");
    private static readonly Suite TurtleSuite = new("rdf/rdf11/rdf-turtle/manifest.ttl");
    private static readonly Suite TriGSuite = new("rdf/rdf11/rdf-trig/manifest.ttl");
    private static readonly Suite RdfXmlSuite = new("rdf/rdf11/rdf-xml/manifest.ttl");

    public static TheoryData<TestIri> NTriplesRows => NTriplesSuite.Rows();

    public static TheoryData<TestIri> NQuadsRows => NQuadsSuite.Rows();

    public static TheoryData<TestIri> TurtleRows => TurtleSuite.Rows();

    public static TheoryData<TestIri> TriGRows => TriGSuite.Rows();

    public static TheoryData<TestIri> RdfXmlRows => RdfXmlSuite.Rows();

    [SharedTheory(SuiteArchive.RdfTestsZip)]
    [MemberData(nameof(NTriplesRows))]
    public void NTriples(TestIri test) => NTriplesSuite.Run(test, RdfFormats.NTriples);

    [SharedTheory(SuiteArchive.RdfTestsZip)]
    [MemberData(nameof(NQuadsRows))]
    public void NQuads(TestIri test) => NQuadsSuite.Run(test, RdfFormats.NQuads);

    [SharedTheory(SuiteArchive.RdfTestsZip)]
    [MemberData(nameof(TurtleRows))]
    public void Turtle(TestIri test) => TurtleSuite.Run(test, RdfFormats.Turtle);

    [SharedTheory(SuiteArchive.RdfTestsZip)]
    [MemberData(nameof(TriGRows))]
    public void TriG(TestIri test) => TriGSuite.Run(test, RdfFormats.TriG);

    [SharedTheory(SuiteArchive.RdfTestsZip)]
    [MemberData(nameof(RdfXmlRows))]
    public void RdfXml(TestIri test) => RdfXmlSuite.Run(test, RdfFormats.RdfXml);

    private sealed class Suite(string manifest)
    {
        private readonly Lazy<Manifest> _manifest = new(() => Manifest.Read(SuiteArchive.RdfTests, manifest));

        public TheoryData<TestIri> Rows() => [.. _manifest.Value.Entries().Select(e => new TestIri(e.Iri))];

        public void Run(TestIri test, RdfFormat format) => RdfCase.Run(_manifest.Value.Entry(test.Value), format);
    }
}
