using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Lookup;
using Ocw.Nde.Termen.Search;

namespace Ocw.Nde.Termen.Network;

/// <summary>What one source answered.</summary>
/// <param name="Source">The source; <see langword="null"/> if there is none of that name.</param>
/// <param name="Asked">The name by which it was asked for.</param>
/// <param name="Hits">The hits, best first; in a merged result those that stand for a thing there.</param>
/// <param name="Total">How many there are, where that is known.</param>
/// <param name="Fault">What went wrong; with hits it says why they are not fresh.</param>
/// <param name="Took">How long it took.</param>
/// <param name="Origin">Where the answer comes from.</param>
/// <param name="CopyFrom">When the copy was taken, or the remembered answer was given; <see langword="null"/> for a live answer.</param>
public sealed record SourceAnswer(CatalogEntry? Source, string Asked, IReadOnlyList<NetworkHit> Hits, long? Total, SourceFault? Fault, TimeSpan Took, AnswerOrigin Origin, DateTimeOffset? CopyFrom)
{
    /// <summary>What was strange in the answer and was left out or mended.</summary>
    public IReadOnlyList<SourceRemark> Remarks { get; init; } = [];

    /// <summary>How the index read the text; <see langword="null"/> for an answer that is not from a kept copy.</summary>
    public QueryReading? Reading { get; init; }
}

/// <summary>Something in a source's answer that was left out or mended, or that a user should know.</summary>
/// <param name="Nl">In Dutch.</param>
/// <param name="En">In English.</param>
public sealed record SourceRemark(string Nl, string En);

/// <summary>A term that was found.</summary>
public sealed record NetworkHit
{
    private readonly Lazy<Term> _term;

    /// <summary>Makes a hit.</summary>
    /// <param name="hit">How it was found.</param>
    /// <param name="term">The whole term.</param>
    public NetworkHit(TermHit hit, Term term)
        : this(hit, new Lazy<Term>(term))
    {
    }

    internal NetworkHit(TermHit hit, Lazy<Term> term)
    {
        Hit = hit;
        _term = term;
    }

    /// <summary>How it was found.</summary>
    public TermHit Hit { get; }

    /// <summary>The whole term; of a kept source read at the first use.</summary>
    public Term Term => _term.Value;

    /// <summary>The same thing in other sources, in a merged list: IRIs of terms that an exact match joins to this one, and their sources' ids.</summary>
    public IReadOnlyList<(string Iri, string SourceId)> AlsoIn { get; init; } = [];

    /// <inheritdoc/>
    public bool Equals(NetworkHit? other) => other is not null && Hit == other.Hit;

    /// <inheritdoc/>
    public override int GetHashCode() => Hit.GetHashCode();
}

/// <summary>One list over all sources that were asked.</summary>
/// <param name="Hits">The hits, best first, each thing once.</param>
/// <param name="Total">How many terms the kept sources have, before things were joined, plus the hits of the live ones.</param>
/// <param name="Answers">What each source answered; those with a fault say what is missing, those with a copy how old it is.</param>
public sealed record NetworkResult(IReadOnlyList<NetworkHit> Hits, long Total, IReadOnlyList<SourceAnswer> Answers)
{
    /// <summary>
    /// What was found by kind and type, if it was asked for: all terms of kept sources that the filters leave, each in its source, and the hits of the others.
    /// </summary>
    public TermFacets? Facets { get; init; }

    /// <summary>The answers with a fault.</summary>
    public IEnumerable<SourceAnswer> Faulty => Answers.Where(answer => answer.Fault is not null);

    /// <summary>How the index read the text; <see langword="null"/> if no kept source was asked.</summary>
    public QueryReading? Reading => Answers.Select(answer => answer.Reading).FirstOrDefault(reading => reading is not null);
}

/// <summary>What the look-up of one IRI gave.</summary>
/// <param name="Iri">The IRI that was asked for.</param>
/// <param name="Source">The source that it belongs to; <see langword="null"/> if none does.</param>
/// <param name="Term">The term; <see langword="null"/> if there is none.</param>
/// <param name="Fault">Why there is none, or why it is not fresh.</param>
/// <param name="Took">How long it took.</param>
/// <param name="Origin">Where the term comes from.</param>
/// <param name="CopyFrom">When the copy was taken, or the remembered answer was given; <see langword="null"/> for a live answer.</param>
public sealed record LookupAnswer(string Iri, CatalogEntry? Source, Term? Term, SourceFault? Fault, TimeSpan Took, AnswerOrigin Origin, DateTimeOffset? CopyFrom);

/// <summary>Where an answer comes from.</summary>
public enum AnswerOrigin
{
    /// <summary>From the copy that the node keeps.</summary>
    Kept,

    /// <summary>From the source itself, now.</summary>
    Live,

    /// <summary>From the source's last good answer to the same question.</summary>
    LastGood,
}
