using Ocw.Nde.Termen.Indexing;

namespace Ocw.Nde.Termen.Lookup;

/// <summary>Chooses the label to show.</summary>
internal static class LabelChoice
{
    internal static TermLabel Best(IReadOnlyList<TermLabel> labels, IReadOnlyList<string> asked, IReadOnlyList<string> ofSource)
    {
        var best = -1;
        var bestCost = int.MaxValue;
        for (var i = 0; i < labels.Count; i++)
        {
            var cost = ((int)labels[i].Kind * 1000) + LanguageCost(labels[i].Language, asked, ofSource);
            if (cost >= bestCost)
                continue;
            best = i;
            bestCost = cost;
        }

        return best < 0 ? default : labels[best];
    }

    /// <summary>0 for the first language asked for; less and less wanted ones cost more.</summary>
    internal static int LanguageCost(string language, IReadOnlyList<string> asked, IReadOnlyList<string> ofSource)
    {
        var place = PlaceOf(language, asked);
        if (place >= 0)
            return place;
        place = PlaceOf(language, ofSource);
        if (place >= 0)
            return 100 + place;
        return language switch { "" or "und" or "mul" or "zxx" => 200, "en" => 300, _ => 400 };
    }

    private static int PlaceOf(string language, IReadOnlyList<string> languages)
    {
        for (var i = 0; i < languages.Count; i++)
        {
            if (SameLanguage(language, languages[i]))
                return i;
        }

        return -1;
    }

    /// <summary>Whether two tags have one primary language: «nl» and «nl-NL».</summary>
    internal static bool SameLanguage(ReadOnlySpan<char> left, ReadOnlySpan<char> right) =>
        Primary(left).Equals(Primary(right), StringComparison.OrdinalIgnoreCase) && !left.IsEmpty && !right.IsEmpty;

    private static ReadOnlySpan<char> Primary(ReadOnlySpan<char> tag)
    {
        var dash = tag.IndexOf('-');
        return dash < 0 ? tag : tag[..dash];
    }
}
