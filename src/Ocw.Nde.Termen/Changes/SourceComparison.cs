using System.Collections;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Indexing;

namespace Ocw.Nde.Termen.Changes;

/// <summary>Compares the version of a source that is indexed with the one that takes its place.</summary>
/// <remarks>The new version is read in one ordered scan, each term is compared with its record in the index, and what no scan met is gone: memory holds one term and one bit for each.</remarks>
public static class SourceComparison
{
    /// <summary>What changes, in the order of the new version, with what is gone last. Nothing for a source that is not indexed yet: its first version is no change.</summary>
    /// <param name="index">The index with the old version.</param>
    /// <param name="source">The source.</param>
    /// <param name="quads">A view that shows the new version.</param>
    /// <param name="graph">The graph of the terms in that view.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static IEnumerable<TermChange> Compare(TermIndex index, TermSource source, IQuadSource quads, TermId graph, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(quads);
        return Compare(index, source, new TermGraphReader(quads, graph, source, new TermIndexOptions()).Read(cancellation));
    }

    /// <inheritdoc cref="Compare(TermIndex, TermSource, IQuadSource, TermId, CancellationToken)"/>
    public static IEnumerable<TermChange> Compare(TermIndex index, TermSource source, IEnumerable<TermRecord> terms)
    {
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(terms);
        return Enumerate(index, source, terms);
    }

    private static IEnumerable<TermChange> Enumerate(TermIndex index, TermSource source, IEnumerable<TermRecord> terms)
    {
        using var lease = index.Acquire([source.Id]);
        if (lease.Find(source.Id) is not { } old)
            yield break;
        var options = new TermIndexOptions();
        var met = new BitArray(old.TermCount);
        foreach (var term in terms)
        {
            var number = old.FindIri(term.Iri);
            var now = AsIndexed(term, source, options);
            if (number < 0)
            {
                yield return new TermChange(TermChangeKind.Added, now.Iri, TermDifference.LabelOf(now), [], [], now);
                continue;
            }

            met[number] = true;
            if (TermDifference.Of(old.Record(number), now) is { } change)
                yield return change;
        }

        for (var number = 0; number < met.Count; number++)
        {
            if (met[number])
                continue;
            var gone = old.Record(number);
            yield return new TermChange(TermChangeKind.Removed, gone.Iri, TermDifference.LabelOf(gone), [], TermDifference.ReplacedBy(gone), Term: null);
        }
    }

    // As the index would give it back: what the index shortens or completes is no change.
    private static TermRecord AsIndexed(TermRecord term, TermSource source, TermIndexOptions options)
    {
        TermTraits.Complete(term, source);
        var buffer = new ByteBuffer();
        TermRecordCodec.Write(term, options.MaxLabelLength, buffer);
        var kept = TermRecordCodec.Read(buffer.Written);
        (kept.Birth, kept.Death, kept.IsDeprecated, kept.Genres) = (term.Birth, term.Death, term.IsDeprecated, term.Genres);
        (kept.Latitude, kept.Longitude) = (term.Latitude, term.Longitude);
        return kept;
    }
}
