using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Folding;
using Ocw.Nde.Termen.Indexing;

namespace Ocw.Nde.Termen.Alignment.Evidence;

/// <summary>Says whether two terms of one name, in two sources, may be one thing.</summary>
internal static class SameThing
{
    private const int YearTolerance = 2;
    private const double SameKilometres = 20;

    private const PlaceKinds MainKinds = PlaceKinds.Settlement | PlaceKinds.Municipality | PlaceKinds.Province | PlaceKinds.Country | PlaceKinds.Region | PlaceKinds.Island;

    internal static bool MayBe(Candidate left, Candidate right)
    {
        if (AreMatched(left, right))
            return true;
        ref readonly var one = ref left.Index.Facts[left.Term];
        ref readonly var other = ref right.Index.Facts[right.Term];
        if (Differ(one.Birth, other.Birth) || Differ(one.Death, other.Death))
            return false;
        if (one.HasCoordinates && other.HasCoordinates)
            return new Coordinates(one.Latitude, one.Longitude).KilometresTo(new Coordinates(other.Latitude, other.Longitude)) <= SameKilometres;

        return (one.PlaceKinds & other.PlaceKinds) != PlaceKinds.None || (IsMainPlace(one) && IsMainPlace(other));
    }

    // A name alone means a town, a country, an island; a plantation or creek of that name is something else until both sources say so.
    private static bool IsMainPlace(in TermFacts facts) =>
        facts.PlaceKinds == PlaceKinds.None || (facts.PlaceKinds & MainKinds) != PlaceKinds.None;

    private static bool AreMatched(Candidate left, Candidate right)
    {
        var one = Matches(left);
        var other = Matches(right);
        return one.Overlaps(other);
    }

    private static HashSet<string> Matches(Candidate candidate)
    {
        var record = candidate.Index.Record(candidate.Term);
        return [record.Iri, .. record.Relations.Where(relation => relation.Kind == TermRelationKind.ExactMatch).Select(relation => relation.Iri)];
    }

    private static bool Differ(int? left, int? right) => left is { } one && right is { } other && Math.Abs(one - other) > YearTolerance;
}
