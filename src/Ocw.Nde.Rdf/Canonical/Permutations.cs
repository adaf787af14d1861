namespace Ocw.Nde.Rdf.Canonical;

/// <summary>The orders of a list, one after the other.</summary>
internal static class Permutations
{
    /// <summary>Puts the values in the next higher order; false when they stood in the highest. Equal values are never exchanged.</summary>
    internal static bool Next(Span<int> values)
    {
        var at = values.Length - 2;
        while (at >= 0 && values[at] >= values[at + 1])
            at--;
        if (at < 0)
            return false;
        var other = values.Length - 1;
        while (values[other] <= values[at])
            other--;
        (values[at], values[other]) = (values[other], values[at]);
        values[(at + 1)..].Reverse();
        return true;
    }
}
