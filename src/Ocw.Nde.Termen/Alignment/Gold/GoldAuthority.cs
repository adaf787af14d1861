using System.Globalization;
using System.Text;
using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Memory;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Indexing;

namespace Ocw.Nde.Termen.Alignment.Gold;

/// <summary>Reads the terms of a gold set, whatever file they are in, and indexes them as one source.</summary>
internal static class GoldAuthority
{
    private const string GraphIri = "urn:ocwnde:gold";

    internal static async Task<TermIndexReport> IndexAsync(TermIndex index, GoldSet set, CancellationToken cancellation)
    {
        var name = Path.GetFileName(set.Authority).Replace(".gz", "", StringComparison.OrdinalIgnoreCase);
        var source = new TermSource { Id = GoldSet.SourceId, TitleNl = name, TitleEn = name, Graph = new Iri(GraphIri), Genres = set.Genres == TermGenres.Place ? TermGenres.Place : TermGenres.None };
        var marker = File.GetLastWriteTimeUtc(set.Authority).ToString("O", CultureInfo.InvariantCulture);
        if (set.Terms is { } terms)
            return await index.RebuildAsync(source, terms, marker, cancellation).ConfigureAwait(false);
        if (Ends(name, ".jsonl", ".ndjson", ".jsonlines"))
            return await index.RebuildAsync(source, JsonAuthority.Read(set.Authority), marker, cancellation).ConfigureAwait(false);
        if (Ends(name, ".tsv", ".csv", ".tab", ".txt"))
            return await index.RebuildAsync(TermTable.HasPlaces(set.Authority) ? source with { Genres = TermGenres.Place } : source, TermTable.Read(set.Authority), marker, cancellation).ConfigureAwait(false);
        if (name.EndsWith(".jsonld", StringComparison.OrdinalIgnoreCase) && JsonAuthority.ReadGazetteer(set.Authority) is { } gazetteer)
            return await index.RebuildAsync(source with { Genres = TermGenres.Place }, gazetteer, marker, cancellation).ConfigureAwait(false);
        return await OfRdfAsync(index, source, set.Authority, marker, cancellation).ConfigureAwait(false);
    }

    private static bool Ends(string name, params ReadOnlySpan<string> endings)
    {
        foreach (var ending in endings)
        {
            if (name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static async Task<TermIndexReport> OfRdfAsync(TermIndex index, TermSource source, string path, string marker, CancellationToken cancellation)
    {
        var terms = ReadRdf(path, source, cancellation);
        var genres = new Dictionary<string, TermGenres>(StringComparer.Ordinal);
        foreach (var scheme in terms.SelectMany(term => term.Schemes).Distinct(StringComparer.Ordinal))
        {
            if (GenresOfScheme(scheme) is var named and not TermGenres.None)
                genres[scheme] = named;
        }

        return await index.RebuildAsync(source with { GenresByType = genres }, terms, marker, cancellation).ConfigureAwait(false);
    }

    /// <summary>The terms of an RDF file, whatever graphs they are in.</summary>
    internal static List<TermRecord> ReadRdf(string path, string id) =>
        ReadRdf(path, new TermSource { Id = id, TitleNl = id, TitleEn = id, Graph = new Iri(GraphIri) }, CancellationToken.None);

    private static List<TermRecord> ReadRdf(string path, TermSource source, CancellationToken cancellation)
    {
        var builder = new MemoryQuadSourceBuilder();
        RdfFormats.ParseFile(path, new IntoGraph(builder), cancellation: cancellation);
        var quads = builder.Build();
        var graph = quads.Terms.Find(new Iri(GraphIri));
        return [.. new TermGraphReader(quads, graph, source, new TermIndexOptions()).Read(cancellation)];
    }

    // …/scheme/materiaal-en-techniek, …#Places: the words at the end of a scheme's IRI often say what its terms stand for.
    private static TermGenres GenresOfScheme(string iri)
    {
        var genres = TermGenres.None;
        foreach (var word in Folding.TextFolder.Fold(iri.AsSpan(iri.AsSpan().LastIndexOfAny('/', '#', ':') + 1)).Split(' '))
            genres |= GenreWords.Of(word);
        return genres;
    }

    /// <summary>The graphs of a document become one.</summary>
    private sealed class IntoGraph(IQuadSink inner) : IQuadSink
    {
        private readonly byte[] _graph = Encoding.UTF8.GetBytes(GraphIri);

        public void Quad(in TermSpan subject, in TermSpan predicate, in TermSpan @object, in TermSpan graph) =>
            inner.Quad(subject, predicate, @object, TermSpan.Iri(_graph));
    }
}
