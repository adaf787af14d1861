using System.Collections.Frozen;
using Ocw.Nde.Termen.Folding;

namespace Ocw.Nde.Termen.Catalog;

/// <summary>A country by its ISO 3166-1 code, as two letters in one number; zero is none.</summary>
internal readonly record struct CountryCode(ushort Value)
{
    internal bool IsNone => Value == 0;

    /// <summary>Reads two letters; none for anything else.</summary>
    internal static CountryCode Parse(ReadOnlySpan<char> code) =>
        code.Length == 2 && char.IsAsciiLetter(code[0]) && char.IsAsciiLetter(code[1])
            ? new((ushort)((char.ToUpperInvariant(code[0]) << 8) | char.ToUpperInvariant(code[1])))
            : default;

    public override string ToString() => IsNone ? "" : string.Create(2, Value, static (text, value) => (text[0], text[1]) = ((char)(value >> 8), (char)(value & 0xFF)));
}

/// <summary>The countries that words name (<c>ontologies/termen/countries.tsv</c>): names of countries now and before, of well-known parts, and words that only one of them uses.</summary>
internal static class Countries
{
    private const int MaxWords = 5;
    private const int MaxText = 400;

    private static readonly FrozenDictionary<string, CountryCode[]> s_names = WordTables.Read("countries.tsv")
        .Select(row => (Name: TextFolder.Fold(row.Word), Code: CountryCode.Parse(row.Name)))
        .GroupBy(row => row.Name, row => row.Code, StringComparer.Ordinal)
        .ToFrozenDictionary(group => group.Key, group => group.Distinct().ToArray(), StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, CountryCode[]>.AlternateLookup<ReadOnlySpan<char>> s_lookup = s_names.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The countries that a folded name may be; usually one or none.</summary>
    internal static IReadOnlyList<CountryCode> Of(string folded) => s_names.GetValueOrDefault(folded) ?? [];

    /// <summary>Adds the countries that are named anywhere in a text; a name within a longer one («Guinee» in «Papoea-Nieuw-Guinea») does not count.</summary>
    internal static void AddNamedIn(string text, ISet<CountryCode> countries)
    {
        var folded = TextFolder.Fold(text.AsSpan(0, Math.Min(text.Length, MaxText)));
        Span<int> starts = stackalloc int[(MaxText * 2) + 2];
        var words = 0;
        for (var i = 0; i < folded.Length && words < starts.Length - 1; i++)
        {
            if (i == 0 || folded[i - 1] == ' ')
                starts[words++] = i;
        }

        starts[words] = folded.Length + 1;
        for (var first = 0; first < words;)
        {
            var taken = 1;
            for (var count = Math.Min(MaxWords, words - first); count > 0; count--)
            {
                if (!s_lookup.TryGetValue(folded.AsSpan(starts[first]..(starts[first + count] - 1)), out var codes))
                    continue;
                countries.UnionWith(codes);
                taken = count;
                break;
            }

            first += taken;
        }
    }
}
