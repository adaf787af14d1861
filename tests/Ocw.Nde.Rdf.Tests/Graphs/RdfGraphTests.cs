using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Tests.Graphs;

public class RdfGraphTests
{
    private static readonly Iri A = new("http://example.org/a");
    private static readonly Iri B = new("http://example.org/b");
    private static readonly Iri P = new("http://example.org/p");

    [Fact]
    public void A_triple_counts_once()
    {
        var graph = new RdfGraph();

        Assert.True(graph.Add(A, P, new Literal("x", "nl")));
        Assert.False(graph.Add(A, P, new Literal("x", "NL")));
        Assert.Single(graph);
    }

    [Fact]
    public void Matching_looks_at_every_bound_place()
    {
        var graph = new RdfGraph([new(A, P, B), new(B, P, A), new(A, RdfNs.Type, B)]);

        Assert.Equal(3, graph.Match().Count());
        Assert.Equal(2, graph.Match(A).Count());
        Assert.Equal(2, graph.Match(null, P).Count());
        Assert.Equal([new Triple(A, P, B)], graph.Match(A, P, B));
        Assert.Empty(graph.Match(B, RdfNs.Type));
        Assert.Equal([A], graph.Subjects(RdfNs.Type, B));
        Assert.Equal(B, graph.Object(A, P));
        Assert.Null(graph.Object(P, A));
    }

    [Fact]
    public void What_is_removed_is_not_found_by_any_place()
    {
        var graph = new RdfGraph([new(A, P, B), new(B, P, A)]);

        Assert.True(graph.Remove(new(A, P, B)));
        Assert.False(graph.Remove(new(A, P, B)));
        Assert.Equal([new Triple(B, P, A)], graph.Match(null, P));
        Assert.Empty(graph.Match(A));
        Assert.Empty(graph.Match(null, null, B));
    }

    [Fact]
    public void A_literal_cannot_be_a_subject_nor_a_blank_node_a_predicate()
    {
        var graph = new RdfGraph();

        Assert.Throws<ArgumentException>(() => graph.Add(new Literal("x"), P, A));
        Assert.Throws<ArgumentException>(() => graph.Add(A, new BlankNode("b"), A));
        Assert.Throws<ArgumentException>(() => new RdfDataset().Add(new Quad(A, P, A, new Literal("g"))));
    }

    [Fact]
    public void A_list_is_read_in_order_and_a_broken_one_is_refused()
    {
        var graph = Support.Turtle("<x:s> <x:p> ( 1 <x:b> 'c' ) ; <x:q> () . _:c <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> 1 ; <http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> _:c .").DefaultGraph;

        var list = graph.List(graph.Object(new Iri("x:s"), new Iri("x:p"))!);

        Assert.Equal([new Literal("1", XsdNs.Integer), new Iri("x:b"), new Literal("c")], list);
        Assert.Empty(graph.List(graph.Object(new Iri("x:s"), new Iri("x:q"))!));
        Assert.Throws<FormatException>(() => graph.List(new BlankNode("c")));
        Assert.Throws<FormatException>(() => graph.List(new Iri("x:s")));
    }

    [Fact]
    public void A_dataset_keeps_its_graphs_apart()
    {
        var dataset = new RdfDataset([new(A, P, B), new(A, P, B, A), new(A, P, B, new BlankNode("g"))]);

        Assert.Equal(3, dataset.Count);
        Assert.Equal(2, dataset.NamedGraphs.Count);
        Assert.True(dataset.Contains(new(A, P, B, A)));
        Assert.False(dataset.Contains(new(A, P, B, B)));
        Assert.True(dataset.Remove(new(A, P, B, A)));
        Assert.Equal(2, dataset.Match(A).Count());
    }
}
