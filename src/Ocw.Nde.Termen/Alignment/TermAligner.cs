using System.Runtime.CompilerServices;
using Ocw.Nde.Termen.Indexing;

namespace Ocw.Nde.Termen.Alignment;

/// <summary>Aligns the values of datasets with the terms of the kept sources.</summary>
/// <remarks>
/// Each candidate gets a score: the probability that it is meant, by learned weights (docs/alignment.md). A link is accepted only above the threshold at which
/// 99 of 100 are right, and where nothing is left that a person would want to look at. What is less sure is proposed, with score and reasons; where there is no
/// candidate there is no alignment.
/// </remarks>
public sealed class TermAligner
{
    /// <summary>The version of the rules, for the evidence: it changes when the same value over the same terms may get another answer.</summary>
    public const string AlignerVersion = "2.0";

    private const int BatchSize = 256;

    // Fewer values are done before another core has begun.
    private const int LeastShared = 16;

    private readonly TermIndex _index;

    /// <summary>Aligns with this index.</summary>
    public TermAligner(TermIndex index)
    {
        ArgumentNullException.ThrowIfNull(index);
        _index = index;
    }

    /// <summary>
    /// Aligns values as they are enumerated, up to 256 ahead of what is taken, on all cores that <see cref="AlignmentOptions.Workers"/> allows; the answers come in
    /// the order of the values. A source that is rebuilt meanwhile keeps its old terms to the end of the enumeration.
    /// </summary>
    /// <returns>For each value either what is accepted (one, or one for each source), or its proposals, best first, or nothing.</returns>
    public IEnumerable<Alignment> Align(IEnumerable<AlignmentQuery> queries, AlignmentOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(queries);
        ArgumentNullException.ThrowIfNull(options);
        return Enumerate(queries, options, cancellation);
    }

    /// <summary>Aligns a stream of values one by one as they come.</summary>
    /// <inheritdoc cref="Align(IEnumerable{AlignmentQuery}, AlignmentOptions, CancellationToken)"/>
    public IAsyncEnumerable<Alignment> AlignAsync(IAsyncEnumerable<AlignmentQuery> queries, AlignmentOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(queries);
        ArgumentNullException.ThrowIfNull(options);
        return EnumerateAsync(queries, options, cancellation);
    }

    private IEnumerable<Alignment> Enumerate(IEnumerable<AlignmentQuery> queries, AlignmentOptions options, CancellationToken cancellation)
    {
        using var lease = _index.Acquire();
        foreach (var batch in queries.Chunk(BatchSize))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var answers in AlignBatch(lease, batch, options, cancellation))
            {
                foreach (var alignment in answers)
                    yield return alignment;
            }
        }
    }

    // Values are independent of one another: only the order of the answers must not show who was first.
    private static IReadOnlyList<Alignment>[] AlignBatch(TermIndexLease lease, AlignmentQuery[] batch, AlignmentOptions options, CancellationToken cancellation)
    {
        var answers = new IReadOnlyList<Alignment>[batch.Length];
        if (options.Workers <= 1 || batch.Length < LeastShared)
        {
            for (var i = 0; i < batch.Length; i++)
                answers[i] = AlignOne(lease, batch[i], options);
            return answers;
        }

        Parallel.For(0, batch.Length, new ParallelOptions { MaxDegreeOfParallelism = options.Workers, CancellationToken = cancellation }, i => answers[i] = AlignOne(lease, batch[i], options));
        return answers;
    }

    private async IAsyncEnumerable<Alignment> EnumerateAsync(IAsyncEnumerable<AlignmentQuery> queries, AlignmentOptions options, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var lease = _index.Acquire();
        await foreach (var query in queries.WithCancellation(cancellation).ConfigureAwait(false))
        {
            foreach (var alignment in AlignOne(lease, query, options))
                yield return alignment;
        }
    }

    private static IReadOnlyList<Alignment> AlignOne(TermIndexLease lease, AlignmentQuery query, AlignmentOptions options)
    {
        var decisions = options.Decisions.For(query);
        var decided = decisions.Where(decision => decision.Verdict == AlignmentVerdict.Accepted).ToList();
        if (decided.Count > 0)
            return [.. decided.Select(decision => DecidedAlignments.Of(lease, query, decision))];
        if (decisions.Any(decision => decision.Verdict == AlignmentVerdict.NoTerm) || !options.Fields.TryGetValue(query.Field, out var rule))
            return [];

        var rejected = decisions.Where(decision => decision.Verdict == AlignmentVerdict.Rejected).Select(decision => decision.Term).ToHashSet(StringComparer.Ordinal);
        var found = new ValueAlignment(lease, new AlignmentValue(query, rule), rejected, options).Run();
        if (decisions.Any(decision => decision.Verdict == AlignmentVerdict.NoneOfThese))
            found = DecidedAlignments.AsProposals(found);
        return DecidedAlignments.WithElsewhere(lease, query, found, rejected, options);
    }
}
