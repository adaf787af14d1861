using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Ids;

namespace Ocw.Nde.Store.Sources;

/// <summary>Writes rows of ids to a sink as terms. What rows have in common (the subject before, the graph, predicates) is read once: of rows in order of subject, little more than objects are looked up.</summary>
/// <remarks>Belongs to one thread, and is to be disposed of before the source.</remarks>
/// <param name="terms">The dictionary of the rows.</param>
/// <param name="sink">Receives the terms.</param>
public sealed class RowWriter(ITermDictionary terms, IQuadSink sink) : IDisposable
{
    private const int MostPredicates = 1_024;

    private readonly TermReader _objects = terms.OpenReader();
    private readonly Dictionary<ulong, TermCopy> _predicates = [];
    private readonly TermCopy _subject = new();
    private readonly TermCopy _graph = new();
    private ulong _subjectId;
    private ulong _graphId;

    /// <summary>Writes one row.</summary>
    /// <param name="subject">The raw id of the subject.</param>
    /// <param name="predicate">The raw id of the predicate.</param>
    /// <param name="object">The raw id of the object.</param>
    /// <param name="graph">The raw id of the graph; 0 for the graph without a name.</param>
    public void Write(ulong subject, ulong predicate, ulong @object, ulong graph)
    {
        Take(_subject, ref _subjectId, subject);
        if (graph != 0)
            Take(_graph, ref _graphId, graph);
        sink.Quad(_subject.Span, Predicate(predicate), _objects.Read(new TermId(@object)), graph == 0 ? TermSpan.None : _graph.Span);
    }

    /// <summary>Writes all rows of a scan.</summary>
    /// <param name="scan">The scan.</param>
    /// <param name="cancellation">Stops the writing.</param>
    public void Write(QuadScan scan, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(scan);
        var batch = new QuadBatch();
        for (var count = scan.Next(batch); count > 0; count = scan.Next(batch))
        {
            cancellation.ThrowIfCancellationRequested();
            for (var i = 0; i < count; i++)
                Write(batch.Subjects[i], batch.Predicates[i], batch.Objects[i], batch.Graphs[i]);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _objects.Dispose();

    private void Take(TermCopy copy, ref ulong known, ulong id)
    {
        if (id == known)
            return;
        terms.Read(new TermId(id), TermCopy.Take, copy);
        known = id;
    }

    private TermSpan Predicate(ulong id)
    {
        if (_predicates.TryGetValue(id, out var copy))
            return copy.Span;
        if (_predicates.Count >= MostPredicates)
            _predicates.Clear();
        copy = new TermCopy();
        terms.Read(new TermId(id), TermCopy.Take, copy);
        _predicates.Add(id, copy);
        return copy.Span;
    }
}
