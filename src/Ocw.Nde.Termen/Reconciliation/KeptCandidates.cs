using System.Globalization;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Termen.Alignment;
using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Folding;
using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Search;

namespace Ocw.Nde.Termen.Reconciliation;

/// <summary>Finds the candidates of a query in the kept sources: by identifier, by the aligner, and by searching for what is left to be listed.</summary>
internal sealed class KeptCandidates(TermIndex index, ReconciliationOptions options)
{
    // Enough to let a person choose; what is less like the text is noise.
    private const double MinimumProposal = 0.3;

    private readonly TermAligner _aligner = new(index);
    private readonly TermSearch _search = new(index);

    internal List<CandidateDraft> Find(ReconciliationQuery query, IReadOnlyList<string> sources, IReadOnlyList<string> languages, CancellationToken cancellation)
    {
        using var lease = index.Acquire(sources);
        var found = new Dictionary<string, CandidateDraft>(StringComparer.Ordinal);
        AddIdentified(query, lease, languages, found);
        if (query.Ids.Count > 0)
            return [.. found.Values];
        if (found.Count == 0)
            AddAligned(query, lease, sources, languages, found, cancellation);
        if (query.Text.Length > 0 && found.Count < query.Limit && !found.Values.Any(draft => draft.IsAccepted && draft.Score >= 100))
            AddSearched(query, lease, sources, languages, found);
        return [.. found.Values];
    }

    // An identifier in place of a name goes direct.
    private static void AddIdentified(ReconciliationQuery query, TermIndexLease lease, IReadOnlyList<string> languages, Dictionary<string, CandidateDraft> found)
    {
        IReadOnlyList<string> iris = query.Ids.Count > 0 ? query.Ids : IsIri(query.Text) ? [query.Text] : [];
        foreach (var iri in iris)
        {
            foreach (var source in lease.Sources)
            {
                if (source.FindIri(iri) is not (var term and >= 0) || found.ContainsKey(iri))
                    continue;
                var draft = new CandidateDraft(TermCard.Read(source, term, languages), 100) { IsAccepted = iris.Count == 1, KnowsContext = true };
                draft.Features.Add(new MatchingFeature(AlignmentReasons.IdentifierEqual, Number: null));
                found.Add(iri, draft);
            }
        }
    }

    private void AddAligned(ReconciliationQuery query, TermIndexLease lease, IReadOnlyList<string> sources, IReadOnlyList<string> languages, Dictionary<string, CandidateDraft> found, CancellationToken cancellation)
    {
        var context = ContextOf(query);
        var notation = context.GetValueOrDefault(ContextProperty.NotationKey) ?? (MayBeNotation(query.Text) ? query.Text : null);
        if (query.Text.Length == 0 && notation is null && !context.ContainsKey(AlignmentContext.Identifier))
            return;
        var genres = GenresOf(query, lease);
        var field = FieldOf(genres);
        var alignmentOptions = new AlignmentOptions
        {
            Fields = new Dictionary<string, FieldRule>(StringComparer.Ordinal) { [field] = new() { Sources = sources, Genres = genres } },
            MaxProposals = Math.Max(query.Limit, 5),
            MinimumProposalScore = MinimumProposal,
        };
        var asked = new AlignmentQuery(new Iri("urn:ocwnde:reconciliation"), field, query.Text, query.Language, notation, context);
        foreach (var alignment in _aligner.Align([asked], alignmentOptions, cancellation))
        {
            if (lease.Find(alignment.Source) is { } source && source.FindIri(alignment.Term.Value) is var number and >= 0 && !found.ContainsKey(alignment.Term.Value))
                found.Add(alignment.Term.Value, DraftOf(alignment, query, source, number, languages));
        }
    }

    private static CandidateDraft DraftOf(Ocw.Nde.Termen.Alignment.Alignment alignment, ReconciliationQuery query, SourceIndex source, int number, IReadOnlyList<string> languages)
    {
        var isExact = alignment.Relation == AlignmentRelation.Exact;
        var draft = new CandidateDraft(TermCard.Read(source, number, languages), alignment.Score * 100)
        {
            Above = TermCard.Above(source, number, languages),
            IsAccepted = alignment.Status == AlignmentStatus.Accepted && isExact,
            IsNamesake = isExact && IsPlainNamesake(alignment, query.Text, source.Facts[number].Genres),
            KnowsContext = true,
        };
        foreach (var reason in alignment.Reasons)
            draft.Features.Add(FeatureOf(reason));
        return draft;
    }

    // For a client that asks for candidates, the only term whose preferred label is the text itself is a match, also where the plural is a term of its own, or
    // where another term has it as another label. People are the exception: a namesake is a namesake whatever the list calls him.
    private static bool IsPlainNamesake(Ocw.Nde.Termen.Alignment.Alignment alignment, string text, TermGenres genres) =>
        alignment.Reasons.Contains(AlignmentReasons.LabelEqual, StringComparer.Ordinal)
        && alignment.Reasons.All(reason => CodeOf(reason) is AlignmentReasons.LabelEqual or AlignmentReasons.OnlyCandidate or AlignmentReasons.NumberVariant or AlignmentReasons.LanguageDiffers
            || (CodeOf(reason) is AlignmentReasons.SeveralCandidates && (genres & TermGenres.Agent) == TermGenres.None))
        && string.Equals(TextFolder.Fold(text), TextFolder.Fold(alignment.MatchedLabel), StringComparison.Ordinal);

    private void AddSearched(ReconciliationQuery query, TermIndexLease lease, IReadOnlyList<string> sources, IReadOnlyList<string> languages, Dictionary<string, CandidateDraft> found)
    {
        var text = LabelForm.Parse(query.Text);
        if (text.IsEmpty)
            return;
        var hits = _search.Search(new TermQuery { Text = query.Text, Sources = sources, Languages = languages, Limit = Math.Min(query.Limit + found.Count, options.MaxCandidates) }).Hits;
        foreach (var hit in hits)
        {
            if (found.ContainsKey(hit.Iri) || lease.Find(hit.SourceId) is not { } source || source.FindIri(hit.Iri) is not (var number and >= 0))
                continue;
            var draft = NameScore.Of(TermCard.Read(source, number, languages), text, hit.MatchedLabel);

            // What the aligner left out is no match, however alike.
            draft.IsNamesake = false;
            found.Add(hit.Iri, draft);
        }
    }

    private static Dictionary<string, string> ContextOf(ReconciliationQuery query)
    {
        var context = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var condition in query.Properties.Where(condition => condition.Quantifier != MatchQuantifier.None))
        {
            var values = string.Join('\n', condition.Values);
            context[condition.Property.ContextKey] = context.TryGetValue(condition.Property.ContextKey, out var before) ? before + "\n" + values : values;
        }

        return context;
    }

    private static TermGenres GenresOf(ReconciliationQuery query, TermIndexLease lease)
    {
        var sources = lease.Sources.Select(source => source.Source).ToList();
        var genres = TermGenres.None;
        foreach (var type in query.Types)
        {
            if (ReconciliationTypes.IsEveryTerm(type) || ReconciliationTypes.GenresOf(type, sources) is not (var one and not TermGenres.None))
                return OnlyGenres(sources);
            genres |= one;
        }

        return genres == TermGenres.None ? OnlyGenres(sources) : genres;
    }

    // A list of artists holds people, whether the client says so or not.
    private static TermGenres OnlyGenres(List<TermSource> sources) =>
        sources is [{ GenresByType.Count: 0 } only] && ((only.Genres & ~TermGenres.Agent) == TermGenres.None || only.Genres == TermGenres.Place) ? only.Genres : TermGenres.None;

    private static string FieldOf(TermGenres genres) => genres switch
    {
        TermGenres.None => "about",
        _ when (genres & ~TermGenres.Agent) == TermGenres.None => "creator",
        TermGenres.Place => "place",
        TermGenres.Material => "material",
        TermGenres.Technique => "technique",
        TermGenres.ObjectType => "type",
        TermGenres.Period => "period",
        TermGenres.Culture => "culture",
        _ => "concept",
    };

    private static MatchingFeature FeatureOf(string reason)
    {
        var equals = reason.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && double.TryParse(reason.AsSpan(equals + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? new MatchingFeature(reason[..equals], number)
            : new MatchingFeature(CodeOf(reason), Number: null);
    }

    private static string CodeOf(string reason) => reason.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals ? reason[..equals] : reason;

    private static bool IsIri(string text) => text.Contains(':', StringComparison.Ordinal) && !text.Contains(' ', StringComparison.Ordinal) && Uri.TryCreate(text, UriKind.Absolute, out _);

    private static bool MayBeNotation(string text) => text.Length is > 0 and <= 100 && text.AsSpan().ContainsAnyInRange('0', '9') && !text.Contains("://", StringComparison.Ordinal);
}
