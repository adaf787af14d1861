using System.Text;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Formats.SparqlResults;

/// <summary>Reads SPARQL 1.1 Query Results CSV. The format keeps no kinds of terms: <c>_:x</c> is a blank node, an empty field unbound, all else a simple literal.</summary>
internal static class CsvSolutionReader
{
    internal static SparqlResults Read(ReadOnlyMemory<byte> document)
    {
        var text = ResultLines.Decode(document.Span);
        var records = Records(text);
        if (records is [[("true" or "false") and var value]])
            return new(value == "true");
        if (records.Count == 0)
            throw new RdfSyntaxException("a line with the names of the variables", "an empty document", 1, 1);

        var variables = records[0] is [""] ? [] : records[0];
        var rows = new List<RdfTerm?[]>();
        for (var i = 1; i < records.Count; i++)
        {
            // A row of a result without variables, or of one unbound variable, is an empty line.
            if (records[i].Count != Math.Max(variables.Count, 1))
                throw new RdfSyntaxException($"{variables.Count} fields", $"{records[i].Count}", i + 1, 1);
            rows.Add([.. records[i].Take(variables.Count).Select(Term)]);
        }

        return new(variables, rows);
    }

    private static RdfTerm? Term(string field) => field switch
    {
        "" => null,
        _ when field.StartsWith("_:", StringComparison.Ordinal) => new BlankNode(field[2..]),
        _ => new Literal(field),
    };

    // RFC 4180: a field between quotes may hold separators, line ends and doubled quotes.
    private static List<List<string>> Records(string text)
    {
        var records = new List<List<string>>();
        var at = 0;
        while (at < text.Length)
        {
            var record = new List<string>();
            do
                record.Add(Field(text, ref at));
            while (at < text.Length && text[at] == ',' && at++ >= 0);

            if (at < text.Length && text[at] == '\r')
                at++;
            if (at < text.Length && text[at] == '\n')
                at++;
            records.Add(record);
        }

        return records;
    }

    private static string Field(string text, ref int at)
    {
        if (at == text.Length || text[at] != '"')
        {
            var end = text.AsSpan(at).IndexOfAny(',', '\r', '\n');
            end = end < 0 ? text.Length : at + end;
            var plain = text[at..end];
            at = end;
            return plain;
        }

        var field = new StringBuilder();
        while (true)
        {
            var close = text.IndexOf('"', at + 1);
            if (close < 0)
                throw new RdfSyntaxException("'\"' at the end of a field", "the end of the input", 1 + text.AsSpan(0, at).Count('\n'), 1);
            field.Append(text, at + 1, close - at - 1);
            at = close + 1;
            if (at == text.Length || text[at] != '"')
                return field.ToString();
            field.Append('"');
        }
    }
}
