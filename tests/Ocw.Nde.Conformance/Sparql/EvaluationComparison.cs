using System.Globalization;
using Ocw.Nde.Rdf.Formats.SparqlResults;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Conformance.Sparql;

/// <summary>Whether two answers are the same: as bags, with blank nodes renamed; in order where the query orders; numbers by value.</summary>
internal static class ResultComparison
{
    public static void AssertSame(SparqlResults expected, SparqlResults actual, bool isOrdered)
    {
        var message = $"Expected:\n{Text(expected)}\nActual:\n{Text(actual)}";
        Assert.True(expected.Variables.ToHashSet().SetEquals(actual.Variables), message);
        Assert.True(GraphIsomorphism.AreIsomorphic(Graph(expected, expected.Variables), Graph(actual, expected.Variables)), message);
        if (isOrdered)
            Assert.True(Sequence(expected, expected.Variables).SequenceEqual(Sequence(actual, expected.Variables)), message);
    }

    // Each row is a node of its own, so that equal rows count as often as they come; a renaming of blank nodes holds for all rows.
    private static RdfGraph Graph(SparqlResults results, IReadOnlyList<string> variables)
    {
        var graph = new RdfGraph();
        for (var row = 0; row < results.Rows.Count; row++)
        {
            var node = new BlankNode(string.Create(CultureInfo.InvariantCulture, $"row-{row}"));
            graph.Add(node, RdfNs.Type, new Iri("urn:row"));
            foreach (var variable in variables)
            {
                if (Cell(results, row, variable) is { } term)
                    graph.Add(node, new Iri("urn:variable:" + variable), Apart(term));
            }
        }

        return graph;
    }

    // Apart from the nodes of rows.
    private static RdfTerm Apart(RdfTerm term) => term switch
    {
        BlankNode node => new BlankNode("value-" + node.Label),
        TripleTerm { Triple: var triple } => new TripleTerm(new(Apart(triple.Subject), triple.Predicate, Apart(triple.Object))),
        _ => Canonical(term),
    };

    private static IEnumerable<string> Sequence(SparqlResults results, IReadOnlyList<string> variables) =>
        results.Rows.Select((_, row) => string.Join('\t', variables.Select(variable => Cell(results, row, variable) is { } term and not BlankNode ? Canonical(term).ToString() : "_")));

    private static RdfTerm? Cell(SparqlResults results, int row, string variable) => results.Rows[row][results.Variables.ToList().IndexOf(variable)];

    private static RdfTerm Canonical(RdfTerm term)
    {
        if (term is not Literal { Datatype.Value: var datatype } literal || !datatype.StartsWith(XsdNs.Namespace, StringComparison.Ordinal))
            return term;
        var type = datatype[XsdNs.Namespace.Length..];
        var style = NumberStyles.Float;
        return type switch
        {
            "integer" or "decimal" when decimal.TryParse(literal.LexicalForm, style, CultureInfo.InvariantCulture, out var number) =>
                literal with { LexicalForm = (Math.Round(number, 12) / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture) },
            "double" when double.TryParse(literal.LexicalForm, style, CultureInfo.InvariantCulture, out var number) =>
                literal with { LexicalForm = number.ToString("R", CultureInfo.InvariantCulture) },
            "float" when float.TryParse(literal.LexicalForm, style, CultureInfo.InvariantCulture, out var number) =>
                literal with { LexicalForm = number.ToString("R", CultureInfo.InvariantCulture) },
            _ => term,
        };
    }

    private static string Text(SparqlResults results) =>
        string.Join('\t', results.Variables) + "\n" + string.Join('\n', results.Rows.Select(row => string.Join('\t', row.Select(term => term?.ToString() ?? "-"))));
}
