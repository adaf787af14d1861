using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Termen.Alignment;
using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Tests.Support;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Termen.Tests.Gold;

/// <summary>One set of the gold standard: its authority as a source and its strings as queries. Only <see cref="GoldScore"/> reads the expectation.</summary>
internal sealed record GoldSet(string Name, TermSource Source, Func<TermIndex, TermSource, Task> Build, string Field, IReadOnlyList<GoldQuery> Queries)
{
    internal static GoldSet Load(string name) => name switch
    {
        "persons-ulan" => new(name, SourceOf(name, TermGenres.None, "en"), From(() => Ulan("gold/persons-ulan/authority.jsonl.gz")), "creator", ReadQueries(name)),
        "persons-rkd" => new(name, SourceOf(name, TermGenres.Agent, "nl"), From(() => Ulan("gold/persons-rkd/authority.jsonl.gz")), "creator", ReadQueries(name)),
        "concepts-aat-nmvw" => new(name, Nmvw(), FromSkos("thesauri/nmvw/nmvw-skos.ttl.gz"), "concept", ReadQueries(name)),
        "concepts-koloniaal" => new(name, SourceOf(name, TermGenres.None, "nl"), FromSkos("thesauri/koloniaalverleden/koloniaalverleden-skos.ttl.gz"), "about", ReadQueries(name)),
        "places-geonames" => new(name, SourceOf(name, TermGenres.Place, ""), From(GeoNames), "place", ReadQueries(name)),
        "places-suriname" => new(name, SourceOf(name, TermGenres.Place, "nl"), From(Suriname), "place", ReadQueries(name)),
        _ => throw new ArgumentException($"There is no gold set {name}.", nameof(name)),
    };

    private static Func<TermIndex, TermSource, Task> From(Func<IEnumerable<TermRecord>> terms) => (index, source) => index.RebuildAsync(source, terms(), "gold");

    private static Func<TermIndex, TermSource, Task> FromSkos(string path) => (index, source) =>
    {
        var graph = TermGraph.OfShared(path);
        return index.RebuildAsync(source, graph.Quads, graph.Id, "gold");
    };

    private static TermSource SourceOf(string id, TermGenres genres, string language) => new()
    {
        Id = id,
        TitleNl = id,
        TitleEn = id,
        Graph = new Iri("urn:graph:" + id),
        Genres = genres,
        Languages = language.Length == 0 ? [] : [language],
    };

    internal static TermSource Nmvw() => SourceOf("nmvw", TermGenres.None, "nl") with
    {
        GenresByType = new Dictionary<string, TermGenres>(StringComparer.Ordinal)
        {
            ["urn:nmvw:scheme:geografie"] = TermGenres.Place,
            ["urn:nmvw:scheme:objecttrefwoord"] = TermGenres.ObjectType,
            ["urn:nmvw:scheme:cultuur"] = TermGenres.Culture,
            ["urn:nmvw:scheme:materiaal-en-techniek"] = TermGenres.Material | TermGenres.Technique,
            ["urn:nmvw:scheme:functionele-categorie"] = TermGenres.ObjectType,
        },
    };

    private static List<GoldQuery> ReadQueries(string name)
    {
        var queries = new List<GoldQuery>();
        foreach (var line in File.ReadLines(SharedData.PathOf($"gold/{name}/queries.dev.jsonl")))
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            queries.Add(new GoldQuery(
                root.GetProperty("id").GetString()!,
                root.GetProperty("query").GetString()!,
                root.TryGetProperty("lang", out var lang) ? lang.GetString() : null,
                Context(root.GetProperty("context")),
                [.. root.GetProperty("expect").EnumerateArray().Select(item => item.GetString()!)]));
        }

        return queries;
    }

    private static Dictionary<string, string> Context(JsonElement context)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal) { ["altLabels"] = AlignmentContext.AlternateName, ["notes"] = AlignmentContext.Note, ["coords"] = AlignmentContext.Coordinates };
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in context.EnumerateObject())
        {
            var key = names.GetValueOrDefault(property.Name, property.Name);
            read[key] = property.Value.ValueKind == JsonValueKind.Array
                ? string.Join('\n', property.Value.EnumerateArray().Select(item => item.GetString()!.Replace('\n', ' ')))
                : property.Value.ToString();
        }

        return read;
    }

    internal static IEnumerable<TermRecord> Ulan(string path)
    {
        foreach (var root in JsonLines(path))
        {
            var record = new TermRecord { Iri = root.GetProperty("uri").GetString()!, Birth = Year(root, "birth"), Death = Year(root, "death") };
            record.Labels.Add(new TermLabel(TermLabelKind.Preferred, root.GetProperty("prefLabel").GetString()!));
            if (root.TryGetProperty("altLabels", out var labels))
            {
                foreach (var label in labels.EnumerateArray())
                    record.Labels.Add(new TermLabel(TermLabelKind.Alternative, label.GetString()!));
            }

            if (root.TryGetProperty("type", out var type))
                record.Genres = type.GetString() switch { "individual" => TermGenres.Person, "corporate" => TermGenres.Organization, _ => TermGenres.Agent };
            yield return record;
        }
    }

    private static int? Year(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && int.TryParse(value.GetString(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var year) && year != 0 ? year : null;

    private static IEnumerable<TermRecord> GeoNames()
    {
        foreach (var line in Lines("gold/places-geonames/geonames-cities1000.tsv.gz").Skip(1))
        {
            var fields = line.Split('\t');
            var record = new TermRecord { Iri = $"https://sws.geonames.org/{fields[0]}/", Latitude = double.Parse(fields[7], CultureInfo.InvariantCulture), Longitude = double.Parse(fields[8], CultureInfo.InvariantCulture) };
            record.Labels.Add(new TermLabel(TermLabelKind.Preferred, fields[1]));
            foreach (var name in fields[2].Split(',', StringSplitOptions.RemoveEmptyEntries))
                record.Labels.Add(new TermLabel(TermLabelKind.Alternative, name));
            record.Types.Add(fields[4]);
            yield return record;
        }
    }

    private static IEnumerable<TermRecord> Suriname()
    {
        using var stream = new GZipStream(File.OpenRead(SharedData.PathOf("collections/rijksmuseum-suriname/places-gazetteer.jsonld.gz")), CompressionMode.Decompress);
        using var json = JsonDocument.Parse(stream);
        foreach (var place in json.RootElement.GetProperty("@graph").EnumerateArray())
        {
            var location = place.GetProperty("location");
            var record = new TermRecord { Iri = place.GetProperty("@id").GetString()!, Latitude = Degrees(location, "lat"), Longitude = Degrees(location, "lng") };
            foreach (var name in place.GetProperty("names").EnumerateArray())
                record.Labels.Add(new TermLabel(name.GetProperty("isPreferred").GetBoolean() ? TermLabelKind.Preferred : TermLabelKind.Alternative, name.GetProperty("text").GetString()!, name.GetProperty("language").GetString() ?? ""));
            record.Types.Add(place.GetProperty("type").GetString()!);
            if (place.GetProperty("broader").GetString() is { } broader)
                record.Relations.Add(new TermRelation(TermRelationKind.Broader, "https://data.suriname-timemachine.org/place/" + broader));
            yield return record;
        }
    }

    private static double? Degrees(JsonElement location, string name) =>
        location.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    private static IEnumerable<JsonElement> JsonLines(string path)
    {
        foreach (var line in Lines(path))
        {
            using var json = JsonDocument.Parse(line);
            yield return json.RootElement;
        }
    }

    internal static IEnumerable<string> Lines(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(SharedData.PathOf(path)), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
            yield return line;
    }
}

/// <summary>A string of the gold standard.</summary>
internal sealed record GoldQuery(string Id, string Label, string? Language, IReadOnlyDictionary<string, string> Context, IReadOnlyList<string> Expect);
