using Ocw.Nde.Termen.Alignment.Evidence;
using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Folding;

namespace Ocw.Nde.Termen.Alignment.Scoring;

/// <summary>Gives the candidates of one source their features and probabilities.</summary>
internal static class CandidateScorer
{
    internal static void Score(IReadOnlyCollection<Candidate> candidates, AlignmentValue value, AlignmentModel model)
    {
        foreach (var candidate in candidates)
            candidate.Features = Describe(candidate, value);
        var rivals = candidates as IReadOnlyList<Candidate> ?? [.. candidates];
        AddRivals(rivals);
        foreach (var candidate in rivals)
            candidate.Family = FamilyOf(candidate, value);
        Rescore(rivals, model);
    }

    /// <summary>Weighs candidates that have their features already.</summary>
    internal static void Rescore(IReadOnlyList<Candidate> candidates, AlignmentModel model)
    {
        foreach (var candidate in candidates)
            candidate.Weight = model[candidate.Family].Weigh(candidate.Features);
        Recalibrate(candidates, model);
    }

    /// <summary>Turns the weights that candidates have into probabilities.</summary>
    internal static void Recalibrate(IReadOnlyList<Candidate> candidates, AlignmentModel model)
    {
        foreach (var candidate in candidates)
            candidate.Probability = model[candidate.Family].Probability(candidate.Weight, Gap(candidate, candidates)) * (candidate.Features[(int)Feature.GenreContradicts] > 0 ? WrongGenre : 1);
    }

    /// <summary>How far the candidate is ahead of the best other one, in log odds; another entry for the same place is no rival.</summary>
    internal static float Gap(Candidate candidate, IReadOnlyList<Candidate> candidates)
    {
        var best = float.NegativeInfinity;
        foreach (var other in candidates)
        {
            if (other != candidate && other.Weight > best && !AreOnePlace(candidate, other))
                best = other.Weight;
        }

        return Math.Clamp(candidate.Weight - best, -AlignmentModel.MaxGap, AlignmentModel.MaxGap);
    }

    internal static ModelFamily FamilyOf(Candidate candidate, AlignmentValue value)
    {
        var genres = value.Rule.Genres;
        if (genres == TermGenres.None)
            genres = candidate.Index.Facts[candidate.Term].Genres;
        if ((genres & ~TermGenres.Agent) == TermGenres.None && genres != TermGenres.None)
            return ModelFamily.Agent;
        if (genres == TermGenres.Place)
            return value.Point is null ? ModelFamily.Place : ModelFamily.LocatedPlace;
        return value.AlternateNames.Count > 0 ? ModelFamily.NamedConcept : ModelFamily.Concept;
    }

    private static float[] Describe(Candidate candidate, AlignmentValue value)
    {
        var features = new float[AlignmentModel.FeatureCount];
        LabelFeatures.Add(candidate, value, features);
        switch (FamilyOf(candidate, value))
        {
            case ModelFamily.Agent:
                AgentFeatures.Add(candidate, value, features);
                break;
            case ModelFamily.Place or ModelFamily.LocatedPlace:
                PlaceFeatures.Add(candidate, value, features);
                break;
            default:
                ConceptFeatures.Add(candidate, value, features);
                break;
        }

        ref readonly var facts = ref candidate.Index.Facts[candidate.Term];
        if (value.Rule.Genres != TermGenres.None && facts.Genres != TermGenres.None)
            features[(int)(CandidateJudge.FitsField(facts, value) ? Feature.GenreFits : Feature.GenreContradicts)] = 1;
        features[(int)Feature.Deprecated] = facts.Deprecated;
        features[(int)Feature.BroaderEqual] = candidate.Reasons.Contains(AlignmentReasons.BroaderEqual) ? 1 : 0;
        features[(int)Feature.BroaderContradicts] = candidate.Reasons.Contains(AlignmentReasons.BroaderContradicts) ? 1 : 0;
        features[(int)Feature.AlternateNameEqual] = candidate.HasAlternateName ? 1 : 0;
        features[(int)Feature.AlternateNameOpen] = candidate.HasOpenAlternateName && !candidate.HasAlternateName ? 1 : 0;
        features[(int)Feature.AlternateNames] = MathF.Log2(1 + candidate.AlternateNames) / 3;
        features[(int)Feature.AlternateNameElsewhere] = candidate.IsNamedElsewhere ? 1 : 0;
        features[(int)Feature.NumberVariantElsewhere] = candidate.HasNumberVariantElsewhere ? 1 : 0;
        return features;
    }

    private static void AddRivals(IReadOnlyList<Candidate> candidates)
    {
        foreach (var candidate in candidates)
        {
            var rivals = 0;
            var stronger = false;
            float prominence = candidate.Index.Facts[candidate.Term].Prominence;
            float next = 0;
            foreach (var other in candidates)
            {
                if (other == candidate || other.Level < candidate.Level || other.IsContradicted || IsRuledOut(other, candidate) || AreOnePlace(candidate, other))
                    continue;
                rivals++;
                stronger |= other.Level > candidate.Level;
                next = Math.Max(next, other.Index.Facts[other.Term].Prominence);
            }

            candidate.Features[(int)Feature.Rivals] = MathF.Log2(1 + rivals);
            candidate.Features[(int)Feature.StrongerRival] = stronger ? 1 : 0;
            candidate.Features[(int)Feature.NearOnly] = candidate.Level < MatchLevel.QualifierOpen && candidates.Count == 1 ? 1 : 0;
            if (rivals == 0)
                continue;
            candidate.Features[(int)Feature.ProminenceFirst] = prominence > next ? 1 : 0;
            candidate.Features[(int)Feature.ProminenceLead] = Math.Clamp((prominence - next) / 32f, -2, 2);
        }
    }

    // A place in another country or of another kind is no rival of one where country and kind agree.
    private static bool IsRuledOut(Candidate other, Candidate candidate) =>
        (candidate.Features[(int)Feature.CountryEqual] > 0 && other.Features[(int)Feature.CountryDiffers] > 0)
        || (candidate.Features[(int)Feature.KindEqual] > 0 && other.Features[(int)Feature.KindContradicts] + other.Features[(int)Feature.NotedKindContradicts] > 0)
        || (candidate.Kilometres <= NearKilometres && other.Kilometres > Math.Max(FarKilometres, FarTimes * candidate.Kilometres.Value));

    // Gazetteers hold one plantation in several parts or sources.
    private static bool AreOnePlace(Candidate left, Candidate right)
    {
        ref readonly var one = ref left.Index.Facts[left.Term];
        ref readonly var other = ref right.Index.Facts[right.Term];
        return one.HasCoordinates && other.HasCoordinates && (one.PlaceKinds & other.PlaceKinds) != PlaceKinds.None
            && new Coordinates(one.Latitude, one.Longitude).KilometresTo(new Coordinates(other.Latitude, other.Longitude)) <= SamePlaceKilometres;
    }

    // What a field cannot hold is hardly meant, however alike the names.
    private const double WrongGenre = 0.1;
    private const double SamePlaceKilometres = 5;
    private const double NearKilometres = 10;
    private const double FarKilometres = 20;
    private const double FarTimes = 5;
}
