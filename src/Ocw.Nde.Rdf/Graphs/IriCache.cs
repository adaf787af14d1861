using System.Text;
using Ocw.Nde.Rdf.Formats.Reading;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Graphs;

/// <summary>Gives the same object for an IRI that comes again soon: predicates, types and subjects of a document are few at a time.</summary>
internal sealed class IriCache
{
    private const int Capacity = 4096;

    private readonly Dictionary<byte[], Iri> _iris = new(Utf8Comparer.Instance);
    private readonly Dictionary<byte[], Iri>.AlternateLookup<ReadOnlySpan<byte>> _lookup;

    internal IriCache() => _lookup = _iris.GetAlternateLookup<ReadOnlySpan<byte>>();

    /// <summary>The term of a span that is not <see cref="TermSpan.None"/>.</summary>
    internal RdfTerm Term(in TermSpan span) => span.Kind switch
    {
        TermKind.Iri => Iri(span.Value),
        TermKind.Literal when span.Language.IsEmpty && !span.Datatype.IsEmpty => new Literal(Encoding.UTF8.GetString(span.Value), Iri(span.Datatype)),
        _ => span.ToTerm()!,
    };

    private Iri Iri(ReadOnlySpan<byte> value)
    {
        if (_lookup.TryGetValue(value, out var known))
            return known;
        if (_iris.Count == Capacity)
            _iris.Clear();
        var iri = new Iri(Encoding.UTF8.GetString(value));
        _lookup[value] = iri;
        return iri;
    }
}
