using System.Collections.Concurrent;
using Ocw.Nde.Harvest;
using Ocw.Nde.Mapping;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Operations.Purging;
using Ocw.Nde.Node.Pipeline.Gone;
using Ocw.Nde.Node.Pipeline.Quality;
using Ocw.Nde.Node.Pipeline.Records;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Store.Transactions;

namespace Ocw.Nde.Node.Pipeline.Increments;

/// <summary>Steps 2, 3 and 6 for the records that changed alone: stages what their statements add and take away, and leaves the rest of the channel as it is.</summary>
/// <remarks>
/// The result is that of staging everything (<see cref="ContentStage"/>). Where that cannot be sure, nothing is staged and the answer is <see langword="null"/>: statements with
/// blank nodes, whose labels mean nothing from one run to the next; a cache that lacks something; a search that grows too wide.
/// </remarks>
internal sealed class DeltaStage(NodeIris iris, SourceSettings source, MappingProfile profile, Admission admission, RecordCache cache, RecordCacheReader known, IPurgedNames blocked)
{
    /// <summary>Stages the difference.</summary>
    /// <param name="delta">The records that changed.</param>
    /// <param name="before">What is served.</param>
    /// <param name="transaction">Receives the difference.</param>
    /// <param name="counts">Told of identifiers that describe another object now.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>What changed; <see langword="null"/> when everything has to be staged.</returns>
    public ChannelDelta? Run(RecordDelta delta, Snapshot before, WriteTransaction transaction, RunCounts counts, CancellationToken cancellation)
    {
        var (open, closed) = (new GraphDelta(), new GraphDelta());
        foreach (var (_, id) in delta.Gone)
        {
            if (!TakeAway(id, open, closed))
                return null;
        }

        var mapped = Map(delta.Changed, cancellation);
        foreach (var (changed, result) in delta.Changed.Zip(mapped))
        {
            if (changed.Before is { } row && !TakeAway(row.Id, open, closed))
                return null;
            if (!Add(changed, result, open, closed, counts))
                return null;
        }

        var graphs = new[] { GraphKind.Content, GraphKind.Closed }.Select(kind => before.Terms.FindIri(Graph(kind))).Where(id => id.IsBound).ToList();
        var elsewhere = new StatedElsewhere(before, graphs, new ObjectWalk(before, iris.Dataset(source.Dataset), source.Kind), known, delta.Touched, admission);
        open.Settle(triple => elsewhere.Holds(triple, isOpen: true));
        closed.Settle(triple => elsewhere.Holds(triple, isOpen: false));
        if (elsewhere.IsTooWide)
            return null;
        Stage(transaction, GraphKind.Content, AccessLevel.Open, open);
        Stage(transaction, GraphKind.Closed, AccessLevel.Closed, closed);
        return new ChannelDelta(open, closed);
    }

    private List<MappingResult> Map(IReadOnlyList<ChangedRecord> changed, CancellationToken cancellation)
    {
        if (changed.Count == 0)
            return [];
        var results = new MappingResult[changed.Count];
        Parallel.ForEach(
            Partitioner.Create(0, changed.Count, Math.Max(1, Math.Min(128, (changed.Count / Environment.ProcessorCount) + 1))),
            new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount },
            profile.CreateMapper,
            (range, _, mapper) =>
            {
                for (var i = range.Item1; i < range.Item2; i++)
                    results[i] = mapper.Map(changed[i].Record);
                return mapper;
            },
            static _ => { });
        return [.. results];
    }

    private bool TakeAway(long id, GraphDelta open, GraphDelta closed)
    {
        if (known.Result(id) is not { } bytes || MappedRecord.Read("", bytes) is not { } was)
            return false;
        if (was.IsRejected || was.Subject is null)
            return true;
        var admitted = admission.Admit(was);
        return open.Remove(admitted.Open) && closed.Remove(admitted.Closed);
    }

    private bool Add(ChangedRecord changed, MappingResult result, GraphDelta open, GraphDelta closed, RunCounts counts)
    {
        if (result.Subject is { } subject && blocked.Covers(subject.Value))
            return false;
        if (MappedRecord.Write(result) is not { } bytes)
            return false;
        if (changed.Before is { Subject: { } was } && result.Subject is { } now && was != now.Value)
            counts.AddNotice(new HarvestNotice("identifier-reused", $"The record described <{was}> before, and describes <{now.Value}> now. See whether the source gave its identifier to another object.", changed.Record.Origin, changed.Record.Identifier));
        cache.Put(changed.Hash, changed.Record.Datestamp?.UtcTicks ?? 0, result.Subject?.Value, bytes);
        if (result.IsRejected || result.Subject is null)
        {
            var error = result.Diagnostics.FirstOrDefault(d => d.IsError);
            cache.PutNote(changed.Record.Identifier, RecordNote.Of(result, new(changed.Record.Identifier, changed.Record.Origin, error?.Code ?? "not-mapped", error?.Message ?? "The mapping gave no object.")));
            return true;
        }

        var admitted = admission.Admit(result);
        cache.PutNote(changed.Record.Identifier, RecordNote.Of(source.Kind, result, admitted));
        return open.Add(admitted.Open) && closed.Add(admitted.Closed);
    }

    // Taken away first: what another record adds again stays.
    private void Stage(WriteTransaction transaction, GraphKind kind, AccessLevel access, GraphDelta delta)
    {
        if (delta.Removed.Count > 0)
            new TripleSpans(transaction.Stage(new Iri(Graph(kind)), GraphClass.Content, access, StageMode.Remove)).Write(delta.Removed);
        if (delta.Added.Count > 0)
            new TripleSpans(transaction.Stage(new Iri(Graph(kind)), GraphClass.Content, access, StageMode.Add)).Write(delta.Added);
    }

    private string Graph(GraphKind kind) => iris.Graph(source.Dataset, source.Channel, kind);
}

/// <summary>What changes in the graphs of a channel.</summary>
/// <param name="Open">In the public graph.</param>
/// <param name="Closed">In the closed one.</param>
internal sealed record ChannelDelta(GraphDelta Open, GraphDelta Closed)
{
    /// <summary>The public nodes of which something else is said now.</summary>
    public IReadOnlySet<string> Subjects { get; } = SubjectsOf(Open);

    /// <summary>All nodes of which something else is said now, public or not.</summary>
    public IReadOnlySet<string> AllSubjects { get; } = SubjectsOf(Open, Closed);

    private static HashSet<string> SubjectsOf(params ReadOnlySpan<GraphDelta> graphs)
    {
        var subjects = new HashSet<string>(StringComparer.Ordinal);
        foreach (var graph in graphs)
            subjects.UnionWith(graph.Added.Concat(graph.Removed).Select(triple => triple.Subject).OfType<Iri>().Select(iri => iri.Value));
        return subjects;
    }
}

/// <summary>What changes in one graph.</summary>
internal sealed class GraphDelta
{
    private readonly HashSet<Triple> _added = [];
    private readonly HashSet<Triple> _removed = [];

    /// <summary>Statements that are made now; some may have been there.</summary>
    public IReadOnlyCollection<Triple> Added => _added;

    /// <summary>Statements that are not made any more; after <see cref="Settle"/> by no record.</summary>
    public IReadOnlyCollection<Triple> Removed => _removed;

    /// <summary>Statements that a record does not make any more; <see langword="false"/> when they have blank nodes.</summary>
    public bool Remove(IReadOnlyList<Triple> triples) => Put(_removed, triples);

    /// <summary>Statements that a record makes now; <see langword="false"/> when they have blank nodes.</summary>
    public bool Add(IReadOnlyList<Triple> triples) => Put(_added, triples);

    /// <summary>Leaves of what is removed only what no record states, and of what is added what was not taken away by the same step.</summary>
    /// <param name="isStated">Whether a record that did not change makes a statement.</param>
    public void Settle(Func<Triple, bool> isStated)
    {
        var both = _added.Where(_removed.Contains).ToList();
        _added.ExceptWith(both);
        _removed.ExceptWith(both);
        _removed.RemoveWhere(triple => isStated(triple));
    }

    private static bool Put(HashSet<Triple> set, IReadOnlyList<Triple> triples)
    {
        foreach (var triple in triples)
        {
            if (triple.Subject is BlankNode || triple.Object is BlankNode)
                return false;
            set.Add(triple);
        }

        return true;
    }
}
