using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using Ocw.Nde.Sparql.Syntax;

namespace Ocw.Nde.Sparql.Tests.Syntax;

/// <summary>Whatever the text, the parser answers with a query or with one of its two exceptions.</summary>
public sealed class MutationTests
{
    private static readonly string[] Seeds =
    [
        "PREFIX : <http://e/> SELECT DISTINCT ?s (COUNT(DISTINCT ?o) AS ?n) FROM <g> FROM NAMED :h { ?s a :T ; :p/^:q*|!(:r|^a) ?o , [ :x (1 2.0 3e1 'a'@nl \"b\"^^:t) ] . OPTIONAL { ?o :z ?z FILTER(?z > 1 && !BOUND(?y)) } } GROUP BY ?s HAVING (SUM(?z) > 3) ORDER BY DESC(?n) LIMIT 10 OFFSET 5 VALUES (?s ?n) { (UNDEF 1) }",
        "CONSTRUCT { ?s ?p _:b . [] ?p () } WHERE { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o MINUS { ?s ?q '''long''' } } } BIND(IF(REGEX(?o, '^x', 'i'), STRLEN(?o) - 1, COALESCE(?a, -2)) AS ?len) SERVICE SILENT <http://x/> { ?s ?p ?o } FILTER NOT EXISTS { ?s ?p ?o FILTER(?o NOT IN (1, <x>)) } }",
        "BASE <http://e/> DESCRIBE <a> ?x WHERE { { SELECT ?x (GROUP_CONCAT(?y; SEPARATOR=',') AS ?all) { ?x <p>+ ?y } GROUP BY (STR(?x) AS ?x2) ?x } } # comment \\u0041",
        "PREFIX : <http://e/> LOAD SILENT <a> INTO GRAPH :g ; WITH :g DELETE { ?s :p ?o } INSERT { ?s :q _:b . GRAPH ?g { ?s ?p () } } USING NAMED :n WHERE { ?s ?p ?o } ; INSERT DATA { :a :p [ :q 1 ] } ; DELETE WHERE { GRAPH :g { ?s ?p ?o } } ; COPY DEFAULT TO :g ; CLEAR ALL",
    ];

    private static readonly string[] Pieces =
        ["{", "}", "(", ")", "[", "]", "<", ">", ".", ";", ",", "?", "?x", "_:b", "'", "\"", "'''", "\\", "\\u0041", "\\uD800", "\ud800", "\0", "#", "\n", "SELECT", "FILTER", "NOT", "EXISTS", "AS", "*", "^", "^^", "!", "||", "+1", "-", "1e", "@", "@nl", "a", ":", "e:", "%", "&", "é", "COUNT(", "VALUES", "UNDEF", "BIND("];

    [Fact]
    public void Mutated_queries_are_read_or_refused()
    {
        var edit = from position in Gen.Choose(0, 1000)
                   from length in Gen.Choose(0, 12)
                   from piece in Gen.Elements(Pieces)
                   select (position, length, piece);
        var mutated = from seed in Gen.Elements(Seeds)
                      from edits in Gen.ListOf(edit, 4)
                      select edits.Aggregate(seed, Apply);

        Prop.ForAll(mutated.ToArbitrary(), Answers).Check(Config.QuickThrowOnFailure.WithMaxTest(2500));
    }

    [Fact]
    public void Random_pieces_are_read_or_refused()
    {
        var text = Gen.ListOf(Gen.Elements(Pieces)).Select(pieces => string.Join(' ', pieces));

        Prop.ForAll(text.ToArbitrary(), Answers).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    [Fact]
    public void Every_beginning_of_a_query_is_read_or_refused()
    {
        foreach (var seed in Seeds)
        {
            for (var length = 0; length < seed.Length; length++)
                Assert.True(Answers(seed[..length]));
        }
    }

    private static string Apply(string text, (int Position, int Length, string Piece) edit)
    {
        var start = edit.Position % (text.Length + 1);
        return string.Concat(text.AsSpan(0, start), edit.Piece, text.AsSpan(Math.Min(text.Length, start + edit.Length)));
    }

    private static bool Answers(string text)
    {
        var watch = Stopwatch.StartNew();
        Reads(() => SparqlParser.Parse(text, "http://base/"));
        Reads(() => SparqlParser.ParseUpdate(text, "http://base/"));

        // Far above what any of these texts takes: only a loop without end gets here.
        return watch.Elapsed < TimeSpan.FromSeconds(20);
    }

    private static void Reads(Action parse)
    {
        try
        {
            parse();
        }
        catch (SparqlSyntaxException error)
        {
            Assert.True(error.Line >= 1 && error.Column >= 1);
        }
    }
}
