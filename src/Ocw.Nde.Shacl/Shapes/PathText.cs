using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Algebra;

namespace Ocw.Nde.Shacl.Shapes;

/// <summary>Writes property paths: as SPARQL text for people, as SHACL's own nodes for reports.</summary>
public static class PathText
{
    /// <summary>The path as SPARQL writes it, with full IRIs: <c>&lt;http://…/type&gt;/&lt;http://…/subClassOf&gt;*</c>.</summary>
    public static string ToSparql(PropertyPath path) => Write(path, iri => iri.ToString());

    /// <summary>The path with only the local names of its IRIs, for headings and tables: <c>type/subClassOf*</c>.</summary>
    public static string ToShortText(PropertyPath path) => Write(path, iri => LocalName(iri.Value));

    /// <summary>What comes after the last <c>#</c>, <c>/</c> or <c>:</c> of an IRI, or the whole IRI where nothing does.</summary>
    public static string LocalName(string iri)
    {
        var end = iri.AsSpan().LastIndexOfAny('#', '/', ':');
        return end >= 0 && end < iri.Length - 1 ? iri[(end + 1)..] : iri;
    }

    private static string Write(PropertyPath path, Func<Iri, string> name) => path switch
    {
        LinkPath link => name(link.Predicate),
        InversePath inverse => "^" + WriteOperand(inverse.Path, name),
        SequencePath sequence => WriteStep(sequence.First, name) + "/" + WriteStep(sequence.Second, name),
        AlternativePath alternative => Write(alternative.First, name) + "|" + Write(alternative.Second, name),
        ZeroOrMorePath more => WriteOperand(more.Path, name) + "*",
        OneOrMorePath more => WriteOperand(more.Path, name) + "+",
        ZeroOrOnePath optional => WriteOperand(optional.Path, name) + "?",
        _ => throw new NotSupportedException($"SHACL has no property path of the kind {path.GetType().Name}."),
    };

    // Only | binds weaker than /.
    private static string WriteStep(PropertyPath path, Func<Iri, string> name) => path is AlternativePath ? "(" + Write(path, name) + ")" : Write(path, name);

    private static string WriteOperand(PropertyPath path, Func<Iri, string> name) => path is LinkPath ? Write(path, name) : "(" + Write(path, name) + ")";
}
