using System.Text;
using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Node.Operations.Purging;

/// <summary>Finds in several passes over a document which blank nodes hang on purged subjects only, and so go with them.</summary>
internal sealed class PurgedQuads(IPurgedNames names) : IQuadSink
{
    private readonly HashSet<string> _purged = new(StringComparer.Ordinal);
    private readonly HashSet<string> _below = new(StringComparer.Ordinal);
    private readonly HashSet<string> _shared = new(StringComparer.Ordinal);

    /// <summary>Whether anything in the document is purged.</summary>
    public bool FoundAny { get; private set; }

    /// <summary>Whether a term is purged.</summary>
    public bool Holds(in TermSpan term) => term.Kind switch
    {
        TermKind.Iri => names.Covers(Encoding.UTF8.GetString(term.Value)),
        TermKind.BlankNode => _purged.Count > 0 && _purged.Contains(Encoding.UTF8.GetString(term.Value)),
        _ => false,
    };

    /// <inheritdoc/>
    public void Quad(in TermSpan subject, in TermSpan predicate, in TermSpan @object, in TermSpan graph)
    {
        var isPurged = Holds(subject) || Holds(graph);
        FoundAny |= isPurged || Holds(@object);
        if (@object.Kind == TermKind.BlankNode)
            (isPurged ? _below : _shared).Add(Encoding.UTF8.GetString(@object.Value));
    }

    /// <summary>Ends a pass.</summary>
    /// <returns>Whether another one may find more.</returns>
    public bool EndOfPass()
    {
        var before = _purged.Count;
        _purged.UnionWith(_below.Where(node => !_shared.Contains(node)));
        _below.Clear();
        _shared.Clear();
        return _purged.Count > before;
    }
}
