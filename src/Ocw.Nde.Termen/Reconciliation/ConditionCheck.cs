using Ocw.Nde.Termen.Alignment;
using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Folding;
using Ocw.Nde.Termen.Indexing;

namespace Ocw.Nde.Termen.Reconciliation;

/// <summary>Compares the properties of a query with what is known of a term.</summary>
internal static class ConditionCheck
{
    private const double NearKilometres = 5;

    /// <summary>Whether a condition is met; <see langword="null"/> where the term says nothing of the property.</summary>
    internal static bool? Holds(PropertyCondition condition, CandidateDraft candidate)
    {
        bool? any = null;
        var all = true;
        foreach (var value in condition.Values)
        {
            var holds = Holds(condition.Property.ContextKey, value, candidate);
            any = any is true || holds is true ? true : any ?? holds;
            all &= holds is true;
        }

        return any is null ? null : condition.Quantifier switch
        {
            MatchQuantifier.All => all,
            MatchQuantifier.None => any is false,
            _ => any,
        };
    }

    private static bool? Holds(string key, string value, CandidateDraft candidate)
    {
        var term = candidate.Term;
        switch (key)
        {
            case AlignmentContext.Birth:
                return Year(value, term.Birth);
            case AlignmentContext.Death:
                return Year(value, term.Death);
            case AlignmentContext.Date:
                return LifeYears.FirstYear(value) is { } year && (term.Birth ?? term.Death) is not null
                    ? year > (term.Birth ?? int.MinValue) && (term.Death is null || year <= term.Death + 1)
                    : null;
            case AlignmentContext.Broader:
                return candidate.Above.Count == 0 ? null : candidate.Above.Any(above => string.Equals(above.Iri, value, StringComparison.Ordinal) || SameName(above.Label, value));
            case AlignmentContext.Coordinates:
                return term.Latitude is { } latitude && term.Longitude is { } longitude && Coordinates.TryParse(value, out var point)
                    ? new Coordinates(latitude, longitude).KilometresTo(point) <= NearKilometres
                    : null;
            case AlignmentContext.Identifier:
                return Identifies(value, candidate);
            case ContextProperty.NotationKey:
                return term.Notations.Count == 0 ? null : term.Notations.Any(own => string.Equals(NotationText.Fold(own), NotationText.Fold(value), StringComparison.Ordinal));
            case AlignmentContext.AlternateName:
                return term.Labels.Any(label => SameName(label.Text, value)) ? true : null;
            case AlignmentContext.Type:
                return Kind(value, candidate);
            default:
                return null;
        }
    }

    private static bool? Identifies(string value, CandidateDraft candidate)
    {
        var term = candidate.Term;
        if (string.Equals(term.Iri, value, StringComparison.Ordinal) || term.Matches.Any(match => match.Kind == TermRelationKind.ExactMatch && string.Equals(match.Iri, value, StringComparison.Ordinal)))
            return true;
        return value.Contains("://", StringComparison.Ordinal) ? false : null;
    }

    private static bool? Year(string value, int? own) => own is null || LifeYears.FirstYear(value) is not { } asked ? null : asked == own;

    private static bool? Kind(string value, CandidateDraft candidate)
    {
        if (candidate.Term.Types.Contains(value, StringComparer.Ordinal) || candidate.Term.Schemes.Contains(value, StringComparer.Ordinal))
            return true;
        var genres = GenreWords.Of(TextFolder.Fold(value));
        if (TermGenreNames.TryParse(value, out var named))
            genres |= named;
        return genres == TermGenres.None || candidate.Term.Genres == TermGenres.None ? null : (genres & candidate.Term.Genres) != TermGenres.None;
    }

    private static bool SameName(string? left, string right) =>
        left is not null && LabelForm.Parse(left).Sorted is { Length: > 0 } sorted && string.Equals(sorted, LabelForm.Parse(right).Sorted, StringComparison.Ordinal);
}
