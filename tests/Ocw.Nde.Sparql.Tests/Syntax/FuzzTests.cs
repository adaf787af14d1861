using System.Text;
using Ocw.Nde.Sparql.Syntax;
using Ocw.Nde.TestSupport;
using Xunit.Abstractions;

namespace Ocw.Nde.Sparql.Tests.Syntax;

/// <summary>T19 (docs/durability.md): whatever text the parser gets, it ends with a query or with a syntax fault.</summary>
public class FuzzTests(ITestOutputHelper output)
{
    private const int MaxLength = 64 << 10;

    private static readonly byte[][] Pieces =
        [.. new[]
        {
            "SELECT", "WHERE", "{", "}", "(", ")", "[", "]", "?x", "$y", "*", "+", "|", "/", "^", "!", "||", "&&", "=", "<", ">", "<=", ">=", "<http://e/>", "p:x", "_:b", "\"x\"@nl", "'''", "\"\"\"", "1", "-1.5e3", "true",
            "OPTIONAL", "UNION", "MINUS", "FILTER", "BIND", "AS", "VALUES", "UNDEF", "GRAPH", "SERVICE", "SILENT", "EXISTS", "NOT EXISTS", "GROUP BY", "HAVING", "ORDER BY", "DESC", "LIMIT 1", "OFFSET 2", "COUNT", "DISTINCT",
            "GROUP_CONCAT", "SEPARATOR", "IN", "PREFIX p: <http://e/>", "BASE <http://b/>", "CONSTRUCT", "ASK", "DESCRIBE", "FROM NAMED", "INSERT DATA", "DELETE WHERE", "LOAD", "CLEAR ALL", "WITH", "USING", "a", ".", ";", ",",
            "\\u0041", "\\uD800", "\\", "#", "\n", "\0", "é", "𝄞", "^^", "@", "REGEX(", "IF(", "COALESCE(",
        }.Select(Encoding.UTF8.GetBytes), [0xFF], [0xED, 0xA0, 0x80]];

    private static readonly byte[][] Seeds =
        [.. new[]
        {
            "PREFIX p: <http://e/> SELECT DISTINCT ?s (COUNT(*) AS ?n) FROM NAMED <http://g/> WHERE { GRAPH ?g { ?s p:a/p:b*|^p:c ?o . OPTIONAL { ?o p:d [ p:e ( 1 2 ) ] FILTER(?x > 1 && REGEX(STR(?o), \"^a\", \"i\")) } } MINUS { ?s p:z ?y } BIND(IF(?n IN (1, 2), 'x'@nl, \"y\") AS ?v) } GROUP BY ?s HAVING (COUNT(*) > 1) ORDER BY DESC(?n) LIMIT 10 OFFSET 5 VALUES (?a ?b) { (1 UNDEF) }",
            "CONSTRUCT { ?s a ?t } WHERE { { SELECT ?s WHERE { ?s ?p ?o } } UNION { SERVICE SILENT <http://e/> { ?s ?p \"x\"^^<http://d/> } FILTER NOT EXISTS { ?s a ?q } } }",
            "PREFIX p: <http://e/> INSERT DATA { GRAPH p:g { p:s p:p 1 , \"x\" } } ; DELETE { ?s ?p ?o } INSERT { ?s ?p 2 } USING <http://g/> WHERE { ?s ?p ?o } ; CLEAR SILENT GRAPH p:g ; MOVE DEFAULT TO p:h",
        }.Select(Encoding.UTF8.GetBytes)];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Any_text_ends_in_a_query_or_in_a_syntax_fault(bool update)
    {
        var random = TestScale.Random(output, 19, out var seed);
        var mutator = new Mutator(random, Seeds, Pieces, MaxLength);
        var (good, rounds) = (0, TestScale.Of(4_000, 500_000));
        for (var round = 0; round < rounds; round++)
        {
            var text = Encoding.UTF8.GetString(mutator.Next());
            try
            {
                _ = update ? (object)SparqlParser.ParseUpdate(text, "http://base/") : SparqlParser.Parse(text, "http://base/");
                good++;
            }
            catch (Exception fault) when (fault is SparqlSyntaxException or QueryLimitException)
            {
                Assert.NotEmpty(fault.Message);
            }
            catch (Exception error)
            {
                Assert.Fail($"OCWNDE_SEED={seed}, round {round}: {error}\n{text}");
            }
        }

        output.WriteLine($"{good} of {rounds} inputs were read to their end");
    }
}
