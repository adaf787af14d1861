using System.Text;
using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Node.Pipeline;

/// <summary>Hands triples that are objects to a sink that wants UTF-8, with buffers that are used again.</summary>
internal sealed class TripleSpans(IQuadSink sink)
{
    private readonly byte[][] _buffers = [new byte[256], new byte[256], new byte[1024], new byte[64], new byte[16]];

    /// <summary>How many triples were handed on.</summary>
    public long Count { get; private set; }

    /// <summary>Hands on one triple, in the sink's own graph.</summary>
    public void Write(in Triple triple)
    {
        var subject = Span(triple.Subject, 0);
        var predicate = Span(triple.Predicate, 1);
        var @object = Span(triple.Object, 2);
        sink.Quad(subject, predicate, @object, TermSpan.None);
        Count++;
    }

    /// <summary>Hands on many.</summary>
    public void Write(IEnumerable<Triple> triples)
    {
        foreach (var triple in triples)
            Write(triple);
    }

    private TermSpan Span(RdfTerm term, int buffer) => term switch
    {
        Iri iri => TermSpan.Iri(Encode(iri.Value, buffer)),
        BlankNode node => TermSpan.BlankNode(Encode(node.Label, buffer)),
        Literal { Language: { } language } literal => TermSpan.LangString(Encode(literal.LexicalForm, buffer), Encode(language, 4), literal.Direction),
        Literal literal => TermSpan.Literal(Encode(literal.LexicalForm, buffer), Encode(literal.Datatype.Value, 3)),
        _ => TermSpan.TripleTerm(Encode(term.ToString()!, buffer)),
    };

    private ReadOnlySpan<byte> Encode(string text, int buffer)
    {
        var bytes = _buffers[buffer];
        if (Encoding.UTF8.GetMaxByteCount(text.Length) > bytes.Length)
            _buffers[buffer] = bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        return bytes.AsSpan(0, Encoding.UTF8.GetBytes(text, bytes));
    }
}
