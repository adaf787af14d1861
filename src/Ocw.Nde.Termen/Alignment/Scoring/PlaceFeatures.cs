using Ocw.Nde.Termen.Catalog;

namespace Ocw.Nde.Termen.Alignment.Scoring;

/// <summary>What kind, position, country and size of places tell.</summary>
internal static class PlaceFeatures
{
    internal static void Add(Candidate candidate, AlignmentValue value, float[] features)
    {
        ref readonly var facts = ref candidate.Index.Facts[candidate.Term];
        AddKinds(value, candidate.TakenKind, facts.PlaceKinds, features);
        features[(int)Feature.OtherKindNoted] = facts.PlaceKinds != PlaceKinds.None && (value.NotedKinds & ~facts.PlaceKinds) != PlaceKinds.None ? 1 : 0;
        features[(int)Feature.KnownName] = candidate.MatchReason == AlignmentReasons.PlaceNameKnown ? 1 : 0;
        features[(int)Feature.NearProminence] = candidate.Level < MatchLevel.PlaceName ? facts.Prominence / 64f : 0;
        if (candidate.MirroredKilometres is not null)
            features[(int)Feature.KilometresTo10] = 1;
        else if (candidate.Kilometres is { } kilometres)
            features[(int)(kilometres <= 2 ? Feature.KilometresTo2 : kilometres <= 10 ? Feature.KilometresTo10 : kilometres <= 50 ? Feature.KilometresTo50 : Feature.KilometresFar)] = 1;
        AddCountry(candidate, value, facts.Country, features);
        features[(int)Feature.Prominence] = facts.Prominence / 64f;
        features[(int)Feature.Quarter] = (facts.PlaceKinds & PlaceKinds.Quarter) != PlaceKinds.None ? 1 : 0;
    }

    // A kind that only a note gives is weaker evidence: notes tell of the island, the province or the district that bears the name of its town.
    private static void AddKinds(AlignmentValue value, PlaceKinds taken, PlaceKinds term, float[] features)
    {
        var kinds = value.Kinds | taken;
        if (kinds == PlaceKinds.None || term == PlaceKinds.None)
            return;
        var isNoted = value.AreKindsNoted && taken == PlaceKinds.None;
        var feature = (kinds & term) != PlaceKinds.None ? Feature.KindEqual
            : PlaceKindWords.AreCompatible(kinds, term) ? (isNoted ? Feature.NotedKindWider : Feature.KindWider)
            : isNoted ? Feature.NotedKindContradicts : Feature.KindContradicts;
        features[(int)feature] = 1;
    }

    private static void AddCountry(Candidate candidate, AlignmentValue value, CountryCode country, float[] features)
    {
        // Lists without countries mostly lack inhabitants too: nothing says which place of a name is the main one.
        features[(int)Feature.TermWithoutCountry] = country.IsNone ? 1 : 0;
        if (country.IsNone)
            return;
        features[(int)Feature.CountryEqualNear] = candidate.Level < MatchLevel.LabelEqual && value.Countries.Contains(country) ? 1 : 0;
        features[(int)(value.Countries.Count == 0 ? Feature.CountryUnknown : value.Countries.Contains(country) ? Feature.CountryEqual : Feature.CountryDiffers)] = 1;
    }
}
