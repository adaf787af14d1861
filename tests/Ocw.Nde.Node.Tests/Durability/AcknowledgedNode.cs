using System.Globalization;
using System.Text;
using Ocw.Nde.Node.Tests.Support;
using Ocw.Nde.Rdf.Canonical;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store;
using Ocw.Nde.Store.Checking;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Node.Tests.Durability;

/// <summary>
/// The oracle outside of the node: three datasets of which it knows the content of every version, and which version was acknowledged last. What the node
/// shows must be that version, or the one that was on its way.
/// </summary>
internal sealed class AcknowledgedNode(TestFolder folder)
{
    public const string LoadedGraph = "https://a.example/graph/geladen";
    public const string UpdatedGraph = "https://a.example/graph/bijgewerkt";
    private const string HarvestedGraph = "http://127.0.0.1:5080/graph/museum/museum";

    private readonly Dictionary<string, int> _acknowledged = new(StringComparer.Ordinal) { ["load"] = 0, ["harvest"] = 0, ["update"] = 0 };

    /// <summary>How often the loaded dataset has its usual size: small ones go to the log, large ones into files of their own.</summary>
    public int Scale { get; init; } = 1;

    public string Data => folder["data"];

    public string Settings => folder["node.yaml"];

    /// <summary>The version that was acknowledged last.</summary>
    public int this[string dataset]
    {
        get => _acknowledged[dataset];
        set => _acknowledged[dataset] = value;
    }

    /// <summary>Writes what a version of the loaded dataset is loaded from.</summary>
    public string LoadFile(int version) => folder.Write("geladen.nt", Loaded(version, Scale));

    /// <summary>Writes what a version of the harvested dataset is harvested from.</summary>
    public void WriteSource(int version)
    {
        folder.Write("node.yaml", "baseIri: http://127.0.0.1:5080/\ndata: data\nsources: sources\n");
        folder.Write("records.xml", $"<records>{string.Concat(Names(version).Select((name, i) => $"<record><id>R{i}</id><titel>{name}</titel></record>"))}</records>");
        folder.Write("sources/bron.yaml",
            """
            id: museum
            title: Proef
            license: https://creativecommons.org/publicdomain/zero/1.0/
            institution: { id: museum, name: Museum }
            harvest: { protocol: files, locations: [ ../records.xml ], recordElement: record, key: [ id ] }
            mapping:
              key: id
              rules:
                - { to: name, from: titel }
            """);
    }

    /// <summary>The update that makes a version of the updated dataset.</summary>
    public static string Update(int version) =>
        $"CLEAR SILENT GRAPH <{UpdatedGraph}> ; INSERT DATA {{ GRAPH <{UpdatedGraph}> {{ {Updated(version).Replace('\n', ' ')} }} }}";

    /// <summary>Opens the store as the next process would, and compares all datasets and all files.</summary>
    public void AssertKept(string context)
    {
        var store = Path.Combine(Data, "store");
        if (!Directory.Exists(store))
        {
            Assert.True(_acknowledged.Values.All(version => version == 0), context);
            return;
        }

        using (var opened = QuadStore.Open(store, new StoreOptions { MergeInBackground = false }))
        {
            using var snapshot = opened.OpenSnapshot(ReaderScope.Internal);
            Compare("load", HashOf(snapshot, LoadedGraph), version => HashOf(Loaded(version, Scale)), context);
            Compare("update", HashOf(snapshot, UpdatedGraph), version => HashOf(Updated(version)), context);
            Compare("harvest", NamesIn(snapshot), version => string.Join('|', Names(version).Order(StringComparer.Ordinal)), context);
        }

        var report = StoreCheck.Run(store);
        Assert.True(report.IsSound, $"{context}: {string.Join('\n', report.Damages)}");
        Assert.Empty(Directory.EnumerateFiles(store, "*.spill"));
    }

    private void Compare(string dataset, string found, Func<int, string> expected, string context)
    {
        var version = _acknowledged[dataset];
        if (found == (version == 0 ? "" : expected(version)))
            return;
        Assert.True(found == expected(version + 1), $"{context}: {dataset} is neither version {version}, which was acknowledged, nor {version + 1}, which was on its way");
        _acknowledged[dataset] = version + 1;
    }

    private static string Loaded(int version, int scale) => string.Concat(Enumerable.Range(0, (400 + (version % 7 * 50)) * scale).Select(i =>
        string.Create(CultureInfo.InvariantCulture, $"<https://a.example/{i}> <https://a.example/p> \"regel {i} van versie {version}\" .\n_:b{i} <https://a.example/q> <https://a.example/{i}> .\n")));

    private static string Updated(int version) => string.Concat(Enumerable.Range(0, 20).Select(i =>
        string.Create(CultureInfo.InvariantCulture, $"<https://a.example/u{i}> <https://a.example/p> \"waarde {i} van versie {version}\" .\n")));

    private static IEnumerable<string> Names(int version) => Enumerable.Range(0, 60 + (version % 5)).Select(i => string.Create(CultureInfo.InvariantCulture, $"Object {i} versie {version}"));

    private static string HashOf(string triples)
    {
        var canonical = new Rdfc10();
        RdfFormats.Parse(Encoding.UTF8.GetBytes(triples), RdfFormats.NTriples, canonical);
        return canonical.Complete().Hash();
    }

    private static string HashOf(Snapshot snapshot, string graph)
    {
        if (snapshot.Terms.Find(new Iri(graph)) is not { IsBound: true } id || !snapshot.TryGetGraph(id, out _))
            return "";
        var canonical = new Rdfc10();
        snapshot.Dump(id, new WithoutGraph(canonical));
        return canonical.Complete().Hash();
    }

    private static string NamesIn(Snapshot snapshot)
    {
        var graph = snapshot.Terms.Find(new Iri(HarvestedGraph));
        var name = snapshot.Terms.Find(new Iri("https://schema.org/name"));
        if (!graph.IsBound || !name.IsBound)
            return "";
        using var scan = snapshot.Scan(new QuadPattern(default, name, default, GraphSelector.Named(graph)), QuadOrder.Any);
        var names = new List<string>();
        var batch = new QuadBatch();
        for (var count = scan.Next(batch); count > 0; count = scan.Next(batch))
        {
            for (var i = 0; i < count; i++)
                names.Add(((Literal)snapshot.Terms.Get(new(batch.Objects[i]))).LexicalForm);
        }

        return string.Join('|', names.Where(n => n.StartsWith("Object ", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    private sealed class WithoutGraph(Rdf.IQuadSink next) : Rdf.IQuadSink
    {
        public void Quad(in TermSpan subject, in TermSpan predicate, in TermSpan @object, in TermSpan graph) => next.Quad(subject, predicate, @object, TermSpan.None);
    }
}
