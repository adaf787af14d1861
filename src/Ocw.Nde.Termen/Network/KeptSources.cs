using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Lookup;
using Ocw.Nde.Termen.Search;

namespace Ocw.Nde.Termen.Network;

/// <summary>Searches the copies that the node keeps.</summary>
internal sealed class KeptSources(TermIndex index)
{
    /// <summary>Whether an exception means that the files of a copy are damaged or gone.</summary>
    internal static bool IsFault(Exception e) => e is TermIndexException or IOException or ArgumentOutOfRangeException or IndexOutOfRangeException or OverflowException;

    /// <summary>Searches the kept sources of these ids as one; merged, each thing is one hit that names the others.</summary>
    internal TermSearchResult Search(NetworkQuery query, IReadOnlyCollection<string> sourceIds, int offset, int limit, bool merged = false) => new TermSearch(index).Search(new TermQuery
    {
        Text = query.Text,
        IsPrefix = query.IsPrefix,
        Sources = sourceIds,
        Genres = query.Genres | GenreTable.GenresOf(query.GenreIris),
        Types = query.Types,
        Broader = query.Broader,
        SearchNotes = query.SearchNotes,
        Languages = query.Languages,
        IncludeDeprecated = query.IncludeDeprecated,
        IsMerged = merged,
        WithFacets = merged && query.WithFacets,
        Offset = offset,
        Limit = limit,
    });

    /// <summary>The whole term of a hit, read when it is asked for.</summary>
    internal NetworkHit Whole(TermHit hit, CatalogEntry entry, IReadOnlyList<string> languages) => new(
        hit,
        new Lazy<Term>(() => new TermLookup(index).Find(hit.Iri, languages, [hit.SourceId]) ?? FromHit(hit, entry)))
    {
        AlsoIn = [.. hit.Members.Select(member => (member.Iri, member.SourceId))],
    };

    /// <summary>A term by its IRI in one of the kept sources.</summary>
    internal Term? Find(string iri, IReadOnlyList<string> languages, IReadOnlyCollection<string> sourceIds) => new TermLookup(index).Find(iri, languages, sourceIds);

    // The copy was replaced since the search, and the new one has no such term any more.
    private static Term FromHit(TermHit hit, CatalogEntry entry)
    {
        var record = new TermRecord { Iri = hit.Iri, IsDeprecated = hit.IsDeprecated };
        record.Labels.Add(new TermLabel(TermLabelKind.Preferred, hit.Label, hit.Language));
        return new Term(record, entry.AsTermSource);
    }
}
