using System.Collections.Frozen;
using Ocw.Nde.Termen.Catalog;

namespace Ocw.Nde.Termen.Folding;

/// <summary>Given names that stand for one another: «Franciscus», «Frans», «Frank» (<c>ontologies/termen/given-names.tsv</c>).</summary>
internal static class GivenNameVariants
{
    // Names of people are found by the groups they stand in; a group has the letters with which its names begin.
    private static readonly FrozenDictionary<string, int[]> s_groups;
    private static readonly FrozenDictionary<string, int[]>.AlternateLookup<ReadOnlySpan<char>> s_lookup;
    private static readonly uint[] s_initials;
    private static readonly HashSet<int> s_women = [];

    private static readonly string[] s_womensGroups =
        ["louise", "caroline", "charlotte", "elisabeth", "geertje", "grietje", "lillian", "deborah", "judith", "jennifer", "beatrix", "agnes", "nikolaas-f", "reinhilde", "rachel"];

    static GivenNameVariants()
    {
        var groups = new Dictionary<string, SortedSet<int>>(StringComparer.Ordinal);
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var initials = new List<uint>();
        foreach (var (name, word) in WordTables.Read("given-names.tsv"))
        {
            if (!numbers.TryGetValue(name, out var number))
            {
                numbers.Add(name, number = initials.Count);
                initials.Add(0);

                // Groups are named after the registered form, which ends so in Dutch, Latin and the Romance languages for women.
                if (name.EndsWith('a') || s_womensGroups.Contains(name, StringComparer.Ordinal))
                    s_women.Add(number);
            }

            var folded = TextFolder.Fold(word);
            if (!groups.TryGetValue(folded, out var set))
                groups.Add(folded, set = []);
            set.Add(number);
            initials[number] |= Bit(folded[0]);
        }

        s_groups = groups.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToArray(), StringComparer.Ordinal);
        s_lookup = s_groups.GetAlternateLookup<ReadOnlySpan<char>>();
        s_initials = [.. initials];
    }

    /// <summary>Whether both folded names stand in one group.</summary>
    internal static bool AreVariants(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        if (!s_lookup.TryGetValue(left, out var one) || !s_lookup.TryGetValue(right, out var other))
            return false;
        foreach (var group in one)
        {
            if (Array.IndexOf(other, group) >= 0)
                return true;
        }

        return false;
    }

    /// <summary>Whether a variant of the folded name begins with this letter: «Kees» is registered as a C.</summary>
    internal static bool HasVariantWith(ReadOnlySpan<char> name, char initial)
    {
        if (!s_lookup.TryGetValue(name, out var groups))
            return false;
        foreach (var group in groups)
        {
            if ((s_initials[group] & Bit(initial)) != 0)
                return true;
        }

        return false;
    }

    /// <summary>Whether the folded name is one that mostly women bear, by its group.</summary>
    internal static bool IsOfWomen(string name) => s_lookup.TryGetValue(name, out var groups) && groups.Length > 0 && Array.TrueForAll(groups, group => s_women.Contains(group));

    private static uint Bit(char letter) => letter is >= 'a' and <= 'z' ? 1u << (letter - 'a') : 0;
}
