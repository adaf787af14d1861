using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Indexing;

namespace Ocw.Nde.Termen.Tests.Support;

/// <summary>Small terminology sources for tests.</summary>
internal static class Sources
{
    internal static TermSource Of(string id, TermGenres genres = TermGenres.None, NotationSyntax notations = NotationSyntax.Plain) => new()
    {
        Id = id,
        TitleNl = "Bron " + id,
        TitleEn = "Source " + id,
        Graph = new Iri("urn:graph:" + id),
        Genres = genres,
        Languages = ["nl"],
        Notations = notations,
    };

    /// <summary>A term with one preferred label in Dutch.</summary>
    internal static TermRecord Term(string iri, string label, params string[] alternatives)
    {
        var record = new TermRecord { Iri = "https://example.org/id/" + iri };
        record.Labels.Add(new TermLabel(TermLabelKind.Preferred, label, "nl"));
        foreach (var alternative in alternatives)
            record.Labels.Add(new TermLabel(TermLabelKind.Alternative, alternative, "nl"));
        return record;
    }

    internal static TermRecord With(this TermRecord record, Action<TermRecord> change)
    {
        change(record);
        return record;
    }

    internal static TermRecord Matching(this TermRecord record, string iri) =>
        record.With(term => term.Relations.Add(new TermRelation(TermRelationKind.ExactMatch, iri)));

    internal static TermRecord Broader(this TermRecord record, string iri) =>
        record.With(term => term.Relations.Add(new TermRelation(TermRelationKind.Broader, "https://example.org/id/" + iri)));
}

/// <summary>An index in a folder of its own.</summary>
internal sealed class TestIndex : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    internal TestIndex() => Index = TermIndex.Open(_folder.Path);

    internal TermIndex Index { get; }

    internal string Folder => _folder.Path;

    internal static async Task<TestIndex> OfAsync(TermSource source, params TermRecord[] terms)
    {
        var index = new TestIndex();
        await index.AddAsync(source, terms);
        return index;
    }

    internal async Task AddAsync(TermSource source, params TermRecord[] terms) => await Index.RebuildAsync(source, terms, "1");

    public void Dispose()
    {
        Index.Dispose();
        _folder.Dispose();
    }
}
