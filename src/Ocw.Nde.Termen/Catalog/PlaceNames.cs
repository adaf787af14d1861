using System.Collections.Frozen;
using Ocw.Nde.Termen.Folding;

namespace Ocw.Nde.Termen.Catalog;

/// <summary>Names of one place in several languages and times (<c>ontologies/termen/place-names.tsv</c>), for lists that have only one of them.</summary>
internal static class PlaceNames
{
    private static readonly FrozenDictionary<string, (string Name, CountryCode Country)[]> s_others = Load();

    /// <summary>The other folded names of the places that a folded name may be, with the country of each; usually none.</summary>
    internal static IReadOnlyList<(string Name, CountryCode Country)> Of(string folded) => s_others.GetValueOrDefault(folded) ?? [];

    private static FrozenDictionary<string, (string Name, CountryCode Country)[]> Load() =>
        WordTables.ReadRows("place-names.tsv")
            .Select(row => (Country: CountryCode.Parse(row.Name), Names: row.Words.Select(name => TextFolder.Fold(name)).Distinct(StringComparer.Ordinal).ToList()))
            .SelectMany(place => place.Names.SelectMany(name => place.Names.Where(other => other != name).Select(other => (Name: name, Other: other, place.Country))))
            .GroupBy(pair => pair.Name, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.Select(pair => (pair.Other, pair.Country)).Distinct().ToArray(), StringComparer.Ordinal);
}
