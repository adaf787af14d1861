using System.Text;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Formats.Writing;

/// <summary>
/// Gathers a small document so that blank nodes can be written inside the statements that point to them. A document that grows beyond the
/// ceiling, or that cannot be written so, is passed on to the streaming writer.
/// </summary>
internal abstract class NestingWriter(Utf8Output output, RdfWriter streaming, RdfWriterOptions options) : RdfWriter
{
    private readonly Dictionary<string, string> _prefixes = new(options.Prefixes, StringComparer.Ordinal);
    private RdfDataset? _gathered = new();
    private int _count;

    /// <inheritdoc/>
    public override void Prefix(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> iri)
    {
        if (_gathered is null)
            streaming.Prefix(prefix, iri);
        else
            _prefixes[Encoding.UTF8.GetString(prefix)] = Encoding.UTF8.GetString(iri);
    }

    /// <inheritdoc/>
    public override void Quad(in TermSpan subject, in TermSpan predicate, in TermSpan @object, in TermSpan graph)
    {
        if (_gathered is not null && _count++ == options.MaxNestedQuads)
            PassOn(_gathered);
        if (_gathered is null)
            streaming.Quad(subject, predicate, @object, graph);
        else
            _gathered.Graph(Accept(graph).ToTerm()).Add(subject.ToTerm()!, predicate.ToTerm()!, @object.ToTerm()!);
    }

    /// <inheritdoc/>
    public override void Complete()
    {
        if (_gathered is not null && TryWrite(_gathered, _prefixes))
        {
            output.Flush();
            return;
        }

        if (_gathered is not null)
            PassOn(_gathered);
        streaming.Complete();
    }

    /// <inheritdoc/>
    public override void Flush()
    {
        if (_gathered is null)
            streaming.Flush();
    }

    /// <summary>The graph that a quad goes to.</summary>
    /// <exception cref="InvalidOperationException">The format holds no named graphs.</exception>
    protected virtual TermSpan Accept(in TermSpan graph) => graph;

    /// <summary>Writes the whole document; false, with nothing written, when it has to be streamed.</summary>
    protected abstract bool TryWrite(RdfDataset dataset, IReadOnlyDictionary<string, string> prefixes);

    private void PassOn(RdfDataset gathered)
    {
        foreach (var (prefix, iri) in _prefixes)
            streaming.Prefix(Encoding.UTF8.GetBytes(prefix), Encoding.UTF8.GetBytes(iri));
        gathered.WriteTo(streaming);
        _gathered = null;
    }
}
