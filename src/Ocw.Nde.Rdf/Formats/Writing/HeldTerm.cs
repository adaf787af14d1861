using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Formats.Writing;

/// <summary>Remembers one IRI or blank node, to see whether the next quad has it again.</summary>
internal sealed class HeldTerm
{
    private byte[] _bytes = new byte[256];
    private int _length;
    private TermKind _kind;

    internal ReadOnlySpan<byte> Value => _bytes.AsSpan(0, _length);

    internal TermKind Kind => _kind;

    internal TermSpan Term => _kind switch
    {
        TermKind.Iri => TermSpan.Iri(Value),
        TermKind.BlankNode => TermSpan.BlankNode(Value),
        _ => TermSpan.None,
    };

    internal bool Is(in TermSpan term) => term.Kind == _kind && term.Value.SequenceEqual(Value);

    internal void Hold(in TermSpan term)
    {
        if (_bytes.Length < term.Value.Length)
            _bytes = new byte[term.Value.Length * 2];
        term.Value.CopyTo(_bytes);
        _length = term.Value.Length;
        _kind = term.Kind;
    }

    internal void Clear() => (_kind, _length) = (TermKind.None, 0);
}
