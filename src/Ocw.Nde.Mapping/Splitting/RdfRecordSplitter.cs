using Ocw.Nde.Mapping.Model;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Mapping.Splitting;

/// <summary>Cuts an RDF dump into records: each root with everything that hangs on it.</summary>
/// <remarks>
/// To a record belong: what is said of the root; of blank nodes and described nodes that it leads to, at most <see cref="SplitOptions.Depth"/> steps,
/// but not of other records; and in EDM the aggregation and proxies that point to it. Only one record is in memory at a time; the order is that of the source's ids.
/// </remarks>
public sealed class RdfRecordSplitter
{
    private readonly IQuadSource _source;
    private readonly RecordRoots _roots;
    private readonly SplitOptions _options;

    /// <summary>A splitter for a dump and a profile that says what a record is.</summary>
    /// <exception cref="ArgumentException">The profile does not say which classes are records; <c>mapping.roots</c> can.</exception>
    public RdfRecordSplitter(IQuadSource source, MappingProfile profile, SplitOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(profile);
        if (profile.Roots.Classes.Count == 0)
            throw new ArgumentException($"The profile «{profile.Name}» does not say which subjects of an RDF source are records: give mapping.roots, for example [schema:CreativeWork].", nameof(profile));
        _source = source;
        _roots = profile.Roots;
        _options = options ?? SplitOptions.Default;
    }

    /// <summary>The records, one after another, as N-Triples; the identifier is the root's IRI.</summary>
    public IEnumerable<SourceRecord> Split(CancellationToken cancellation = default)
    {
        var reader = new RecordReader(_source, _roots, _options);
        foreach (var root in Roots(cancellation))
        {
            cancellation.ThrowIfCancellationRequested();
            yield return reader.Read(root);
        }
    }

    // Subjects come in order of id with all their classes together, so nothing is kept of those that have passed.
    private IEnumerable<TermId> Roots(CancellationToken cancellation)
    {
        var type = _source.Terms.Find(Vocabulary.Type);
        if (!type.IsBound)
            yield break;
        using var scan = _source.Scan(new QuadPattern(default, type, default, GraphSelector.Default), QuadOrder.Pso);
        var batch = new QuadBatch();
        var (subject, types) = (0UL, new List<ulong>());
        while (scan.Next(batch) is > 0 and var count)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var i = 0; i < count; i++)
            {
                if (batch.Subjects[i] != subject && IsRoot(subject, types))
                    yield return new TermId(subject);
                if (batch.Subjects[i] != subject)
                    (subject, types) = (batch.Subjects[i], []);
                types.Add(batch.Objects[i]);
            }
        }

        if (IsRoot(subject, types))
            yield return new TermId(subject);
    }

    // A blank node has no identity beyond its record: it is never a record of its own.
    private bool IsRoot(ulong subject, List<ulong> types) =>
        subject != 0 && new TermId(subject).Tag is TermTag.DictionaryIri or TermTag.PackedIri && _roots.IsRoot(types.Select(t => _source.Terms.Get(new TermId(t))).OfType<Iri>().Select(t => t.Value));
}

/// <summary>How far a record reaches in an RDF dump.</summary>
public sealed record SplitOptions
{
    /// <summary>3 steps, 5,000 triples a record, 500 a linked node.</summary>
    public static SplitOptions Default { get; } = new();

    /// <summary>How many steps from the root described nodes are followed; blank nodes always. Default 3.</summary>
    public int Depth { get; init; } = 3;

    /// <summary>The most triples of a record. Default 5,000; what lies further away is left out.</summary>
    public int Triples { get; init; } = 5000;

    /// <summary>The most triples of a node that is linked to: a larger one (a dataset with all its members) is no part of a record. Default 500.</summary>
    public int NodeTriples { get; init; } = 500;
}
