using System.Globalization;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Lifting;

/// <summary>A record as triples, for queries. Nodes without a name of their own are called <c>urn:ocwnde:node:…</c>; the record itself, where it has no IRI, <c>urn:ocwnde:record</c>.</summary>
internal sealed class LiftedGraph(IReadOnlyList<Triple> triples)
{
    private const string NodePrefix = "urn:ocwnde:node:";

    /// <summary>The record itself, when the source gives it no IRI (XML, JSON).</summary>
    public static readonly Iri Record = new("urn:ocwnde:record");

    /// <summary>The triples.</summary>
    public IReadOnlyList<Triple> Triples { get; } = triples;

    /// <summary>The name of the node with this number; their order by characters is the order of the source.</summary>
    public static Iri NodeIri(int number) => new(NodePrefix + number.ToString("D7", CultureInfo.InvariantCulture));

    /// <summary>Whether an IRI only names a node of this record: it never leaves.</summary>
    public static bool IsLocal(Iri iri) => iri.Value.StartsWith(NodePrefix, StringComparison.Ordinal) || iri == Record;
}
