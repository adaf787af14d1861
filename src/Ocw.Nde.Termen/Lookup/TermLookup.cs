using Ocw.Nde.Termen.Indexing;

namespace Ocw.Nde.Termen.Lookup;

/// <summary>Finds terms by what names them exactly: IRI, notation, or the IRI of a matching term elsewhere.</summary>
public sealed class TermLookup
{
    /// <summary>The most narrower or related terms that an answer lists.</summary>
    public const int MaxRelations = 1000;

    // Deeper hierarchies are cut, cycles end by themselves.
    private const int MaxDepth = 64;

    private readonly TermIndex _index;

    /// <summary>Looks up in this index.</summary>
    public TermLookup(TermIndex index)
    {
        ArgumentNullException.ThrowIfNull(index);
        _index = index;
    }

    /// <summary>The term of an IRI, or <see langword="null"/> if no kept source has it.</summary>
    /// <param name="iri">The IRI, exactly.</param>
    /// <param name="languages">The languages wanted for the labels of related terms, best first.</param>
    /// <param name="sourceIds">The sources to look in; <see langword="null"/> for all.</param>
    public Term? Find(string iri, IReadOnlyList<string>? languages = null, IReadOnlyCollection<string>? sourceIds = null)
    {
        ArgumentNullException.ThrowIfNull(iri);
        using var lease = _index.Acquire(sourceIds);
        foreach (var index in lease.Sources)
        {
            if (index.FindIri(iri) is var term and >= 0)
                return Make(index, term, languages ?? []);
        }

        return null;
    }

    /// <summary>The terms of a notation: listed, or the one that a composed Iconclass notation is built on.</summary>
    public IReadOnlyList<NotationHit> FindNotation(string notation, string? sourceId = null, IReadOnlyList<string>? languages = null)
    {
        ArgumentNullException.ThrowIfNull(notation);
        using var lease = _index.Acquire(sourceId is null ? null : [sourceId]);
        var hits = new List<NotationHit>();
        foreach (var index in lease.Sources)
        {
            var found = NotationFinder.Find(index, notation);
            foreach (var number in found.Terms)
            {
                var term = Make(index, number, languages ?? []);
                var label = term.Label(languages ?? []).Text;
                hits.Add(new NotationHit(term, found.Notation, found.Composed is null, found.Composed is { } parts ? IconclassNotation.Compose(label, parts) : label));
            }
        }

        return hits;
    }

    /// <summary>The terms of kept sources that name this IRI as exact match.</summary>
    public IReadOnlyList<Term> FindExactMatches(string iri, IReadOnlyList<string>? languages = null)
    {
        ArgumentNullException.ThrowIfNull(iri);
        using var lease = _index.Acquire();
        var terms = new List<Term>();
        foreach (var index in lease.Sources)
        {
            foreach (var number in index.Find(StableHash.Of(TermKeyKind.ExactMatch, iri)))
            {
                var term = Make(index, number, languages ?? []);
                if (term.Matches.Any(match => string.Equals(match.Iri, iri, StringComparison.Ordinal)))
                    terms.Add(term);
            }
        }

        return terms;
    }

    /// <summary>The broader terms of a term up to the top, nearest first; each once, also where the hierarchy has cycles or several ways up.</summary>
    public IReadOnlyList<TermReference> Ancestors(string iri, IReadOnlyList<string>? languages = null)
    {
        ArgumentNullException.ThrowIfNull(iri);
        using var lease = _index.Acquire();
        foreach (var index in lease.Sources)
        {
            if (index.FindIri(iri) is var term and >= 0)
                return [.. AncestorsOf(index, term).Select(other => Reference(index, other, languages ?? []))];
        }

        return [];
    }

    internal static List<int> AncestorsOf(SourceIndex index, int term)
    {
        var found = new List<int>();
        var seen = new HashSet<int> { term };
        var level = new List<int> { term };
        for (var depth = 0; depth < MaxDepth && level.Count > 0; depth++)
        {
            var next = new List<int>();
            foreach (var one in level)
            {
                foreach (var broader in index.Broader(one))
                {
                    if (seen.Add(broader))
                        next.Add(broader);
                }
            }

            found.AddRange(next);
            level = next;
        }

        return found;
    }

    private static Term Make(SourceIndex index, int number, IReadOnlyList<string> languages)
    {
        var record = index.Record(number);
        var narrower = index.Narrower(number);
        return new Term(record, index.Source)
        {
            Broader = References(index, index.Broader(number), languages),
            Narrower = References(index, narrower[..Math.Min(narrower.Length, MaxRelations)], languages),
            NarrowerCount = narrower.Length,
            Related = Others(index, record, TermRelationKind.Related, languages),
            ReplacedBy = Others(index, record, TermRelationKind.ReplacedBy, languages),
            ExactMatches = Others(index, record, TermRelationKind.ExactMatch, languages),
        };
    }

    private static TermReference[] References(SourceIndex index, ReadOnlySpan<int> terms, IReadOnlyList<string> languages)
    {
        var references = new TermReference[terms.Length];
        for (var i = 0; i < terms.Length; i++)
            references[i] = Reference(index, terms[i], languages);
        return references;
    }

    private static TermReference[] Others(SourceIndex index, TermRecord record, TermRelationKind kind, IReadOnlyList<string> languages) =>
    [
        .. record.Relations.Where(relation => relation.Kind == kind).Take(MaxRelations)
            .Select(relation => index.FindIri(relation.Iri) is var other and >= 0 ? Reference(index, other, languages) : new TermReference(relation.Iri, Label: null)),
    ];

    private static TermReference Reference(SourceIndex index, int term, IReadOnlyList<string> languages)
    {
        var (iri, labels) = index.Labels(term);
        return new TermReference(iri, LabelChoice.Best(labels, languages, index.Source.Languages).Text) { Labels = [.. labels.Where(label => label.Kind == TermLabelKind.Preferred)] };
    }
}

/// <summary>A term that a notation leads to.</summary>
/// <param name="Term">The term.</param>
/// <param name="Notation">The notation that the source lists for it.</param>
/// <param name="IsExact">Whether that is the notation asked for; else the notation asked for is composed on it and means something narrower.</param>
/// <param name="Label">The label of the notation asked for, composed where the source does not list it.</param>
public sealed record NotationHit(Term Term, string Notation, bool IsExact, string Label);
