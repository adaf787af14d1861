using System.Runtime.InteropServices;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Shacl.Validation;

/// <summary>The outgoing triples of nodes («stars»), read once per node and kept in a bounded cache.</summary>
/// <remarks>
/// A record's shapes ask some twenty properties of the same node: one ordered scan of its subject answers them all by binary search.
/// Spans that were handed out stay valid when the cache is emptied, or grows, because the arrays are replaced and never overwritten.
/// </remarks>
internal sealed class NodeStars(IQuadSource source, GraphSelector graphs, CancellationToken cancellation)
{
    /// <summary>Triples that the cache holds before it starts anew: 16 bytes each.</summary>
    internal const int Capacity = 1 << 18;

    /// <summary>Nodes with more triples than this (a dataset with all its parts) are asked per predicate instead.</summary>
    internal const int LargestStar = 1 << 14;

    /// <summary>Nodes that the cache knows before it starts anew.</summary>
    internal const int MaximumNodes = 1 << 17;

    private const int TooLarge = -1;

    // A dataset description has some hundred triples: room is made as it is needed.
    private const int FirstRoom = 1 << 8;

    private readonly QuadBatch _batch = new();
    private readonly Dictionary<TermId, (int Start, int Count)> _stars = [];
    private ulong[] _predicates = new ulong[FirstRoom];
    private ulong[] _objects = new ulong[FirstRoom];
    private int _used;

    /// <summary>The objects of a subject and predicate, distinct and in order of id.</summary>
    internal ReadOnlySpan<TermId> Objects(TermId subject, TermId predicate)
    {
        if (!CanBeSubject(subject) || !CanBeStored(predicate))
            return [];

        var (start, count) = Find(subject);
        if (count == TooLarge)
            return ReadObjects(subject, predicate);

        var predicates = _predicates.AsSpan(start, count);
        var from = LowerBound(predicates, predicate.Value);
        var to = from;
        while (to < count && predicates[to] == predicate.Value)
            to++;
        return MemoryMarshal.Cast<ulong, TermId>(_objects.AsSpan(start + from, to - from));
    }

    /// <summary>All outgoing triples of a node as parallel spans, in order of predicate and object.</summary>
    internal void Star(TermId subject, out ReadOnlySpan<TermId> predicates, out ReadOnlySpan<TermId> objects)
    {
        predicates = objects = default;
        if (!CanBeSubject(subject))
            return;

        var (start, count) = Find(subject);
        if (count == TooLarge)
        {
            var (allPredicates, allObjects) = ReadAll(subject);
            predicates = MemoryMarshal.Cast<ulong, TermId>(CollectionsMarshal.AsSpan(allPredicates));
            objects = MemoryMarshal.Cast<ulong, TermId>(CollectionsMarshal.AsSpan(allObjects));
            return;
        }

        predicates = MemoryMarshal.Cast<ulong, TermId>(_predicates.AsSpan(start, count));
        objects = MemoryMarshal.Cast<ulong, TermId>(_objects.AsSpan(start, count));
    }

    /// <summary>Adds the subjects that have this predicate and object.</summary>
    internal void ReadSubjects(TermId predicate, TermId @object, List<TermId> subjects)
    {
        if (!CanBeStored(predicate) || !CanBeStored(@object))
            return;

        cancellation.ThrowIfCancellationRequested();
        using var scan = source.Scan(new QuadPattern(default, predicate, @object, graphs), QuadOrder.Pos);
        var last = 0UL;
        for (int rows; (rows = scan.Next(_batch)) > 0;)
        {
            for (var row = 0; row < rows; row++)
            {
                var subject = _batch.Subjects[row];
                if (subject != last)
                    subjects.Add(new TermId(subject));
                last = subject;
            }
        }
    }

    /// <summary>Whether any statement has this predicate.</summary>
    internal bool Holds(TermId predicate)
    {
        if (!CanBeStored(predicate))
            return false;
        using var scan = source.Scan(new QuadPattern(default, predicate, default, graphs), QuadOrder.Pos);
        return scan.Next(_batch) > 0;
    }

    /// <summary>Takes over the star of a node that a running scan stands on, so that it need not be looked up.</summary>
    internal void Keep(TermId subject, ReadOnlySpan<ulong> predicates, ReadOnlySpan<ulong> objects)
    {
        if (_stars.ContainsKey(subject))
            return;
        if (predicates.Length > LargestStar)
        {
            _stars.Add(subject, (0, TooLarge));
            return;
        }

        Reserve(predicates.Length);
        MakeRoom(predicates.Length);
        predicates.CopyTo(_predicates.AsSpan(_used));
        objects.CopyTo(_objects.AsSpan(_used));
        _stars.Add(subject, (_used, predicates.Length));
        _used += predicates.Length;
    }

    private static bool CanBeSubject(TermId id) => id.Tag is TermTag.BlankNode or TermTag.DictionaryIri or TermTag.PackedIri;

    private static bool CanBeStored(TermId id) => id.IsBound && id.Tag != TermTag.QueryLocal;

    private static int LowerBound(ReadOnlySpan<ulong> sorted, ulong key)
    {
        int low = 0, high = sorted.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (sorted[middle] < key)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private (int Start, int Count) Find(TermId subject)
    {
        if (_stars.TryGetValue(subject, out var star))
            return star;

        cancellation.ThrowIfCancellationRequested();
        Reserve(LargestStar);
        star = Load(subject);
        _stars.Add(subject, star);
        return star;
    }

    private (int Start, int Count) Load(TermId subject)
    {
        using var scan = source.Scan(new QuadPattern(subject, default, default, graphs), QuadOrder.Spo);
        var count = 0;
        for (int rows; (rows = scan.Next(_batch)) > 0;)
        {
            for (var row = 0; row < rows; row++)
            {
                var (predicate, @object) = (_batch.Predicates[row], _batch.Objects[row]);
                if (count > 0 && _predicates[_used + count - 1] == predicate && _objects[_used + count - 1] == @object)
                    continue; // the same triple in another graph
                if (count == LargestStar)
                    return (0, TooLarge);
                MakeRoom(count + 1);
                _predicates[_used + count] = predicate;
                _objects[_used + count] = @object;
                count++;
            }
        }

        var start = _used;
        _used += count;
        return (start, count);
    }

    private void Reserve(int triples)
    {
        if (_used + triples <= Capacity && _stars.Count < MaximumNodes)
            return;
        _stars.Clear();
        _predicates = new ulong[_predicates.Length];
        _objects = new ulong[_objects.Length];
        _used = 0;
    }

    private void MakeRoom(int triples)
    {
        if (_used + triples <= _predicates.Length)
            return;
        var length = Math.Max(_predicates.Length * 2, _used + triples);
        Array.Resize(ref _predicates, length);
        Array.Resize(ref _objects, length);
    }

    private ReadOnlySpan<TermId> ReadObjects(TermId subject, TermId predicate)
    {
        var objects = new List<TermId>();
        using var scan = source.Scan(new QuadPattern(subject, predicate, default, graphs), QuadOrder.Spo);
        for (int rows; (rows = scan.Next(_batch)) > 0;)
        {
            for (var row = 0; row < rows; row++)
            {
                var @object = new TermId(_batch.Objects[row]);
                if (objects.Count == 0 || objects[^1] != @object)
                    objects.Add(@object);
            }
        }

        return CollectionsMarshal.AsSpan(objects);
    }

    private (List<ulong> Predicates, List<ulong> Objects) ReadAll(TermId subject)
    {
        var (predicates, objects) = (new List<ulong>(), new List<ulong>());
        using var scan = source.Scan(new QuadPattern(subject, default, default, graphs), QuadOrder.Spo);
        for (int rows; (rows = scan.Next(_batch)) > 0;)
        {
            for (var row = 0; row < rows; row++)
            {
                if (predicates.Count > 0 && predicates[^1] == _batch.Predicates[row] && objects[^1] == _batch.Objects[row])
                    continue;
                predicates.Add(_batch.Predicates[row]);
                objects.Add(_batch.Objects[row]);
            }
        }

        return (predicates, objects);
    }
}
