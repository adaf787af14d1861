using System.Collections.Frozen;

namespace Ocw.Nde.Termen.Folding;

/// <summary>A personal name taken apart: surname, given names or initials, and the particles that belong to neither when names are compared.</summary>
public sealed class PersonName
{
    private static readonly FrozenSet<string> s_particles = FrozenSet.ToFrozenSet(
    [
        "van", "von", "vom", "vander", "vande", "de", "der", "den", "des", "het", "t", "s", "ten", "ter", "te", "tot", "op", "aan", "in", "uit",
        "la", "le", "les", "du", "da", "di", "del", "della", "dello", "dei", "degli", "dos", "das", "do", "zu", "zum", "zur", "af", "av", "el", "al", "ibn", "bin", "y", "und", "en", "d", "l",
    ]);

    private static readonly FrozenSet<string> s_suffixes = FrozenSet.ToFrozenSet(
        ["jr", "sr", "junior", "senior", "jun", "sen", "ii", "iii", "iv", "i", "zn", "czn", "jzn", "pzn", "azn", "hzn", "mr", "mrs", "dr", "sir", "sister", "prof"]);

    private static readonly FrozenSet<string> s_legalForms = FrozenSet.ToFrozenSet(["nv", "bv", "vof", "gmbh", "ltd", "inc", "plc", "llc", "cie"]);

    private PersonName(string surname, IReadOnlyList<GivenName> given)
    {
        Surname = surname;
        Given = given;
    }

    /// <summary>The folded words of the surname without particles.</summary>
    public string Surname { get; }

    /// <summary>The given names and initials in order.</summary>
    public IReadOnlyList<GivenName> Given { get; }

    /// <summary>Whether there are given names, all of them initials or abbreviations: such a name does not identify a person.</summary>
    public bool IsInitialsOnly => Given.Count > 0 && Given.All(name => name.IsAbbreviated);

    /// <summary>Takes the base of a label apart (without qualifiers): «Rijn, Rembrandt van», «Rembrandt van Rijn», «H.D. de Vroom», «Constant».</summary>
    public static PersonName Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var comma = name.IndexOf(',', StringComparison.Ordinal);
        if (comma > 0)
            return new PersonName(Words(name[..comma]), GivenNames(name[(comma + 1)..]));

        // Direct order: the last word is the surname, with a second word joined to it by a hyphen; all before it are given names.
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var last = words.Length - 1;
        while (last > 0 && s_suffixes.Contains(TextFolder.Fold(words[last])))
            last--;
        if (last <= 0)
            return new PersonName(Words(name), []);
        return new PersonName(Words(words[last]), GivenNames(string.Join(' ', words[..last])));
    }

    /// <summary>How the given names of two people relate.</summary>
    public static GivenNameRelation Compare(PersonName left, PersonName right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (left.Given.Count == 0 || right.Given.Count == 0)
            return left.Given.Count == right.Given.Count ? GivenNameRelation.Same : GivenNameRelation.Absent;

        var same = left.Given.Count == right.Given.Count;
        var count = Math.Min(left.Given.Count, right.Given.Count);
        for (var i = 0; i < count; i++)
        {
            var relation = GivenName.Compare(left.Given[i], right.Given[i]);
            if (relation == GivenNameRelation.Different)
                return i == 0 ? GivenNameRelation.Different : GivenNameRelation.FirstOnly;
            same &= relation == GivenNameRelation.Same;
        }

        return same ? GivenNameRelation.Same : GivenNameRelation.Compatible;
    }

    private static string Words(string text) =>
        string.Join(' ', TextFolder.Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => !s_particles.Contains(word) && !s_suffixes.Contains(word)));

    private static List<GivenName> GivenNames(string text)
    {
        var names = new List<GivenName>();
        foreach (var word in text.Split([' ', '-', ','], StringSplitOptions.RemoveEmptyEntries))
        {
            // «N.V.» is no pair of initials.
            if (s_legalForms.Contains(TextFolder.Fold(word).Replace(" ", "", StringComparison.Ordinal)))
                continue;

            // «J.P.L.» is three initials, «Th.» an abbreviation, «Jan» a name.
            var parts = word.Split('.');
            for (var i = 0; i < parts.Length; i++)
            {
                var folded = TextFolder.Fold(parts[i]).Replace(" ", "", StringComparison.Ordinal);
                if (folded.Length == 0 || (folded.Length > 1 && (s_particles.Contains(folded) || s_suffixes.Contains(folded))))
                    continue;
                names.Add(new GivenName(folded, folded.Length == 1 || (i < parts.Length - 1 && folded.Length <= 5)));
            }
        }

        return names;
    }
}

/// <summary>One given name, folded.</summary>
/// <param name="Text">The name, abbreviation or initial, folded.</param>
/// <param name="IsAbbreviated">Whether it is an initial or an abbreviation.</param>
public readonly record struct GivenName(string Text, bool IsAbbreviated)
{
    internal static GivenNameRelation Compare(GivenName left, GivenName right)
    {
        if (string.Equals(left.Text, right.Text, StringComparison.Ordinal))
            return GivenNameRelation.Same;
        var (shorter, longer) = left.Text.Length <= right.Text.Length ? (left, right) : (right, left);
        return shorter.IsAbbreviated && longer.Text.StartsWith(shorter.Text, StringComparison.Ordinal)
            ? GivenNameRelation.Compatible
            : GivenNameRelation.Different;
    }
}

/// <summary>How the given names of two names relate.</summary>
public enum GivenNameRelation
{
    /// <summary>One has given names, the other none.</summary>
    Absent,

    /// <summary>They contradict each other.</summary>
    Different,

    /// <summary>The first agrees, a later one does not.</summary>
    FirstOnly,

    /// <summary>One may be the shorter form of the other: initials of the same names, or fewer of them.</summary>
    Compatible,

    /// <summary>They are the same.</summary>
    Same,
}
