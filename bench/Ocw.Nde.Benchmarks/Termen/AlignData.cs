using System.IO.Compression;
using System.Text.Json;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Termen.Alignment;
using Ocw.Nde.Termen.Alignment.Gold;
using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Indexing;

namespace Ocw.Nde.Benchmarks.Termen;

/// <summary>The strings of real collections and the terms that they are aligned with. Every string stands in its mix once for each thing that the collection knows it for.</summary>
internal static class AlignData
{
    internal const string Persons = "ulan";
    internal const string Places = "geonames";
    internal const string Concepts = "nmvw";

    internal static async Task IndexAsync(TermIndex index, string shared)
    {
        await index.RebuildAsync(Source(Persons, TermGenres.None), JsonAuthority.Read(Path.Combine(shared, "gold/persons-ulan/authority.jsonl.gz")), "1");
        await index.RebuildAsync(Source(Places, TermGenres.Place), TermTable.Read(Path.Combine(shared, "gold/places-geonames/geonames-cities1000.tsv.gz")), "1");
        var nmvw = Source(Concepts, TermGenres.None) with
        {
            GenresByType = new Dictionary<string, TermGenres>(StringComparer.Ordinal)
            {
                ["urn:nmvw:scheme:geografie"] = TermGenres.Place,
                ["urn:nmvw:scheme:objecttrefwoord"] = TermGenres.ObjectType,
                ["urn:nmvw:scheme:cultuur"] = TermGenres.Culture,
                ["urn:nmvw:scheme:materiaal-en-techniek"] = TermGenres.Material | TermGenres.Technique,
            },
        };
        await index.RebuildAsync(nmvw, TermData.Rdf(Path.Combine(shared, "thesauri/nmvw/nmvw-skos.ttl.gz"), RdfFormats.Turtle, nmvw), "1");
    }

    internal static IEnumerable<(string Name, List<AlignmentQuery> Queries)> Mixes(string shared, TermIndex index)
    {
        yield return ("artists of Tate, with years → ULAN", Tate(shared, withYears: true));
        yield return ("artists of Tate, names alone → ULAN", Tate(shared, withYears: false));
        yield return ("makers of the gold sets → ULAN", [.. Gold(shared, "persons-rkd", "creator"), .. Gold(shared, "persons-ulan", "creator")]);
        yield return ("places of NMVW, with other names and notes → GeoNames", Geography(index));
        yield return ("places and persons of the RCE's terms, nearly all misses → GeoNames", Rce(shared, "place"));
        yield return ("terms of the RCE → NMVW", Rce(shared, "concept"));
        yield return ("object names, materials and subjects of the RCE → NMVW", Columns(shared));
        yield return ("AAT labels with scope notes → NMVW", Gold(shared, "concepts-aat-nmvw", "concept"));
    }

    private static TermSource Source(string id, TermGenres genres) => new() { Id = id, TitleNl = id, TitleEn = id, Graph = new Iri("urn:graph:termen"), Genres = genres, Languages = ["nl", "en"] };

    private static AlignmentQuery Query(string field, string label, string language, IReadOnlyDictionary<string, string>? context = null) =>
        new(new Iri("urn:value"), field, label, language, null, context ?? new Dictionary<string, string>(StringComparer.Ordinal));

    private static List<AlignmentQuery> Tate(string shared, bool withYears)
    {
        var queries = new List<AlignmentQuery>();
        foreach (var line in Lines(Path.Combine(shared, "collections/tate/artists.jsonl.gz")))
        {
            using var json = JsonDocument.Parse(line);
            var years = new Dictionary<string, string>(StringComparer.Ordinal);
            if (withYears && json.RootElement.TryGetProperty("birthYear", out var birth) && birth.ValueKind == JsonValueKind.Number)
                years[AlignmentContext.Birth] = birth.ToString();
            queries.Add(Query("creator", json.RootElement.GetProperty("mda").GetString()!, "en", years));
        }

        return queries;
    }

    private static List<AlignmentQuery> Gold(string shared, string set, string field) =>
        [.. GoldSet.Open(Path.Combine(shared, "gold", set)).Queries.Select(query => Query(field, query.Label, query.Language ?? "nl", query.Context))];

    // The place names of a museum's thesaurus, as its records would give them.
    private static List<AlignmentQuery> Geography(TermIndex index)
    {
        using var lease = index.Acquire([Concepts]);
        var source = lease.Sources[0];
        var queries = new List<AlignmentQuery>();
        for (var term = 0; term < source.TermCount; term++)
        {
            if ((source.Facts[term].Genres & TermGenres.Place) == TermGenres.None)
                continue;
            var record = source.Record(term);
            var context = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                [AlignmentContext.AlternateName] = string.Join('\n', record.Labels.Skip(1).Select(label => label.Text)),
                [AlignmentContext.Note] = string.Join('\n', record.Notes.Select(note => note.Text)),
            };
            queries.Add(Query("place", record.Labels[0].Text, "nl", context));
        }

        return queries;
    }

    private static List<AlignmentQuery> Rce(string shared, string field) =>
    [
        .. Lines(Path.Combine(shared, "collections/rce-rijkscollectie/Termen_KC.csv.gz")).Skip(1)
            .Select(line => line.Split(';')).Where(cells => cells.Length > 1 && cells[1].Trim(' ', '"', '\\').Length > 0)
            .Select(cells => cells[1].Trim(' ', '"', '\\')).Distinct(StringComparer.Ordinal).Select(label => Query(field, label, "nl")),
    ];

    private static List<AlignmentQuery> Columns(string shared)
    {
        var values = new HashSet<(string Field, string Label)>();
        foreach (var line in Lines(Path.Combine(shared, "collections/rce-rijkscollectie/rijkscollectie-adlib-export.csv.gz")).Skip(1))
        {
            var cells = line.Split(',');
            foreach (var (field, first, count) in new[] { ("type", 1, 2), ("material", 6, 12), ("concept", 22, 11) })
            {
                foreach (var cell in cells.Skip(first).Take(count).Where(cell => cell.Length > 1 && !cell.Contains('"', StringComparison.Ordinal)))
                    values.Add((field, cell));
            }
        }

        return [.. values.Select(value => Query(value.Field, value.Label, "nl"))];
    }

    private static IEnumerable<string> Lines(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
            yield return line;
    }
}
