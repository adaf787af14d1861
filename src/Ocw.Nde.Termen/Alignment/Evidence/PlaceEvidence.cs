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
        else if (kilometres > FarKilometres && ((value.Kinds | facts.PlaceKinds) & Extended) == PlaceKinds.None)
        {
            candidate.Reasons.Add(FormattableString.Invariant($"{AlignmentReasons.CoordinatesFar}={kilometres:0}"));
            candidate.IsContradicted = true;
        }
    }
}
