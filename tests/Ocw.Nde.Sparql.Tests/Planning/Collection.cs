using System.Globalization;
using System.Text.RegularExpressions;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Planning;
using Ocw.Nde.Sparql.Syntax;
using Ocw.Nde.Store.Memory;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Sparql.Tests.Planning;

/// <summary>
/// A small collection with the proportions of a real one: 1,000 works, all with a type, a name and a year; 20 makers, of whom the first made half of
/// the works and the last one a single one; three of the works have a theme.
/// </summary>
internal static class Collection
{
    internal const string Prologue = "PREFIX : <http://e/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> ";

    internal static MemoryQuadSource Source { get; } = Build();

    internal static SparqlQuery Plan(string query, PlanPasses passes = PlanPasses.All, IReadOnlyDictionary<string, RdfTerm>? bindings = null) =>
        new QueryPlanner(new PlannerOptions { Passes = passes }).Plan(SparqlParser.Parse(Prologue + query), PlanDataset.Of(Source), bindings);

    /// <summary>The algebra of a plan in short: our prefix for its namespace, numbers bare.</summary>
    internal static string Short(AlgebraNode node) => Regex.Replace(
        AlgebraText.Of(node).Replace("^^<http://www.w3.org/2001/XMLSchema#integer>", "", StringComparison.Ordinal),
        "<http://e/(?<name>\\w+)>",
        ":${name}",
        RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1));

    internal static Iri Name(string local) => new("http://e/" + local);

    private static MemoryQuadSource Build()
    {
        var builder = new MemoryQuadSourceBuilder();
        void Add(Iri subject, string predicate, RdfTerm @object) => builder.Quad(new Quad(subject, Name(predicate), @object));
        for (var i = 0; i < 1000; i++)
        {
            var work = Name("work" + i.ToString(CultureInfo.InvariantCulture));
            var maker = i < 500 ? 0 : i == 999 ? 19 : 1 + (i % 18);
            Add(work, "type", Name("Work"));
            Add(work, "name", new Literal($"Work {i}", "en"));
            Add(work, "year", new Literal((1600 + (i % 300)).ToString(CultureInfo.InvariantCulture), XsdNs.Integer));
            Add(work, "maker", Name("maker" + maker.ToString(CultureInfo.InvariantCulture)));
            if (i % 400 == 0)
                Add(work, "theme", Name("sea"));
        }

        for (var i = 0; i < 20; i++)
        {
            var maker = Name("maker" + i.ToString(CultureInfo.InvariantCulture));
            Add(maker, "type", Name("Person"));
            Add(maker, "label", new Literal($"Maker {i}"));
        }

        return builder.Build();
    }
}
