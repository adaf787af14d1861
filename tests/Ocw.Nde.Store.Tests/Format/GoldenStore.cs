using System.Globalization;
using System.IO.Compression;
using System.Text;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Store.Transactions;

namespace Ocw.Nde.Store.Tests.Format;

/// <summary>
/// Makes the store whose bytes are kept as golden-v1, and beside it what it says: <c>dotnet run --project tests/Ocw.Nde.Store.Tests -- golden FOLDER</c>. The
/// bytes that are kept are never made again: they are what earlier programs wrote.
/// </summary>
internal static class GoldenStore
{
    internal const string StoreFolder = "store";

    internal const string Key = "cursor/oai";

    /// <summary>The commit whose state is kept beside the last one.</summary>
    internal const long EarlierCommit = 3;

    private const string Xsd = "http://www.w3.org/2001/XMLSchema#";
    private const string Schema = "https://schema.org/";

    internal static int Run(string folder)
    {
        var work = Path.Combine(folder, "work");
        var target = Directory.CreateDirectory(Path.Combine(folder, StoreFolder));
        using (var store = QuadStore.Open(work, new StoreOptions { MergeInBackground = false, LoggedRows = 20, LogStepBytes = 4096, RewrittenGraphRows = 100 }))
        {
            Fill(store);

            // Before it is closed, for that would move the log into segments.
            foreach (var file in Directory.EnumerateFiles(work).Where(file => !Path.GetFileName(file).StartsWith("lock", StringComparison.Ordinal)))
                File.Copy(file, Path.Combine(target.FullName, Path.GetFileName(file)));
            Write(Path.Combine(folder, "now.nq.gz"), Content(store, ReaderScope.Internal, null));
            Write(Path.Combine(folder, "public.nq.gz"), Content(store, ReaderScope.Public, null));
            Write(Path.Combine(folder, "earlier.nq.gz"), Content(store, ReaderScope.Internal, EarlierCommit));
        }

        Directory.Delete(work, recursive: true);
        return 0;
    }

    /// <summary>All quads of a state as sorted N-Quads.</summary>
    internal static string Content(QuadStore store, ReaderScope scope, long? commit)
    {
        using var snapshot = commit is { } number ? store.OpenSnapshot(scope, number) : store.OpenSnapshot(scope);
        using var output = new MemoryStream();
        var writer = RdfFormats.CreateWriter(RdfFormats.NQuads, output);
        foreach (var graph in snapshot.NamedGraphs)
            snapshot.Dump(graph.Id, writer);
        snapshot.Dump(TermId.Unbound, writer);
        writer.Complete();

        var lines = Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return string.Concat(lines.Order(StringComparer.Ordinal).Select(line => line + "\n"));
    }

    private static void Write(string file, string content)
    {
        using var target = new GZipStream(File.Create(file), CompressionLevel.SmallestSize);
        target.Write(Encoding.UTF8.GetBytes(content));
    }

    // 1 records, terms and a closed graph; 2 a second dataset; 3 one more; 4 the second replaced, the third dropped; 5 a small change of the first, flushed; 6 another, in the log.
    private static void Fill(QuadStore store)
    {
        Commit(store, transaction =>
        {
            Records(transaction.Stage(Graph("a"), GraphClass.Content), "a", 130);
            Terms(transaction.Stage(Graph("termen"), GraphClass.Terms));
            Records(transaction.Stage(Graph("a/closed"), GraphClass.Content, AccessLevel.Closed), "geheim", 3);
            transaction.StageDataset(GraphClass.Content).Quad(new Quad(new Iri("https://a.example/zonder-graph"), new Iri(Schema + "name"), new Literal("zonder graph", "nl")));
            transaction.Put(Key, "2026-01-01"u8);
        });
        Commit(store, transaction => Records(transaction.Stage(Graph("b"), GraphClass.Content), "b", 12));
        Commit(store, transaction => Records(transaction.Stage(Graph("c"), GraphClass.Reports), "c", 2));
        Commit(store, transaction =>
        {
            Records(transaction.Stage(Graph("b"), GraphClass.Content), "b", 10);
            transaction.Drop(Graph("c"));
        });
        Commit(store, transaction =>
        {
            Name(transaction.Stage(Graph("a"), GraphClass.Content, mode: StageMode.Remove), 7, "Voorwerp 7");
            Name(transaction.Stage(Graph("a"), GraphClass.Content, mode: StageMode.Add), 7, "Een andere naam");
        });
        store.Flush();
        Commit(store, transaction =>
        {
            Name(transaction.Stage(Graph("a"), GraphClass.Content, mode: StageMode.Add), 1000, "Een nieuw voorwerp");
            transaction.Put(Key, "2026-02-02"u8);
        });
    }

    private static void Commit(QuadStore store, Action<WriteTransaction> change)
    {
        using var transaction = store.BeginWrite();
        change(transaction);
        transaction.Commit();
    }

    private static Iri Graph(string name) => new("https://data.example/graph/" + name);

    private static Iri Record(string dataset, int number) => new(string.Create(CultureInfo.InvariantCulture, $"https://data.example/id/{dataset}/{number}"));

    private static void Name(QuadStage stage, int number, string name) =>
        stage.Quad(new Quad(Record("a", number), new Iri(Schema + "name"), new Literal(name, "nl")));

    private static void Records(QuadStage stage, string dataset, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var record = Record(dataset, i);
            void Add(string property, RdfTerm value) => stage.Quad(new Quad(record, new Iri(Schema + property), value));
            stage.Quad(new Quad(record, new Iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), new Iri(Schema + (i % 3 == 0 ? "Photograph" : "VisualArtwork"))));
            Add("name", new Literal($"Voorwerp {i}", "nl"));
            Add("identifier", new Literal($"{dataset}-{i:D5}"));
            Add("dateModified", Typed($"2024-0{1 + (i % 9)}-11T0{i % 10}:00:00Z", "dateTime"));
            Add("dateCreated", i % 4 == 0 ? new Literal($"ca. {1800 + i}") : Typed($"{1700 + i}-06-0{1 + (i % 9)}", "date"));
            Add("about", new Iri($"http://vocab.getty.edu/aat/30{i % 7:D7}"));
            Add("creator", new Iri($"https://data.example/id/persoon/{i * i % 31}"));
            Add("height", Typed($"{i}.{i % 10}", "decimal"));
            if (i % 5 == 0)
            {
                Add("numberOfPages", Typed(i.ToString(CultureInfo.InvariantCulture), "integer"));
                Add("image", new BlankNode($"afbeelding{i}"));
                stage.Quad(new Quad(new BlankNode($"afbeelding{i}"), new Iri(Schema + "encodingFormat"), new Literal("jpeg")));
            }
        }
    }

    private static void Terms(QuadStage stage)
    {
        RdfTerm[] values =
        [
            new Literal(""), new Literal("munt"), new Literal("een lange tekst die in het woordenboek staat, met é en 雪"), new Literal("munt", "nl"), new Literal("coin", "en-GB"),
            Typed("true", "boolean"), Typed("1", "boolean"), Typed("-42", "integer"), Typed("0042", "integer"), Typed("1.50", "decimal"), Typed("1.5E0", "double"), Typed("1.1E0", "double"),
            Typed("1889", "gYear"), Typed("-0044", "gYear"), Typed("1889-06", "gYearMonth"), Typed("1889-06-01+01:00", "date"), Typed("2023-02-30", "date"),
            Typed("2019-01-01T12:30:00.000+01:00", "dateTime"), Typed("2019-01-01T12:30:00.1234567Z", "dateTime"),
            new Literal("POINT(4.9 52.4)", new Iri("http://www.opengis.net/ont/geosparql#wktLiteral")), new Literal("regel\n\"aangehaald\"\t\\"),
            new Iri("http://www.wikidata.org/entity/Q42"), new Iri("https://sws.geonames.org/2759794/"), new Iri("https://voorbeeld.example/straße"),
        ];
        for (var i = 0; i < values.Length; i++)
            stage.Quad(new Quad(new Iri($"https://data.example/term/{i}"), new Iri("http://www.w3.org/2004/02/skos/core#note"), values[i]));
    }

    private static Literal Typed(string form, string type) => new(form, new Iri(Xsd + type));
}
