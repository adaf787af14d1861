using System.Globalization;
using Ocw.Nde.Termen.Folding;
using Ocw.Nde.Termen.Indexing;

namespace Ocw.Nde.Termen.Alignment.Gold;

/// <summary>Makes a gold set of one thesaurus: its other labels are the strings, the terms with their preferred labels alone are the list.</summary>
/// <remarks>
/// What people write as another label of a term (plural, spelling, case, the word in two parts) is what collections write too; hidden labels are codes too often. Every fourth term is left out of
/// the list, so that its labels have no right answer. Which ones is a hash of the IRI: the same thesaurus gives the same set everywhere.
/// </remarks>
internal static class ThesaurusSet
{
    private const int MaxQueries = 800;
    private const ulong LeftOut = 4;

    internal static GoldSet Open(string path)
    {
        var all = GoldAuthority.ReadRdf(path, GoldSet.SourceId).Where(term => term.Labels.Any(label => label.Kind == TermLabelKind.Preferred)).ToList();
        var listed = all.Where(term => HashOf(term.Iri) % LeftOut != 0).Select(PreferredOnly).ToList();
        var known = listed.Select(term => term.Iri).ToHashSet(StringComparer.Ordinal);
        var queries = all.SelectMany(term => QueriesOf(term, known.Contains(term.Iri)))
            .OrderBy(query => HashOf(query.Id)).Take(MaxQueries).OrderBy(query => query.Id, StringComparer.Ordinal).ToList();
        if (queries.Count == 0)
            throw new FormatException($"{path} has no term with another label than its preferred ones: nothing can be learned from it.");
        var name = Path.GetFileName(path);
        return new GoldSet { Name = name[..name.IndexOf('.', StringComparison.Ordinal)], Queries = queries, Authority = path, Genres = GoldSet.GenresOf("concepts"), Terms = listed };
    }

    private static ulong HashOf(string text) => StableHash.One(TermKeyKind.Iri, text);

    private static TermRecord PreferredOnly(TermRecord term)
    {
        var other = new TermRecord { Iri = term.Iri };
        foreach (var label in term.Labels.Where(label => label.Kind == TermLabelKind.Preferred))
            other.Labels.Add(label);
        return other;
    }

    private static IEnumerable<GoldQuery> QueriesOf(TermRecord term, bool isListed)
    {
        var preferred = term.Labels.Where(label => label.Kind == TermLabelKind.Preferred).Select(label => label.Text).ToHashSet(StringComparer.Ordinal);
        var number = 0;
        foreach (var label in term.Labels.Where(label => label.Kind == TermLabelKind.Alternative && !preferred.Contains(label.Text) && TextFolder.Fold(label.Text).Length > 0))
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"{term.Iri} {number++}");
            yield return new GoldQuery(id, label.Text, label.Language.Length > 0 ? label.Language : null, new Dictionary<string, string>(StringComparer.Ordinal), isListed ? [term.Iri] : [], Group: null);
        }
    }
}
