using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Folding;
using Ocw.Nde.Termen.Indexing;

namespace Ocw.Nde.Termen.Alignment.Evidence;

/// <summary>Kinds of place and coordinates.</summary>
internal static class PlaceEvidence
{
    private const double NearKilometres = 5;
    private const double FarKilometres = 100;

    // Places so large that their middle says little.
    private const PlaceKinds Extended = PlaceKinds.Country | PlaceKinds.Province | PlaceKinds.Region
        | PlaceKinds.Water | PlaceKinds.Landform | PlaceKinds.Island | PlaceKinds.Road;

    internal static void Weigh(Candidate candidate, AlignmentValue value, in TermFacts facts)
    {
        if (!value.MayBePlace)
            return;
        if (!PlaceKindWords.AreCompatible(value.Kinds, facts.PlaceKinds))
        {
            candidate.Reasons.Add(AlignmentReasons.PlaceKindContradicts);
            candidate.IsContradicted = true;
        }

        if (value.Point is not { } point || !facts.HasCoordinates)
            return;
        var kilometres = point.KilometresTo(new Coordinates(facts.Latitude, facts.Longitude));
        candidate.Kilometres = kilometres;
        if (kilometres <= NearKilometres)
        {
            candidate.Reasons.Add(FormattableString.Invariant($"{AlignmentReasons.CoordinatesNear}={kilometres:0.#}"));
            candidate.IsConfirmed = true;
        }
        else if (kilometres > FarKilometres && Mirrored(point, facts) is { } mirrored)
        {
            candidate.Reasons.Add(FormattableString.Invariant($"{AlignmentReasons.CoordinatesMirrored}={mirrored:0.#}"));
            candidate.MirroredKilometres = mirrored;
        }
        else if (kilometres > FarKilometres && ((value.Kinds | facts.PlaceKinds) & Extended) == PlaceKinds.None)
        {
            candidate.Reasons.Add(FormattableString.Invariant($"{AlignmentReasons.CoordinatesFar}={kilometres:0}"));
            candidate.IsContradicted = true;
        }
    }

    // Signs and order are mistaken often: «O» is east in Dutch and west in Spanish. Who is within a few kilometres then is no coincidence.
    private static double? Mirrored(Coordinates point, in TermFacts facts)
    {
        var there = new Coordinates(facts.Latitude, facts.Longitude);
        var (latitude, longitude) = (point.Latitude, point.Longitude);
        ReadOnlySpan<Coordinates> others = [new(latitude, -longitude), new(-latitude, longitude), new(-latitude, -longitude), new(longitude, latitude)];
        foreach (var other in others)
        {
            if (Math.Abs(other.Latitude) <= 90 && other.KilometresTo(there) is var kilometres and <= NearKilometres)
                return kilometres;
        }

        return null;
    }
}
