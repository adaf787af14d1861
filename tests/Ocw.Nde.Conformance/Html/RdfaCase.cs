using System.Text;
using Ocw.Nde.Conformance.Manifests;
using Ocw.Nde.Html;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql;
using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Sparql.Syntax;
using Ocw.Nde.Store.Memory;

namespace Ocw.Nde.Conformance.Html;

/// <summary>One case of the RDFa suite: a page, and a question that its statements answer with yes or no.</summary>
internal static class RdfaCase
{
    private const string Vocabularies = "http://rdfa.info/vocabs/rdfa-test";

    private static readonly Iri QueryParameter = new("http://rdfa.info/vocabs/rdfa-test#queryParam");

    private static readonly Lazy<RdfGraph> TestVocabulary = new(() =>
    {
        var graph = new RdfGraph();
        new HtmlRdfReader(options: new() { Syntaxes = HtmlSyntaxes.Rdfa })
            .ReadPage(SuiteArchive.Rdfa.Read("vocabs/rdfa-test.html"), "text/html", Vocabularies, new RdfGraphSink(graph));
        return graph;
    });

    public static void Positive(ManifestEntry entry) => Check(entry, expected: true);

    public static void Negative(ManifestEntry entry) => Check(entry, expected: false);

    private static void Check(ManifestEntry entry, bool expected)
    {
        var parameter = (entry.Object(QueryParameter) as Literal)?.LexicalForm;
        var source = new MemoryQuadSourceBuilder();
        var lines = new RdfDataset();
        var notices = new List<RdfNotice>();
        var options = new HtmlRdfOptions
        {
            Syntaxes = HtmlSyntaxes.Rdfa,
            RdfaRoles = true,
            RdfaVocabularies = parameter == "vocab_expansion=true" ? name => name.StartsWith(Vocabularies, StringComparison.Ordinal) ? TestVocabulary.Value : null : null,
        };
        var file = ((Iri)entry.Action).Value;
        new HtmlRdfReader(new() { OnNotice = notices.Add }, options).ReadPage(entry.Read(entry.Action), MediaType(file), file, new RdfGraphSink(lines));
        if (parameter == "rdfagraph=processor")
            lines = ProcessorGraph(notices);
        lines.WriteTo(source);
        var question = Encoding.UTF8.GetString(entry.Read(new Iri(Path.ChangeExtension(file, ".sparql"))));
        using var answer = QueryEvaluator.Evaluate(SparqlParser.Parse(question, file), source.Build(), new EvaluationOptions());
        Assert.True(((BooleanResult)answer).Value == expected, $"{question}\nis not {expected} of:\n{string.Join('\n', lines.Select(q => q.Triple))}\n{string.Join('\n', notices)}");
    }

    // RDFa Core 1.1 §7.6.2: the processor graph, which our notices are.
    private static RdfDataset ProcessorGraph(List<RdfNotice> notices)
    {
        var graph = new RdfDataset();
        foreach (var notice in notices)
        {
            var type = notice.Kind switch
            {
                RdfNoticeKind.RdfaUnresolvedTerm => "UnresolvedTerm",
                RdfNoticeKind.RdfaUnresolvedPrefix => "UnresolvedCURIE",
                RdfNoticeKind.RdfaPrefixRedefined => "PrefixRedefinition",
                RdfNoticeKind.XmlReadAsHtml => "Error",
                _ => "Warning",
            };
            graph.Graph(null).Add(new BlankNode($"n{graph.Count}"), RdfNs.Type, new Iri("http://www.w3.org/ns/rdfa#" + type));
        }

        return graph;
    }

    private static string MediaType(string file) => Path.GetExtension(file) switch
    {
        ".xhtml" => "application/xhtml+xml",
        ".svg" => "image/svg+xml",
        ".xml" => "application/xml",
        _ => "text/html",
    };
}
