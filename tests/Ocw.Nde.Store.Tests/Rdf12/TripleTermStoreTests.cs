using System.Diagnostics;
using System.Text;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.History.BlankNodes;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Store.Tests.Support;
using Ocw.Nde.Store.Transactions;

namespace Ocw.Nde.Store.Tests.Rdf12;

/// <summary>Triple terms and base directions in a store on disk.</summary>
public class TripleTermStoreTests
{
    private const string Data = """
        PREFIX : <http://example.org/>
        :s :p :o ~ :r {| :by <http://example.org/persoon/jannetje> |} .
        _:b :p :o {| :certainty 0.8 ; :said "مرحبا"@ar--rtl , "hello"@en--ltr , "hello"@en |} .
        :deep :p <<( _:b :p <<( :s :knows <http://example.org/persoon/jannetje> )>> )>> .
        """;

    private static readonly Iri Graph = new("http://example.org/graph");
    private static readonly StoreOptions Options = new() { MergeInBackground = false };

    [Theory]
    [InlineData(0)]
    [InlineData(100_000)]
    public void What_is_stored_comes_back_after_the_store_was_closed_whether_from_segments_or_from_the_log(int loggedRows)
    {
        using var folder = new TemporaryFolder();
        var options = Options with { LoggedRows = loggedRows };
        using (var store = QuadStore.Open(folder.Path, options))
        {
            Load(store, Data);
            AssertHolds(store, Data);
            Assert.True(store.Check().IsSound);
        }

        using var again = QuadStore.Open(folder.Path, options);
        AssertHolds(again, Data);
        Load(again, Data.Replace("0.8", "0.9", StringComparison.Ordinal));
        AssertHolds(again, Data.Replace("0.8", "0.9", StringComparison.Ordinal));
        again.Flush();
        again.Merge();
        AssertHolds(again, Data.Replace("0.8", "0.9", StringComparison.Ordinal));
        Assert.True(again.Check().IsSound);
    }

    [Fact]
    public void A_triple_term_is_found_by_its_terms_and_by_its_text_and_removed_by_it()
    {
        using var folder = new TemporaryFolder();
        using var store = QuadStore.Open(folder.Path, Options);
        Load(store, Data);
        var triple = new TripleTerm(new(new Iri("http://example.org/s"), new Iri("http://example.org/p"), new Iri("http://example.org/o")));
        using (var snapshot = store.OpenSnapshot(ReaderScope.Internal))
        {
            var id = snapshot.Terms.Find(triple);
            Assert.Equal(TermTag.TripleTerm, id.Tag);
            Assert.True(snapshot.Terms.TryReadTriple(id, out var s, out var p, out var o));
            Assert.Equal(id, snapshot.Terms.FindTriple(s, p, o));
            Assert.Equal(triple, snapshot.Terms.Get(id));
            Assert.False(snapshot.Terms.Find(triple with { Triple = triple.Triple with { Object = Graph } }).IsBound);
        }

        using (var transaction = store.BeginWrite())
        {
            var stage = transaction.Stage(Graph, GraphClass.Content, mode: StageMode.Remove);
            stage.Quad(new Quad(new Iri("http://example.org/r"), new Iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies"), triple));
            Assert.Equal(1, Assert.Single(transaction.Commit().Graphs).Removed);
        }
    }

    [Fact]
    public void A_triple_term_with_a_literal_as_subject_is_refused_before_anything_is_stored()
    {
        using var folder = new TemporaryFolder();
        using var store = QuadStore.Open(folder.Path, Options);
        using var transaction = store.BeginWrite();
        var stage = transaction.Stage(Graph, GraphClass.Content);

        Assert.Throws<ArgumentException>(() => stage.Term(TermSpan.TripleTerm("<<( \"x\" <http://a/p> <http://a/o> )>>"u8)));
    }

    [Fact]
    public void An_erasure_takes_the_triple_terms_that_speak_of_the_subject_and_leaves_the_parts_of_others()
    {
        using var folder = new TemporaryFolder();
        using var store = QuadStore.Open(folder.Path, Options);
        Load(store, Data);

        Assert.True(store.Erase(["http://example.org/persoon/jannetje"]).Changed);

        AssertHolds(store, string.Join('\n', Data.Split('\n').Where(line => !line.StartsWith(":deep", StringComparison.Ordinal)))
            .Replace("{| :by <http://example.org/persoon/jannetje> |}", "", StringComparison.Ordinal));
        Assert.True(store.Check().IsSound);
        Assert.All(Directory.EnumerateFiles(folder.Path).Where(file => !Path.GetFileName(file).StartsWith("lock", StringComparison.Ordinal)), file => Assert.False(Read(file).AsSpan().IndexOf("jannetje"u8) >= 0, file));
    }

    [Fact]
    public void Blank_nodes_that_triple_terms_name_stay_with_them_when_a_document_comes_again()
    {
        using var folder = new TemporaryFolder();
        using var store = QuadStore.Open(folder.Path, Options);
        Load(store, Data);
        using (var transaction = store.BeginWrite())
        {
            Parse(Data, transaction.Stage(Graph, GraphClass.Content));
            transaction.KeepBlankNodes(store, Graph);
            transaction.Commit();
        }

        AssertHolds(store, Data);
    }

    [Fact]
    public void A_public_reader_finds_terms_that_only_triple_terms_show_and_none_of_closed_graphs()
    {
        using var folder = new TemporaryFolder();
        using var store = QuadStore.Open(folder.Path, Options);
        Load(store, "<http://a/s> <http://a/p> <<( <http://a/only-here> <http://a/p> 'open' )>> .");
        using (var transaction = store.BeginWrite())
        {
            Parse("<http://a/s> <http://a/p> <<( <http://a/secret> <http://a/p> 'closed' )>> .", transaction.Stage(new Iri("http://a/closed"), GraphClass.Content, AccessLevel.Closed));
            transaction.Commit();
        }

        using var snapshot = store.OpenSnapshot(ReaderScope.Public);
        Assert.True(snapshot.Terms.Find(new Iri("http://a/only-here")).IsBound);
        Assert.False(snapshot.Terms.Find(new Iri("http://a/secret")).IsBound);
        Assert.False(snapshot.Terms.Find(new TripleTerm(new(new Iri("http://a/secret"), new Iri("http://a/p"), new Literal("closed")))).IsBound);
    }

    [PythonFact]
    public void The_other_program_reads_triple_terms_too()
    {
        using var folder = new TemporaryFolder();
        using (var store = QuadStore.Open(folder.Path, Options))
            Load(store, Data);
        var start = new ProcessStartInfo("python3", [Path.Combine(Documents(), "read_store.py"), folder.Path]) { UseShellExecute = false, RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 };
        using var python = Process.Start(start)!;
        var quads = python.StandardOutput.ReadToEnd();
        python.WaitForExit();

        Assert.Equal(0, python.ExitCode);
        var read = RdfFormats.ParseDataset(Encoding.UTF8.GetBytes(quads), RdfFormats.NQuads, new() { Version = RdfVersion.Rdf12 });
        Assert.True(GraphIsomorphism.AreIsomorphic(Dataset(Data), read), quads);
    }

    private static void Load(QuadStore store, string turtle)
    {
        using var transaction = store.BeginWrite();
        Parse(turtle, transaction.Stage(Graph, GraphClass.Content));
        transaction.Commit();
    }

    private static void Parse(string turtle, Rdf.IQuadSink sink) =>
        RdfFormats.Parse(Encoding.UTF8.GetBytes(turtle), RdfFormats.Turtle, sink, new() { Version = RdfVersion.Rdf12 });

    private static void AssertHolds(QuadStore store, string turtle)
    {
        using var snapshot = store.OpenSnapshot(ReaderScope.Internal);
        var dataset = new RdfDataset();
        var sink = new RdfGraphSink(dataset);
        foreach (var graph in snapshot.NamedGraphs)
            snapshot.Dump(graph.Id, sink);
        Assert.True(GraphIsomorphism.AreIsomorphic(Dataset(turtle), dataset), string.Join('\n', dataset));
    }

    private static RdfDataset Dataset(string turtle)
    {
        var dataset = new RdfDataset();
        Parse(turtle, new RdfGraphSink(dataset.Graph(Graph)));
        return dataset;
    }

    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static string Documents()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "OcwNde.sln")))
            folder = folder.Parent;
        return Path.Combine(folder!.FullName, "docs");
    }
}
