using System.Text;
using Ocw.Nde.Conformance.Manifests;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql;
using Ocw.Nde.Sparql.Syntax;

namespace Ocw.Nde.Conformance.Sparql;

/// <summary>A syntax test: the text is read, or refused with the place of its fault.</summary>
internal static class SyntaxCase
{
    public static void Query(ManifestEntry entry) => Check(entry, (text, baseIri) => SparqlParser.Parse(text, baseIri, new() { Version = entry.Version }));

    public static void Update(ManifestEntry entry) => Check(entry, (text, baseIri) => SparqlParser.ParseUpdate(text, baseIri, new() { Version = entry.Version }));

    private static void Check(ManifestEntry entry, Action<string, string> parse)
    {
        var file = (Iri)entry.Action;
        var text = Encoding.UTF8.GetString(entry.Read(file));
        if (!entry.Types.Any(type => type.StartsWith("Negative", StringComparison.Ordinal)))
        {
            parse(text, entry.BaseOf(file));
            return;
        }

        var fault = Assert.Throws<SparqlSyntaxException>(() => parse(text, entry.BaseOf(file)));
        Assert.True(fault.Line > 0 && fault.Column > 0, fault.Message);
    }
}
