using System.Globalization;
using Ocw.Nde.Rdf.Canonical;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.History.BlankNodes;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Store.Tests.Support;
using Ocw.Nde.Store.Transactions;

namespace Ocw.Nde.Store.Tests.History;

public class BlankNodeIdentityTests
{
    private static readonly Iri Graph = new("http://example.org/dataset");
    private static readonly Iri Part = new("http://schema.org/hasPart");
    private static readonly Iri Name = new("http://schema.org/name");

    [Fact]
    public void The_same_with_other_labels_and_in_another_sequence_makes_no_version()
    {
        for (var seed = 0; seed < 30; seed++)
        {
            var random = new Random(seed);
            using var store = QuadStore.Open(new MemoryStoreFiles(), new StoreOptions { MergeInBackground = false });
            var triples = RandomTriples(random, nodes: random.Next(1, 40));
            Assert.True(Replace(store, triples).Changed);
            for (var again = 0; again < 2; again++)
            {
                var other = Relabelled(triples, random);
                Assert.False(Replace(store, other).Changed, $"seed {seed}");
            }
        }
    }

    [Fact]
    public void A_small_change_beside_new_labels_makes_a_small_difference()
    {
        var random = new Random(1);
        using var store = QuadStore.Open(new MemoryStoreFiles(), new StoreOptions { MergeInBackground = false });
        var triples = new List<Triple>();
        for (var i = 0; i < 500; i++)
        {
            var subject = new Iri($"http://example.org/{i}");
            triples.Add(new(subject, Part, Node($"a{i}")));
            triples.Add(new(Node($"a{i}"), Name, new Literal($"deel {i % 7}")));
            triples.Add(new(Node($"a{i}"), Part, Node($"b{i}")));
            triples.Add(new(Node($"b{i}"), Name, new Literal($"stuk {i % 3}")));
        }

        Replace(store, triples);
        triples[3] = new(Node("b0"), Name, new Literal("iets anders"));
        triples[1001] = new(Node("a250"), Name, new Literal("ook iets anders"));
        triples.Add(new(Node("b7"), Name, new Literal("er bij")));
        var change = Replace(store, Relabelled(triples, random)).Graphs.Single();
        Assert.Equal((3, 2), (change.Added, change.Removed));
    }

    [Fact]
    public void Nodes_of_which_exactly_the_same_is_said_are_each_found_again()
    {
        using var store = QuadStore.Open(new MemoryStoreFiles(), new StoreOptions { MergeInBackground = false });
        Triple[] Alike(int count, int start) =>
            [.. Enumerable.Range(start, count).SelectMany(i => new Triple[] { new(Graph, Part, Node($"x{i}")), new(Node($"x{i}"), Part, Node($"y{i}")), new(Node($"y{i}"), Name, new Literal("gelijk")) })];
        Replace(store, Alike(2000, 0));
        Assert.False(Replace(store, Alike(2000, 5000)).Changed);
        var change = Replace(store, Alike(2001, 9000)).Graphs.Single();
        Assert.Equal((3, 0), (change.Added, change.Removed));
    }

    [Fact]
    public void Whatever_is_matched_the_graph_says_what_the_document_says()
    {
        for (var seed = 0; seed < 30; seed++)
        {
            var random = new Random(seed);
            using var store = QuadStore.Open(new MemoryStoreFiles(), new StoreOptions { MergeInBackground = false });
            Replace(store, RandomTriples(random, 12));
            var triples = RandomTriples(random, 12);
            Replace(store, triples);
            using var snapshot = store.OpenSnapshot(ReaderScope.Public);
            var found = StoreSteps.All(snapshot);
            Assert.Equal(Canonical(triples.Select(triple => new Quad(triple.Subject, triple.Predicate, triple.Object))), Canonical(found.Select(quad => quad with { Graph = null })));
        }
    }

    private static string Canonical(IEnumerable<Quad> quads)
    {
        var canonical = new Rdfc10();
        foreach (var quad in quads)
            canonical.Quad(quad);
        return canonical.Complete().ToString();
    }

    private static List<Triple> RandomTriples(Random random, int nodes)
    {
        RdfTerm Any() => random.Next(3) == 0 ? new Iri($"http://example.org/{random.Next(6)}") : Node($"n{random.Next(nodes)}");
        return [.. Enumerable.Range(0, nodes * 2).Select(_ => new Triple(Any(), random.Next(2) == 0 ? Part : Name, random.Next(4) == 0 ? new Literal($"woord {random.Next(4)}") : Any())).Distinct()];
    }

    private static List<Triple> Relabelled(IReadOnlyList<Triple> triples, Random random)
    {
        var labels = new Dictionary<RdfTerm, RdfTerm>();
        RdfTerm Of(RdfTerm term)
        {
            if (term is not BlankNode)
                return term;
            if (!labels.TryGetValue(term, out var other))
                labels[term] = other = Node(string.Create(CultureInfo.InvariantCulture, $"z{random.Next()}x{labels.Count}"));
            return other;
        }

        return [.. triples.OrderBy(_ => random.Next()).Select(triple => new Triple(Of(triple.Subject), triple.Predicate, Of(triple.Object)))];
    }

    private static CommitResult Replace(QuadStore store, IEnumerable<Triple> triples)
    {
        using var transaction = store.BeginWrite();
        var stage = transaction.Stage(Graph, GraphClass.Content);
        foreach (var triple in triples)
            stage.Quad(new Quad(triple.Subject, triple.Predicate, triple.Object));
        transaction.KeepBlankNodes(store, Graph);
        return transaction.Commit();
    }

    private static BlankNode Node(string label) => new(label);
}
