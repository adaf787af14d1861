using System.Text;
using Ocw.Nde.Rdf.Formats.NTriples;
using Ocw.Nde.Rdf.Formats.Reading;
using Ocw.Nde.Rdf.Formats.Turtle;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Formats.SparqlResults;

/// <summary>Reads SPARQL 1.1 Query Results TSV: terms as in N-Triples, and numbers and booleans as in Turtle.</summary>
internal static class TsvSolutionReader
{
    private static readonly RdfReaderOptions Options = new() { Version = RdfVersion.Rdf12 };

    internal static SparqlResults Read(ReadOnlyMemory<byte> document)
    {
        var lines = ResultLines.Decode(document.Span).ReplaceLineEndings("\n").Split('\n');
        if (lines is ["true" or "false", ""])
            return new(lines[0] == "true");

        var variables = lines[0].Length == 0 ? [] : lines[0].Split('\t').Select(Variable).ToList();
        var rows = new List<RdfTerm?[]>();
        // The last line ends in a line end, so nothing follows it.
        var count = lines[^1].Length == 0 ? lines.Length - 1 : lines.Length;
        for (var i = 1; i < count; i++)
        {
            var context = new LineContext(Options) { Line = i + 1 };
            var fields = lines[i].Split('\t');
            if (fields.Length != Math.Max(variables.Count, 1))
                throw new RdfSyntaxException($"{variables.Count} fields", $"{fields.Length}", i + 1, 1);
            rows.Add([.. fields.Take(variables.Count).Select(f => Term(f.Trim(' '), context))]);
        }

        return new(variables, rows);
    }

    private static string Variable(string field) =>
        field is ['?' or '$', _, ..] ? field[1..] : throw new RdfSyntaxException("the names of the variables, each after '?'", $"'{field}'", 1, 1);

    private static RdfTerm? Term(string field, LineContext context)
    {
        if (field.Length == 0)
            return null;
        var bytes = Encoding.UTF8.GetBytes(field);
        foreach (var datatype in (Iri[])[XsdNs.Integer, XsdNs.Decimal, XsdNs.Double])
        {
            if (TurtleShorthand.IsNumber(bytes, Encoding.UTF8.GetBytes(datatype.Value)))
                return new Literal(field, datatype);
        }

        if (field is "true" or "false")
            return new Literal(field, XsdNs.Boolean);
        context.Scratch.Length = 0;
        var scanner = new StatementScanner(bytes, context);
        var term = scanner.Object().ToTerm();
        return scanner.AtEnd ? term : throw new RdfSyntaxException("a tab or the end of the line after a term", Found.At(bytes), context.Line, 1);
    }
}
