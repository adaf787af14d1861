using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Tests.Graphs;

public class GraphIsomorphismTests
{
    private static readonly Iri P = new("http://example.org/p");
    private static readonly Iri Q = new("http://example.org/q");

    [Theory]
    [InlineData("", "", true)]
    [InlineData("<x:a> <x:p> 1 .", "<x:a> <x:p> 1 .", true)]
    [InlineData("<x:a> <x:p> 1 .", "<x:a> <x:p> 01 .", false)]
    [InlineData("_:a <x:p> _:b .", "_:b <x:p> _:a .", true)]
    [InlineData("_:a <x:p> _:b .", "_:a <x:p> _:a .", false)]
    [InlineData("_:a <x:p> _:b . _:b <x:p> _:a .", "_:a <x:p> _:a . _:b <x:p> _:b .", false)]
    [InlineData("_:a <x:p> _:b . _:b <x:p> _:c . _:c <x:p> _:a .", "_:1 <x:p> _:2 . _:2 <x:p> _:3 . _:3 <x:p> _:1 .", true)]
    [InlineData("_:a <x:p> 1 . _:b <x:p> 2 .", "_:a <x:p> 1 . _:a <x:p> 2 .", false)]
    [InlineData("_:a <x:p> 1 . _:b <x:q> 2 .", "_:a <x:p> 2 . _:b <x:q> 1 .", false)]
    [InlineData("<x:a> <x:p> 'a'@nl .", "<x:a> <x:p> 'a'@NL .", true)]
    [InlineData("<x:a> <x:p> 'a'@nl .", "<x:a> <x:p> 'a' .", false)]
    public void Small_graphs_compare_as_they_should(string first, string second, bool expected)
    {
        Assert.Equal(expected, GraphIsomorphism.AreIsomorphic(Support.Turtle(first), Support.Turtle(second)));
        Assert.Equal(expected, GraphIsomorphism.AreIsomorphic(Support.Turtle(second), Support.Turtle(first)));
    }

    [Fact]
    public void Two_circles_of_three_are_not_one_of_six()
    {
        // Colours alone cannot tell these apart: every node has one way in and one way out.
        var one = Circle("a", 6);
        var two = new RdfGraph([.. Circle("a", 3), .. Circle("b", 3)]);

        Assert.False(GraphIsomorphism.AreIsomorphic(one, two));
        Assert.True(GraphIsomorphism.AreIsomorphic(two, new RdfGraph([.. Circle("x", 3), .. Circle("y", 3)])));
    }

    [Fact]
    public void A_regular_graph_that_colours_cannot_split_is_decided_by_trying()
    {
        // The cube and the Wagner graph: both 3-regular on 8 nodes, not isomorphic.
        var cube = Undirected([(0, 1), (1, 2), (2, 3), (3, 0), (4, 5), (5, 6), (6, 7), (7, 4), (0, 4), (1, 5), (2, 6), (3, 7)]);
        var wagner = Undirected([(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 6), (6, 7), (7, 0), (0, 4), (1, 5), (2, 6), (3, 7)]);
        var turned = Undirected([(5, 3), (3, 7), (7, 0), (0, 5), (1, 2), (2, 6), (6, 4), (4, 1), (5, 1), (3, 2), (7, 6), (0, 4)]);

        Assert.False(GraphIsomorphism.AreIsomorphic(cube, wagner));
        Assert.True(GraphIsomorphism.AreIsomorphic(cube, turned));
    }

    [Fact]
    public void A_blank_graph_name_is_renamed_with_the_rest()
    {
        var first = Support.Read(RdfFormats.NQuads, "_:a <x:p> _:g _:g .\n_:b <x:p> \"x\" _:g .");
        var second = Support.Read(RdfFormats.NQuads, "_:b <x:p> _:z _:z .\n_:c <x:p> \"x\" _:z .");
        var third = Support.Read(RdfFormats.NQuads, "_:b <x:p> _:y _:z .\n_:c <x:p> \"x\" _:z .");

        Assert.True(GraphIsomorphism.AreIsomorphic(first, second));
        Assert.False(GraphIsomorphism.AreIsomorphic(first, third));
    }

    [Fact]
    public void Thousands_of_alike_blank_nodes_are_compared_quickly()
    {
        var first = new RdfGraph();
        var second = new RdfGraph();
        for (var i = 0; i < 20_000; i++)
        {
            first.Add(new BlankNode($"a{i}"), P, Q);
            second.Add(new BlankNode($"z{19_999 - i}"), P, Q);
        }

        Assert.True(GraphIsomorphism.AreIsomorphic(first, second));
        second.Remove(new(new BlankNode("z7"), P, Q));
        second.Add(new BlankNode("z7"), Q, Q);
        Assert.False(GraphIsomorphism.AreIsomorphic(first, second));
    }

    [Fact]
    public void A_blank_node_with_thousands_of_alike_leaves_is_compared_quickly()
    {
        Assert.True(GraphIsomorphism.AreIsomorphic(Star(3000, "a"), Star(3000, "b")));
        Assert.False(GraphIsomorphism.AreIsomorphic(Star(3000, "a"), Star(2999, "b")));
    }

    [Fact]
    public void A_long_list_is_compared_by_its_order()
    {
        Assert.True(GraphIsomorphism.AreIsomorphic(List(20_000, "a"), List(20_000, "b")));
        Assert.False(GraphIsomorphism.AreIsomorphic(List(20_000, "a"), Circle("a", 20_000)));
    }

    private static RdfGraph Circle(string label, int size) =>
        new(Enumerable.Range(0, size).Select(i => new Triple(new BlankNode($"{label}{i}"), P, new BlankNode($"{label}{(i + 1) % size}"))));

    private static RdfGraph List(int size, string label) =>
        new(Enumerable.Range(0, size).Select(i => new Triple(new BlankNode($"{label}{i}"), P, i == size - 1 ? RdfNs.Nil : new BlankNode($"{label}{i + 1}"))));

    private static RdfGraph Star(int leaves, string label) =>
        new(Enumerable.Range(0, leaves).Select(i => new Triple(new BlankNode(label), P, new BlankNode($"{label}{i}"))));

    private static RdfGraph Undirected((int From, int To)[] edges) =>
        new(edges.SelectMany(e => new[] { (e.From, e.To), (e.To, e.From) }).Select(e => new Triple(new BlankNode($"n{e.Item1}"), P, new BlankNode($"n{e.Item2}"))));
}
