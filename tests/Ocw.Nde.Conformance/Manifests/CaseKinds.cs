using Ocw.Nde.Conformance.Canonical;
using Ocw.Nde.Conformance.Html;
using Ocw.Nde.Conformance.JsonLd;
using Ocw.Nde.Conformance.Protocol;
using Ocw.Nde.Conformance.Rdf;
using Ocw.Nde.Conformance.Rml;
using Ocw.Nde.Conformance.Shacl;
using Ocw.Nde.Conformance.Sparql;
using Ocw.Nde.Rdf.Formats;

namespace Ocw.Nde.Conformance.Manifests;

/// <summary>The types of tests that can be run, and how.</summary>
internal static class CaseKinds
{
    private static readonly Dictionary<string, Action<ManifestEntry>> Kinds = new(StringComparer.Ordinal)
    {
        ["PositiveSyntaxTest"] = SyntaxCase.Query,
        ["PositiveSyntaxTest11"] = SyntaxCase.Query,
        ["NegativeSyntaxTest"] = SyntaxCase.Query,
        ["NegativeSyntaxTest11"] = SyntaxCase.Query,
        ["PositiveUpdateSyntaxTest"] = SyntaxCase.Update,
        ["PositiveUpdateSyntaxTest11"] = SyntaxCase.Update,
        ["NegativeUpdateSyntaxTest"] = SyntaxCase.Update,
        ["NegativeUpdateSyntaxTest11"] = SyntaxCase.Update,
        ["QueryEvaluationTest"] = EvaluationCase.Run,
        ["CSVResultFormatTest"] = EvaluationCase.Run,
        ["PositiveJsonResultsSyntaxTest"] = ResultSyntaxCase.Run,
        ["NegativeJsonResultsSyntaxTest"] = ResultSyntaxCase.Run,
        ["PositiveXmlResultsSyntaxTest"] = ResultSyntaxCase.Run,
        ["NegativeXmlResultsSyntaxTest"] = ResultSyntaxCase.Run,
        ["PositiveTsvResultsSyntaxTest"] = ResultSyntaxCase.Run,
        ["NegativeTsvResultsSyntaxTest"] = ResultSyntaxCase.Run,
        ["UpdateEvaluationTest"] = UpdateCase.Run,
        ["ProtocolTest"] = ProtocolCase.Run,
        ["GraphStoreProtocolTest"] = ProtocolCase.Run,
        ["ServiceDescriptionTest"] = ServiceDescriptionCase.Run,
        ["TestNTriplesPositiveSyntax"] = RdfCase.Of(RdfFormats.NTriples),
        ["TestNTriplesNegativeSyntax"] = RdfCase.Of(RdfFormats.NTriples),
        ["TestNQuadsPositiveSyntax"] = RdfCase.Of(RdfFormats.NQuads),
        ["TestNQuadsNegativeSyntax"] = RdfCase.Of(RdfFormats.NQuads),
        ["TestNTriplesPositiveC14N"] = RdfCase.CanonicalOf(RdfFormats.NTriples),
        ["TestNQuadsPositiveC14N"] = RdfCase.CanonicalOf(RdfFormats.NQuads),
        ["TestTurtleEval"] = RdfCase.Of(RdfFormats.Turtle),
        ["TestTurtlePositiveSyntax"] = RdfCase.Of(RdfFormats.Turtle),
        ["TestTurtleNegativeSyntax"] = RdfCase.Of(RdfFormats.Turtle),
        ["TestTurtleNegativeEval"] = RdfCase.Of(RdfFormats.Turtle),
        ["TestTrigEval"] = RdfCase.Of(RdfFormats.TriG),
        ["TestTrigPositiveSyntax"] = RdfCase.Of(RdfFormats.TriG),
        ["TestTrigNegativeSyntax"] = RdfCase.Of(RdfFormats.TriG),
        ["TestTrigNegativeEval"] = RdfCase.Of(RdfFormats.TriG),
        ["TestXMLEval"] = RdfCase.Of(RdfFormats.RdfXml),
        ["TestXMLNegativeSyntax"] = RdfCase.Of(RdfFormats.RdfXml),
        ["PositiveEntailmentTest"] = EntailmentCase.Run,
        ["NegativeEntailmentTest"] = EntailmentCase.Run,
        ["ExpandTest"] = JsonLdCase.Expand,
        ["CompactTest"] = JsonLdCase.Compact,
        ["FlattenTest"] = JsonLdCase.Flatten,
        ["ToRDFTest"] = JsonLdCase.ToRdf,
        ["FromRDFTest"] = JsonLdCase.FromRdf,
        ["FrameTest"] = JsonLdCase.Frame,
        ["PositiveEvaluationTest"] = RdfaCase.Positive,
        ["NegativeEvaluationTest"] = RdfaCase.Negative,
        ["TestMicrodataEval"] = MicrodataCase.Evaluation,
        ["TestMicrodataNegativeSyntax"] = MicrodataCase.Negative,
        ["Validate"] = ShaclCase.Run,
        ["RDFC10EvalTest"] = CanonicalCase.Document,
        ["RDFC10MapTest"] = CanonicalCase.Labels,
        ["RDFC10NegativeEvalTest"] = CanonicalCase.Poison,
        ["RmlTest"] = RmlCase.Run,
    };

    /// <summary>Whether a test can be run here.</summary>
    public static bool TryFind(ManifestEntry entry, out Action<ManifestEntry> run)
    {
        // A test of JSON-LD is a syntax or evaluation test as well; what of, its other type says.
        foreach (var type in entry.Types.OrderByDescending(type => type == "ToRDFTest").ThenBy(type => type.EndsWith("EvaluationTest", StringComparison.Ordinal)).ThenBy(type => type, StringComparer.Ordinal))
        {
            if (Kinds.TryGetValue(type, out run!))
                return true;
        }

        run = null!;
        return false;
    }
}
