using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Formats.SparqlResults;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Benchmarks.Formats;

/// <summary>Touches every term: what a callback of N3.js does that looks at the value of each term.</summary>
internal sealed class TouchingSink : IQuadSink
{
    public long Quads { get; private set; }

    public long Check { get; private set; }

    public void Quad(in TermSpan subject, in TermSpan predicate, in TermSpan @object, in TermSpan graph)
    {
        Quads++;
        Check += Touch(subject) + Touch(predicate) + Touch(@object) + Touch(graph);
    }

    private static int Touch(in TermSpan term) => term.Value.Length + term.Datatype.Length + term.Language.Length + (term.Value.IsEmpty ? 0 : term.Value[^1]);
}

/// <summary>Keeps quads as bytes, to be written again and again.</summary>
internal sealed class RecordedQuads : IQuadSink
{
    private readonly List<(TermKind Kind, byte[] Value, byte[] Datatype, byte[] Language)[]> _quads = [];
    private readonly Dictionary<string, byte[]> _values = new(StringComparer.Ordinal);
    private readonly List<(byte[] Prefix, byte[] Iri)> _prefixes = [];

    public void Quad(in TermSpan subject, in TermSpan predicate, in TermSpan @object, in TermSpan graph) =>
        _quads.Add([Keep(subject), Keep(predicate), Keep(@object), Keep(graph)]);

    public void Prefix(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> iri) => _prefixes.Add((prefix.ToArray(), iri.ToArray()));

    public long Replay(IQuadSink sink)
    {
        foreach (var (prefix, iri) in _prefixes)
            sink.Prefix(prefix, iri);
        foreach (var quad in _quads)
            sink.Quad(Term(quad[0]), Term(quad[1]), Term(quad[2]), Term(quad[3]));
        return _quads.Count;
    }

    private (TermKind Kind, byte[] Value, byte[] Datatype, byte[] Language) Keep(in TermSpan term) => (term.Kind, Bytes(term.Value), Bytes(term.Datatype), Bytes(term.Language));

    private byte[] Bytes(ReadOnlySpan<byte> bytes)
    {
        var lookup = _values.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> text = bytes.Length <= 512 ? stackalloc char[bytes.Length] : new char[bytes.Length];
        for (var at = 0; at < bytes.Length; at++)
            text[at] = (char)bytes[at];
        if (!lookup.TryGetValue(text, out var kept))
            lookup[text] = kept = bytes.ToArray();
        return kept;
    }

    private static TermSpan Term((TermKind Kind, byte[] Value, byte[] Datatype, byte[] Language) term) => term.Kind switch
    {
        TermKind.Iri => TermSpan.Iri(term.Value),
        TermKind.BlankNode => TermSpan.BlankNode(term.Value),
        TermKind.Literal when term.Language.Length > 0 => TermSpan.LangString(term.Value, term.Language),
        TermKind.Literal => TermSpan.Literal(term.Value, term.Datatype),
        _ => TermSpan.None,
    };
}

/// <summary>Counts the bytes that are written and keeps none.</summary>
internal sealed class CountingStream : Stream
{
    private long _length;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _length;

    public override long Position { get => _length; set => throw new NotSupportedException(); }

    public override void Write(byte[] buffer, int offset, int count) => _length += count;

    public override void Write(ReadOnlySpan<byte> buffer) => _length += buffer.Length;

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}

/// <summary>Touches every binding of SPARQL results.</summary>
internal sealed class TouchingSolutions : ISolutionSink
{
    public long Solutions { get; private set; }

    public long Check { get; private set; }

    public void Variables(IReadOnlyList<string> names) => Check += names.Count;

    public void Bind(string variable, RdfTerm term) => Check += term switch { Iri iri => iri.Value.Length, Literal literal => literal.LexicalForm.Length, BlankNode node => node.Label.Length, _ => 0 };

    public void EndSolution() => Solutions++;

    public void Boolean(bool value) => Check++;
}
