using System.Text;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Erasing;
using Ocw.Nde.Store.History;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Store.Tests.Support;

namespace Ocw.Nde.Store.Tests.Erasing;

public class ErasureTests
{
    private const string Person = "http://example.org/persoon/jannetje";

    private static readonly Iri Objects = new("http://example.org/graph/objecten");
    private static readonly Iri Persons = new("http://example.org/graph/personen");
    private static readonly Iri Name = new("http://schema.org/name");
    private static readonly Iri Creator = new("http://schema.org/creator");
    private static readonly Iri Address = new("http://schema.org/address");
    private static readonly StoreOptions Options = new() { MergeInBackground = false };

    /// <summary>Words that stand in the store because of the person only; an IRI shares its beginning with others on disk.</summary>
    private static readonly string[] OnlyHers = ["jannetje", "Jannetje Zonderland uit Gouda", "Een oude naam van Jannetje", "Lange Tiendeweg 99, Gouda", "Eerste verdieping achter"];

    [Fact]
    public void After_an_erasure_no_byte_of_the_subject_is_in_any_file()
    {
        using var folder = new TemporaryFolder();
        using (var store = QuadStore.Open(folder.Path, Options))
        {
            Fill(store);
            Assert.All(OnlyHers, word => Assert.ThrowsAny<Exception>(() => AssertNotIn(folder, word)));
            var report = store.Erase([Person]);

            Assert.True(report.Changed);
            // Two in each week: labels mean other nodes each time.
            Assert.Equal(6, report.BlankNodes);
            Assert.Equal((Objects.Value, 1L), (report.Graphs[0].Name, report.Graphs[0].Quads));
            Assert.Equal((Persons.Value, 7L), (report.Graphs[1].Name, report.Graphs[1].Quads));

            // What was logged is kept as differences, even where the whole would be shorter.
            Assert.InRange(report.Graphs[1].OlderRows, 14, 19);
            Assert.Equal(0, report.FilesHeld);
            Assert.Empty(report.StillUsed);
            Assert.True(report.TermsBlanked >= 4);
            Assert.True(store.Check().IsSound);
            AssertErased(folder, store);
        }

        using var again = QuadStore.Open(folder.Path, Options);
        AssertErased(folder, again);
        Assert.True(again.Check().IsSound);
        again.Merge();
        AssertErased(folder, again);
        Assert.False(again.Erase([Person]).Changed);
    }

    [Fact]
    public void What_others_say_stays_in_every_version()
    {
        using var store = QuadStore.Open(new MemoryStoreFiles(), Options);
        Fill(store);
        var before = Enumerable.Range(0, 4).Select(commit => Texts(store, commit)).ToArray();
        store.Erase([Person]);

        for (var commit = 0; commit < 4; commit++)
        {
            Assert.Equal(before[commit].Where(line => !OnlyHers.Any(word => line.Contains(word, StringComparison.Ordinal)) && !line.Contains("_:", StringComparison.Ordinal)), Texts(store, commit).Where(line => !line.Contains("_:", StringComparison.Ordinal)), StringComparer.Ordinal);
            Assert.DoesNotContain(Texts(store, commit), line => line.Contains("Jannetje", StringComparison.Ordinal));
        }

        // Two persons share a place by a blank node: the node stays, for the other leads to it too.
        Assert.Contains(Texts(store, 3), line => line.Contains("Gedeeld adres", StringComparison.Ordinal));
        var versions = store.VersionsOf(IdOf(store, Persons));
        Assert.Equal(GraphVersionKind.Erased, versions[^1].Kind);
        for (var place = 0; place < versions.Count; place++)
        {
            using var snapshot = store.OpenSnapshot(ReaderScope.Internal, versions[place].Commit, [IdOf(store, Persons)]);
            Assert.Equal(versions[place].Quads, snapshot.QuadCount);
        }
    }

    [Fact]
    public void An_IRI_that_is_a_predicate_or_names_a_graph_or_stands_in_a_value_is_reported()
    {
        using var store = QuadStore.Open(new MemoryStoreFiles(), Options);
        Fill(store);
        using (var transaction = store.BeginWrite())
        {
            transaction.Put("oogst/cursor", Encoding.UTF8.GetBytes("tot " + Persons.Value));
            transaction.Commit();
        }

        var report = store.Erase([Persons.Value, Name.Value, "http://example.org/nooit-gezien"]);
        Assert.Equal([new(Persons.Value, IriUse.GraphName), new IriStillUsed(Name.Value, IriUse.Predicate)], report.StillUsed);
        Assert.Equal(["oogst/cursor"], report.ValuesThatMention, StringComparer.Ordinal);
        Assert.Empty(report.Graphs);
    }

    [Fact]
    public void A_reader_keeps_its_files_until_it_is_done_and_the_report_says_so()
    {
        using var folder = new TemporaryFolder();
        using var store = QuadStore.Open(folder.Path, Options);
        Fill(store);
        using (var reader = store.OpenSnapshot(ReaderScope.Internal))
        {
            Assert.True(store.Erase([Person]).FilesHeld > 0);
            Assert.True(reader.Terms.Find(new Iri(Person)).IsBound);
        }

        AssertErased(folder, store);
    }

    [Fact]
    public void An_erasure_that_is_interrupted_anywhere_is_whole_or_can_be_repeated()
    {
        var operations = 0;
        for (var at = 1; at == 1 || at <= operations; at++)
        {
            var files = new MemoryStoreFiles();
            using (var store = QuadStore.Open(files, Options))
                Fill(store);
            var first = files.Operations;
            MemoryStoreFiles? image = null;
            using (var store = QuadStore.Open(files, Options))
            {
                files.Before = (number, _) => image = number == first + at ? (at % 2 == 0 ? files.AfterKill() : files.AfterPowerFailure(new Random(at))) : image;
                store.Erase([Person]);
            }

            operations = files.Operations - first;
            if (image is null)
                continue;
            using var opened = QuadStore.Open(image, Options);
            Assert.True(opened.Check().IsSound);
            var found = Texts(opened, opened.CommitNumber).Count(line => line.Contains(Person, StringComparison.Ordinal));
            Assert.True(found == 0 || found == 4, $"{found} statements are left when it is interrupted before operation {at}");
            opened.Erase([Person]);
            Assert.DoesNotContain(Texts(opened, 2), line => line.Contains("Jannetje", StringComparison.Ordinal));
            Assert.All(OnlyHers, word => Assert.False(image.Contains(Encoding.UTF8.GetBytes(word)), $"'{word}' is left when it was interrupted before operation {at}"));
        }
    }

    [Fact]
    public void Erasing_at_random_leaves_the_rest_of_every_version_as_it_was()
    {
        for (var seed = 0; seed < 6; seed++)
        {
            var random = new Random(seed);
            var model = new StoreModel();
            var states = new List<StoreModel> { model };
            using var store = QuadStore.Open(new MemoryStoreFiles(), Options with { StagingRows = 40, SharedGraphRows = 30 });
            while (states.Count < 12)
            {
                var after = states[^1].Copy();
                using var transaction = store.BeginWrite();
                for (var changes = random.Next(1, 4); changes > 0; changes--)
                    after.Change(transaction, random);
                if (transaction.Commit().Changed)
                    states.Add(after);
            }

            if (random.Next(2) == 0)
                store.Merge();
            var erased = Enumerable.Range(0, 3).Select(_ => RandomQuads.Subject(random, 12)).OfType<Iri>().ToHashSet();
            store.Erase([.. erased.Select(iri => iri.Value)]);
            Assert.True(store.Check().IsSound);
            for (var commit = 0; commit < states.Count; commit++)
            {
                var then = states[commit];
                foreach (var graph in then.Graphs.Values)
                    graph.Triples.RemoveWhere(triple => erased.Contains(triple.Subject) || erased.Contains(triple.Object));
                using var snapshot = store.OpenSnapshot(ReaderScope.Internal, commit);
                var known = snapshot.NamedGraphs.Select(graph => snapshot.Terms.Get(graph.Id).ToString()).ToHashSet(StringComparer.Ordinal);
                var expected = then.Visible(ReaderScope.Internal, name => name.Length == 0 || (known.Contains(new Iri(name).ToString()) && then.Graphs[name].Triples.Count > 0));
                expected.AssertSame(snapshot, random, probes: 1, sample: true);
                Assert.All(then.Graphs.Where(graph => graph.Value.Class.KeepsHistory() && graph.Key.Length > 0 && graph.Value.Triples.Count > 0), graph => Assert.Contains(new Iri(graph.Key).ToString(), known));
            }
        }
    }

    private static void Fill(QuadStore store)
    {
        for (var week = 0; week < 3; week++)
        {
            using var transaction = store.BeginWrite();
            var objects = transaction.Stage(Objects, GraphClass.Content);
            for (var i = 0; i < 20; i++)
            {
                objects.Quad(new Quad(new Iri($"http://example.org/object/{i}"), Name, new Literal($"Titel van object {i} in week {(i == 3 ? week : 0)}")));
                objects.Quad(new Quad(new Iri($"http://example.org/object/{i}"), Creator, new Iri(i == 7 ? Person : "http://example.org/persoon/piet")));
            }

            var persons = transaction.Stage(Persons, GraphClass.Content, AccessLevel.Closed);
            persons.Quad(new Quad(new Iri(Person), Name, new Literal(week == 0 ? "Een oude naam van Jannetje" : "Jannetje Zonderland uit Gouda")));
            persons.Quad(new Quad(new Iri(Person), Address, new BlankNode("adres")));
            persons.Quad(new Quad(new Iri(Person), Address, new BlankNode("gedeeld")));
            persons.Quad(new Quad(new BlankNode("adres"), Name, new Literal("Lange Tiendeweg 99, Gouda")));
            persons.Quad(new Quad(new BlankNode("adres"), Address, new BlankNode("kamer")));
            persons.Quad(new Quad(new BlankNode("kamer"), Name, new Literal("Eerste verdieping achter")));
            persons.Quad(new Quad(new BlankNode("kamer"), Address, new BlankNode("adres")));
            persons.Quad(new Quad(new BlankNode("gedeeld"), Name, new Literal("Gedeeld adres")));
            persons.Quad(new Quad(new Iri("http://example.org/persoon/piet"), Address, new BlankNode("gedeeld")));
            transaction.Commit();
        }
    }

    private static void AssertErased(TemporaryFolder folder, QuadStore store)
    {
        Assert.All(OnlyHers, word => AssertNotIn(folder, word));
        for (long commit = 0; commit <= store.CommitNumber; commit++)
            Assert.DoesNotContain(Texts(store, commit), line => line.Contains("Jannetje", StringComparison.Ordinal));
        using var snapshot = store.OpenSnapshot(ReaderScope.Internal);
        Assert.False(snapshot.Terms.Find(new Iri(Person)).IsBound);
    }

    private static void AssertNotIn(TemporaryFolder folder, string word) =>
        Assert.DoesNotContain(Directory.EnumerateFiles(folder.Path).Where(file => Path.GetFileName(file) != "lock"), file => ReadShared(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(word)) >= 0);

    private static byte[] ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    private static List<string> Texts(QuadStore store, long commit)
    {
        using var snapshot = store.OpenSnapshot(ReaderScope.Internal, commit);
        return [.. StoreSteps.All(snapshot).Select(quad => quad.ToString()).Order(StringComparer.Ordinal)];
    }

    private static TermId IdOf(QuadStore store, Iri graph)
    {
        using var snapshot = store.OpenSnapshot(ReaderScope.Internal);
        return snapshot.Terms.Find(graph);
    }
}
