using System.Text;
using Ocw.Nde.Rdf.Canonical;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Tests.Canonical;

public class Rdfc10Tests
{
    [Fact]
    public void Order_repetition_and_labels_do_not_matter()
    {
        var first = Hash("_:a <http://e/p> _:b . _:b <http://e/q> \"x\" . <http://e/s> <http://e/p> _:a .");
        var second = Hash("<http://e/s> <http://e/p> _:z . _:y <http://e/q> \"x\" . _:z <http://e/p> _:y . _:y <http://e/q> \"x\" .");

        Assert.Equal(first, second);
    }

    [Fact]
    public void One_other_character_gives_another_hash() =>
        Assert.NotEqual(Hash("<http://e/s> <http://e/p> \"a\" ."), Hash("<http://e/s> <http://e/p> \"b\" ."));

    [Fact]
    public void Lines_stand_in_code_point_order_whatever_they_share()
    {
        var random = new Random(20261122);
        var lines = Enumerable.Range(0, 3000)
            .Select(i => $"<http://example.org/{new string('x', random.Next(40))}{random.Next(500)}> <http://example.org/p> \"{(i % 3 == 0 ? "é𝄞" : "z")}{random.Next(9)}\" .\n")
            .ToList();

        var canonical = Canonicalize(string.Concat(lines)).ToString();

        var expected = lines.Distinct(StringComparer.Ordinal).Select(Encoding.UTF8.GetBytes).Order(Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b)));
        Assert.Equal(string.Concat(expected.Select(Encoding.UTF8.GetString)), canonical);
    }

    [Fact]
    public void Characters_are_escaped_as_the_canonical_form_says_and_no_others()
    {
        var dataset = new RdfDataset([new(new Iri("http://e/s"), new Iri("http://e/p"), new Literal("\u0001\b\t\n\v\f\r\"\\\u007f\uE000\uFFFD\uFFFE\uFFFFé𝄞"))]);

        Assert.Equal(
            "<http://e/s> <http://e/p> \"\\u0001\\b\\t\\n\\u000B\\f\\r\\\"\\\\\\u007F\uE000\uFFFD\\uFFFE\\uFFFFé𝄞\" .\n",
            Rdfc10.Canonicalize(dataset).ToString());
    }

    [Fact]
    public void Every_random_dataset_has_the_hash_of_its_shuffled_and_relabelled_copy()
    {
        for (var seed = 1; seed <= 150; seed++)
        {
            var random = new Random(seed);
            var quads = Enumerable.Range(0, random.Next(1, 14)).Select(_ => RandomQuad(random)).ToArray();
            var copy = quads.Select(Relabel).ToArray();
            random.Shuffle(copy);

            Assert.True(
                Rdfc10.Canonicalize(new(quads)).Hash() == Rdfc10.Canonicalize(new(copy)).Hash(),
                $"seed {seed}:\n{string.Join('\n', quads.Select(q => $"{q.Triple} {q.Graph}"))}");
        }
    }

    [Fact]
    public void Datasets_have_one_hash_exactly_when_they_are_isomorphic()
    {
        for (var seed = 1; seed <= 150; seed++)
        {
            var random = new Random(seed);
            var first = new RdfDataset(Enumerable.Range(0, 5).Select(_ => RandomQuad(random)));
            var second = new RdfDataset(first.Skip(1).Select(Relabel).Append(RandomQuad(random)));

            Assert.Equal(GraphIsomorphism.AreIsomorphic(first, second), Rdfc10.Canonicalize(first).Hash() == Rdfc10.Canonicalize(second).Hash());
        }
    }

    [Fact]
    public void A_long_chain_of_alike_nodes_does_not_overflow_the_stack()
    {
        const int length = 20_000;
        var chains = string.Concat(Enumerable.Range(0, length).Select(i => $"_:a{i} <http://e/next> _:a{i + 1} .\n_:a{i} <http://e/at> \"{i}\" .\n_:b{i} <http://e/next> _:b{i + 1} .\n_:b{i} <http://e/at> \"{i}\" .\n"));

        var canonical = Canonicalize(chains);

        Assert.Equal(4 * length, canonical.QuadCount);
        Assert.Equal(2 * (length + 1), canonical.Labels.Values.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void A_poison_graph_is_stopped_with_what_to_do()
    {
        var fault = Assert.Throws<PoisonGraphException>(() => Canonicalize(Clique(9), new() { MaxWork = 5000, MaxWorkPerBlankNode = 0 }));

        Assert.Equal(5000, fault.Limit);
        Assert.Equal(9, fault.AlikeNodes);
        Assert.Contains("MaxWork", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_poison_graph_can_be_cancelled()
    {
        var canonical = new Rdfc10(new() { MaxWork = long.MaxValue, MaxWorkPerBlankNode = 0 });
        RdfFormats.Parse(Encoding.UTF8.GetBytes(Clique(10)), RdfFormats.NQuads, canonical);
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        Assert.Throws<OperationCanceledException>(() => canonical.Complete(source.Token));
    }

    [Fact]
    public void A_dataset_larger_than_allowed_is_refused() =>
        Assert.Contains("MaxBytes", Assert.Throws<InvalidOperationException>(() => Canonicalize("<http://e/s> <http://e/p> \"a\" .", new() { MaxBytes = 10 })).Message, StringComparison.Ordinal);

    private static string Clique(int nodes) => string.Concat(
        from a in Enumerable.Range(0, nodes) from b in Enumerable.Range(0, nodes) where a != b select $"_:n{a} <http://e/p> _:n{b} .\n");

    private static Quad RandomQuad(Random random)
    {
        return new(Term(4), new Iri($"http://e/p{random.Next(2)}"), Term(6), random.Next(3) == 0 ? Term(4) : null);

        RdfTerm Term(int kinds) => random.Next(kinds) switch
        {
            <= 2 => new BlankNode($"n{random.Next(5)}"),
            3 => new Iri($"http://e/i{random.Next(2)}"),
            _ => new Literal($"l{random.Next(2)}"),
        };
    }

    private static Quad Relabel(Quad quad)
    {
        return new(Other(quad.Subject)!, quad.Predicate, Other(quad.Object)!, Other(quad.Graph));

        static RdfTerm? Other(RdfTerm? term) => term is BlankNode node ? new BlankNode("x" + (char)('z' - (node.Label[1] - '0'))) : term;
    }

    private static string Hash(string nQuads) => Canonicalize(nQuads.Replace(" . ", " .\n", StringComparison.Ordinal)).Hash();

    private static CanonicalDataset Canonicalize(string nQuads, CanonicalOptions? options = null)
    {
        var canonical = new Rdfc10(options);
        RdfFormats.Parse(Encoding.UTF8.GetBytes(nQuads), RdfFormats.NQuads, canonical);
        return canonical.Complete();
    }
}
