using System.Text;
using Ocw.Nde.Conformance.Manifests;
using Ocw.Nde.Html;
using Ocw.Nde.Html.Microdata;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Conformance.Html;

/// <summary>One case of W3C's microdata suite: a page, and its statements.</summary>
internal static class MicrodataCase
{
    private static readonly Iri Registry = new("http://www.w3.org/ns/rdftest#registry");

    public static void Evaluation(ManifestEntry entry)
    {
        var (actual, _) = Read(entry);
        var file = ((Iri)entry.Action).Value;
        var expected = RdfFormats.ParseDataset(entry.Read(entry.Result!), RdfFormats.Turtle, new() { BaseIri = file });
        Assert.True(GraphIsomorphism.AreIsomorphic(expected, actual), $"expected:\n{Lines(expected)}\nactual:\n{Lines(actual)}");
    }

    /// <summary>A page with a fault, which is told.</summary>
    public static void Negative(ManifestEntry entry) => Assert.NotEmpty(Read(entry).Notices);

    private static (RdfDataset Statements, List<RdfNotice> Notices) Read(ManifestEntry entry)
    {
        var statements = new RdfDataset();
        var notices = new List<RdfNotice>();
        var registry = Encoding.UTF8.GetString(entry.Manifest.Suite.Read(entry.Object(Registry) is null ? "tests/test-registry.json" : "ns/md.json"));
        new HtmlRdfReader(new() { OnNotice = notices.Add }, new() { Syntaxes = HtmlSyntaxes.Microdata, MicrodataRegistry = MicrodataRegistry.Parse(registry) })
            .ReadPage(entry.Read(entry.Action), "text/html", ((Iri)entry.Action).Value, new RdfGraphSink(statements));
        return (statements, notices);
    }

    private static string Lines(RdfDataset dataset) => string.Join('\n', dataset.Select(q => $"{q.Triple} ."));
}
