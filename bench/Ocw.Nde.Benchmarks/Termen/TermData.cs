using System.IO.Compression;
using System.Text;
using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Memory;
using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Lookup;

namespace Ocw.Nde.Benchmarks.Termen;

/// <summary>The terms that are searched: Iconclass with all its composed notations (1.35 million), GeoNames places and the other thesauri of the shared data.</summary>
internal static class TermData
{
    private const string GraphIri = "urn:graph:termen";

    private static readonly (string Id, string Path, RdfFormat Format)[] s_thesauri =
    [
        ("aat", "thesauri/aat-subset/aat-subset-skos.ttl.gz", RdfFormats.Turtle),
        ("abr", "thesauri/abr/abr-2023-freeze.trig.gz", RdfFormats.TriG),
        ("cht", "thesauri/cht-from-axiell/cht-labels-skos.ttl.gz", RdfFormats.Turtle),
        ("koloniaal", "thesauri/koloniaalverleden/koloniaalverleden-skos.ttl.gz", RdfFormats.Turtle),
        ("nmvw", "thesauri/nmvw/nmvw-skos.ttl.gz", RdfFormats.Turtle),
    ];

    internal static IEnumerable<(TermSource Source, IEnumerable<TermRecord> Terms)> Sources(string shared)
    {
        yield return (Source("iconclass", TermGenres.Subject, NotationSyntax.Iconclass), Iconclass(Path.Combine(shared, "thesauri/iconclass/iconclass-source.zip")));
        yield return (Source("geonames", TermGenres.Place, NotationSyntax.Plain), GeoNames(Path.Combine(shared, "gold/places-geonames/geonames-cities1000.tsv.gz")));
        foreach (var (id, path, format) in s_thesauri)
        {
            var source = Source(id, TermGenres.None, NotationSyntax.Plain);
            yield return (source, Rdf(Path.Combine(shared, path), format, source));
        }
    }

    private static TermSource Source(string id, TermGenres genres, NotationSyntax notations) => new()
    {
        Id = id,
        TitleNl = id,
        TitleEn = id,
        Graph = new Iri(GraphIri),
        Genres = genres,
        Languages = ["nl", "en"],
        Notations = notations,
    };

    // Every notation of the system in English, composed where it has a key or a name; the base notations also in Dutch.
    private static IEnumerable<TermRecord> Iconclass(string path)
    {
        using var zip = ZipFile.OpenRead(path);
        var english = Texts(zip, "txt/en/");
        var dutch = Texts(zip, "txt/nl/");
        using var notations = new StreamReader(new GZipStream(zip.GetEntry("all_notations.gz")!.Open(), CompressionMode.Decompress));
        while (notations.ReadLine() is { } notation)
        {
            var record = new TermRecord { Iri = "https://iconclass.org/" + Uri.EscapeDataString(notation) };
            record.Notations.Add(notation);
            if (english.TryGetValue(notation, out var text))
                record.Labels.Add(new TermLabel(TermLabelKind.Preferred, text, "en"));
            else if (Composed(notation, english, record) is { } composed)
                record.Labels.Add(new TermLabel(TermLabelKind.Preferred, composed, "en"));
            if (dutch.TryGetValue(notation, out text))
                record.Labels.Add(new TermLabel(TermLabelKind.Preferred, text, "nl"));
            if (record.Labels.Count > 0)
                yield return record;
        }
    }

    private static string? Composed(string notation, Dictionary<string, string> texts, TermRecord record)
    {
        if (IconclassNotation.Parse(notation) is not { } parts)
            return null;
        foreach (var parent in IconclassNotation.Bases(parts).Skip(1))
        {
            if (!texts.TryGetValue(parent, out var text))
                continue;
            record.Relations.Add(new TermRelation(TermRelationKind.Broader, "https://iconclass.org/" + Uri.EscapeDataString(parent)));
            var beyond = IconclassNotation.Beyond(parent, parts);
            return IconclassNotation.Compose(text, beyond with { Key = beyond.Key is { } key ? KeyText(parent, key, texts) : null });
        }

        return null;
    }

    // The keys of the longest beginning of a notation that has keys: «25F34(+91)» takes 91 of «25f» or «2».
    private static string KeyText(string parent, string key, Dictionary<string, string> texts)
    {
        for (var length = parent.Length; length > 0; length--)
        {
            if (texts.TryGetValue($"{parent[..length].ToLowerInvariant()}k{key.TrimStart('+')}", out var text))
                return "+ " + text;
        }

        return key;
    }

    private static Dictionary<string, string> Texts(ZipArchive zip, string folder)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in zip.Entries.Where(entry => entry.FullName.StartsWith(folder, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(entry.Open());
            while (reader.ReadLine() is { } line)
            {
                if (line.Split('|', 2) is [var notation, var text] && !line.StartsWith('#') && text.Length > 0)
                    texts[notation] = text;
            }
        }

        return texts;
    }

    private static IEnumerable<TermRecord> GeoNames(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            var fields = line.Split('\t');
            var record = new TermRecord { Iri = $"https://sws.geonames.org/{fields[0]}/" };
            record.Labels.Add(new TermLabel(TermLabelKind.Preferred, fields[1]));
            foreach (var name in fields[2].Split(',', StringSplitOptions.RemoveEmptyEntries))
                record.Labels.Add(new TermLabel(TermLabelKind.Alternative, name));
            record.Types.Add(fields[4]);
            yield return record;
        }
    }

    internal static IEnumerable<TermRecord> Rdf(string path, RdfFormat format, TermSource source)
    {
        var builder = new MemoryQuadSourceBuilder();
        using (var stream = new GZipStream(File.OpenRead(path), CompressionMode.Decompress))
            RdfFormats.Parse(stream, format, new IntoGraph(builder));
        var quads = builder.Build();
        return new TermGraphReader(quads, quads.Terms.Find(TermSpan.Iri(Encoding.UTF8.GetBytes(GraphIri))), source, new TermIndexOptions()).Read(CancellationToken.None);
    }

    private sealed class IntoGraph(IQuadSink inner) : IQuadSink
    {
        private readonly byte[] _graph = Encoding.UTF8.GetBytes(GraphIri);

        public void Quad(in TermSpan subject, in TermSpan predicate, in TermSpan @object, in TermSpan graph) =>
            inner.Quad(subject, predicate, @object, TermSpan.Iri(_graph));
    }
}
