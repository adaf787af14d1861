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
        if (name.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase))
            return await index.RebuildAsync(source, JsonAuthority.Read(set.Authority), marker, cancellation).ConfigureAwait(false);
        if (name.EndsWith(".tsv", StringComparison.OrdinalIgnoreCase))
            return await index.RebuildAsync(source with { Genres = TermGenres.Place }, GeoNamesTable.Read(set.Authority), marker, cancellation).ConfigureAwait(false);
        if (name.EndsWith(".jsonld", StringComparison.OrdinalIgnoreCase) && JsonAuthority.ReadGazetteer(set.Authority) is { } gazetteer)
            return await index.RebuildAsync(source with { Genres = TermGenres.Place }, gazetteer, marker, cancellation).ConfigureAwait(false);
        return await OfRdfAsync(index, source, set.Authority, marker, cancellation).ConfigureAwait(false);
    }

    private static async Task<TermIndexReport> OfRdfAsync(TermIndex index, TermSource source, string path, string marker, CancellationToken cancellation)
    {
        var builder = new MemoryQuadSourceBuilder();
        RdfFormats.ParseFile(path, new IntoGraph(builder), cancellation: cancellation);
        var quads = builder.Build();
        var graph = quads.Terms.Find(new Iri(GraphIri));
        var terms = new TermGraphReader(quads, graph, source, new TermIndexOptions()).Read(cancellation).ToList();
        var genres = new Dictionary<string, TermGenres>(StringComparer.Ordinal);
        foreach (var scheme in terms.SelectMany(term => term.Schemes).Distinct(StringComparer.Ordinal))
        {
            if (GenresOfScheme(scheme) is var named and not TermGenres.None)
                genres[scheme] = named;
        }

        return await index.RebuildAsync(source with { GenresByType = genres }, terms, marker, cancellation).ConfigureAwait(false);
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

/// <summary>A table with the columns of GeoNames' own, by the names in its first row: <c>geonameid, name, altname, country, feature, admin1, population, lat, lon</c>.</summary>
internal static class GeoNamesTable
{
    private const string Prefix = "https://sws.geonames.org/";

    internal static IEnumerable<TermRecord> Read(string path)
    {
        string[]? columns = null;
        foreach (var line in GoldQueries.Lines(path))
        {
            var cells = line.Split('\t');
            if (columns is null)
            {
                columns = cells;
                continue;
            }

            yield return Record(columns, cells);
        }
    }

    private static TermRecord Record(string[] columns, string[] cells)
    {
        string? Cell(params ReadOnlySpan<string> names)
        {
            foreach (var name in names)
            {
                var at = Array.FindIndex(columns, column => string.Equals(column, name, StringComparison.OrdinalIgnoreCase));
                if (at >= 0 && at < cells.Length && cells[at].Length > 0)
                    return cells[at];
            }

            return null;
        }

        var id = Cell("geonameid", "id", "uri") ?? "";
        var record = new TermRecord
        {
            Iri = id.Contains(':', StringComparison.Ordinal) ? id : $"{Prefix}{id}/",
            Latitude = JsonAuthority.Degrees(Cell("lat", "latitude")),
            Longitude = JsonAuthority.Degrees(Cell("lon", "long", "lng", "longitude")),
            Country = Cell("country", "countryCode"),
            Population = long.TryParse(Cell("population"), NumberStyles.None, CultureInfo.InvariantCulture, out var population) && population > 0 ? population : null,
        };
        record.Labels.Add(new TermLabel(TermLabelKind.Preferred, Cell("name", "prefLabel") ?? id));
        foreach (var name in Cell("altname", "alternatenames", "altLabels")?.Split([',', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [])
            record.Labels.Add(new TermLabel(TermLabelKind.Alternative, name));
        if (Cell("feature", "featureCode") is { } feature)
            record.Types.Add(feature);
        return record;
    }
}
