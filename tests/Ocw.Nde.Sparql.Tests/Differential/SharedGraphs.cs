using System.Globalization;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Sparql.Tests.Differential;

/// <summary>Random quads whose triples stand in several graphs, so that the union default graph is something else than their sum; and steps that lead to them.</summary>
internal sealed class SharedGraphs
{
    private const string Ns = "http://example.org/";
    private static readonly string[] Nodes = ["a", "b", "c", "d"];
    private static readonly string[] Predicates = ["p", "q", "r"];
    private static readonly Iri?[] Graphs = [null, new Iri(Ns + "g1"), new Iri(Ns + "g2"), new Iri(Ns + "g3")];

    internal SharedGraphs(Random random)
    {
        for (var i = random.Next(4, 16); i > 0; i--)
        {
            var triple = new Triple(Iri(Nodes, random), Iri(Predicates, random), Object(random));
            foreach (var graph in Graphs.Where(_ => random.Next(3) > 0))
                Start.Add(new Quad(triple.Subject, triple.Predicate, triple.Object, graph));
        }

        All = new RdfDataset(Start);
        for (var step = random.Next(1, 5); step > 0; step--)
            Steps.Add(Step(random));
    }

    /// <summary>What is loaded at once.</summary>
    internal List<Quad> Start { get; } = [];

    /// <summary>What small updates add and remove after that.</summary>
    internal List<(List<Quad> Removed, List<Quad> Added)> Steps { get; } = [];

    /// <summary>What there is in the end.</summary>
    internal RdfDataset All { get; }

    /// <summary>The dataset of a query that names none: the default graph is the union, as a set.</summary>
    internal RdfDataset Union() => Dataset(null, [.. All.NamedGraphs.Keys.OfType<Iri>()]);

    /// <summary>The dataset that a query names.</summary>
    /// <param name="from">The graphs of the default graph; <see langword="null"/> for all of them.</param>
    /// <param name="named">The named graphs.</param>
    internal RdfDataset Dataset(IReadOnlyList<Iri>? from, IReadOnlyList<Iri> named)
    {
        var dataset = new RdfDataset();
        foreach (var quad in All)
        {
            if (from is null || (quad.Graph is Iri graph && from.Contains(graph)))
                dataset.Add(quad with { Graph = null });
            if (quad.Graph is Iri own && named.Contains(own))
                dataset.Add(quad);
        }

        return dataset;
    }

    private (List<Quad> Removed, List<Quad> Added) Step(Random random)
    {
        var removed = All.Where(_ => random.Next(6) == 0).ToList();
        List<Quad> added = [.. Enumerable.Range(0, random.Next(4)).Select(_ => new Quad(Iri(Nodes, random), Iri(Predicates, random), Object(random), Graphs[random.Next(Graphs.Length)]))];
        foreach (var quad in removed)
            All.Remove(quad);
        foreach (var quad in added)
            All.Add(quad);
        return (removed, added);
    }

    private static Iri Iri(string[] names, Random random) => new(Ns + names[random.Next(names.Length)]);

    private static RdfTerm Object(Random random) => random.Next(6) switch
    {
        0 or 1 => new Literal(random.Next(4).ToString(CultureInfo.InvariantCulture), XsdNs.Integer),
        2 => new Literal("t"),
        3 => new Literal("t", "nl"),
        _ => Iri(Nodes, random),
    };
}
