using Ocw.Nde.Termen.Folding;

namespace Ocw.Nde.Termen.Alignment.Scoring;

/// <summary>How the given names of a value and of a term agree, name by name.</summary>
/// <param name="First">How the first given name of the value is met.</param>
/// <param name="IsLater">Whether it is met by a later name of the term, or a later name of the value meets the term's first: a name by which someone is called.</param>
/// <param name="Agreeing">How many names or initials agree.</param>
/// <param name="Disagreeing">How many stand against one that disagrees.</param>
internal readonly record struct GivenNames(GivenNameMatch First, bool IsLater, int Agreeing, int Disagreeing)
{
    internal static GivenNames Compare(IReadOnlyList<GivenName> value, IReadOnlyList<GivenName> term)
    {
        if (value.Count == 0 || term.Count == 0)
            return new(value.Count == term.Count ? GivenNameMatch.Same : GivenNameMatch.Absent, false, 0, 0);
        var (first, later) = Best(value, term);
        var agreeing = 0;
        var disagreeing = 0;
        for (var i = 0; i < Math.Min(value.Count, term.Count); i++)
        {
            if (Match(value[i], term[i]) > GivenNameMatch.Different)
                agreeing++;
            else
                disagreeing++;
        }

        return new(first, later, agreeing, disagreeing);
    }

    // First with first counts; else the best that the first of either finds among the others.
    private static (GivenNameMatch, bool) Best(IReadOnlyList<GivenName> value, IReadOnlyList<GivenName> term)
    {
        var first = Match(value[0], term[0]);
        var later = GivenNameMatch.Different;
        for (var i = 1; i < term.Count; i++)
            later = Max(later, Match(value[0], term[i]));
        for (var i = 1; i < value.Count; i++)
            later = Max(later, Match(value[i], term[0]));
        return later > first && first < GivenNameMatch.Initial ? (later, true) : (first, false);
    }

    private static GivenNameMatch Max(GivenNameMatch left, GivenNameMatch right) => left > right ? left : right;

    private static GivenNameMatch Match(GivenName left, GivenName right)
    {
        if (string.Equals(left.Text, right.Text, StringComparison.Ordinal))
            return left.IsAbbreviated ? GivenNameMatch.InitialBoth : GivenNameMatch.Same;
        var (shorter, longer) = left.Text.Length <= right.Text.Length ? (left, right) : (right, left);
        if (shorter.IsAbbreviated && longer.Text.StartsWith(shorter.Text, StringComparison.Ordinal))
            return GivenNameMatch.Initial;
        if (left.IsAbbreviated || right.IsAbbreviated)
            return shorter.Text.Length == 1 && GivenNameVariants.HasVariantWith(longer.Text, shorter.Text[0]) ? GivenNameMatch.VariantInitial : GivenNameMatch.Different;
        if (GivenNameVariants.AreVariants(left.Text, right.Text))
            return GivenNameMatch.Variant;

        // «Loeki» and «Loekie», «Agnolo» and «Angelo», «Theo» and «Theodoor».
        if (shorter.Text.Length >= 3 && longer.Text.StartsWith(shorter.Text, StringComparison.Ordinal))
            return GivenNameMatch.Variant;
        return shorter.Text.Length >= 4 && (string.Equals(Spelling.Skeleton(left.Text), Spelling.Skeleton(right.Text), StringComparison.Ordinal) || Similarity.Edits(left.Text, right.Text) >= 0.75)
            ? GivenNameMatch.Variant
            : GivenNameMatch.Different;
    }
}

/// <summary>How two given names agree, weakest first.</summary>
internal enum GivenNameMatch
{
    /// <summary>One of the people has none.</summary>
    Absent,

    /// <summary>They are different names.</summary>
    Different,

    /// <summary>An initial with which a variant of the other begins: «C.» and «Kees».</summary>
    VariantInitial,

    /// <summary>Both are the same initial.</summary>
    InitialBoth,

    /// <summary>One is the initial or abbreviation of the other.</summary>
    Initial,

    /// <summary>They stand for one another: «Frans» and «Franciscus».</summary>
    Variant,

    /// <summary>They are the same.</summary>
    Same,
}
