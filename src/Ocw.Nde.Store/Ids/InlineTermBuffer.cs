using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Memory;

namespace Ocw.Nde.Store.Ids;

/// <summary>Writes the terms that ids carry themselves, each over the one before.</summary>
internal sealed class InlineTermBuffer(TermCodec codec)
{
    private readonly byte[] _text = new byte[Math.Max(PackedIriTable.MaxIriBytes, Math.Max(TermCodec.MaxInlineLiteralBytes, BlankNodeLabel.MaxBytes))];

    /// <summary>The term of a blank node, a packed IRI or an inline literal.</summary>
    /// <returns><see langword="false"/> for an id of another kind.</returns>
    internal bool TryRead(TermId id, out TermSpan term)
    {
        if (id.Tag == TermTag.BlankNode)
        {
            term = TermSpan.BlankNode(_text.AsSpan(0, BlankNodeLabel.Write(id.Payload, _text)));
            return true;
        }

        if (!TermCodec.IsInline(id.Tag))
        {
            term = default;
            return false;
        }

        if (id.Tag == TermTag.PackedIri)
        {
            term = TermSpan.Iri(_text.AsSpan(0, codec.PackedIris.Unpack(id.Payload, _text)));
            return true;
        }

        var length = TermCodec.WriteLiteral(id, _text, out var datatype);
        term = TermSpan.Literal(_text.AsSpan(0, length), datatype);
        return true;
    }
}
