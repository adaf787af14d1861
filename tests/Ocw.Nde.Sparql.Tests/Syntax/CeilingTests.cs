using System.IO.Compression;
using System.Text;
using Ocw.Nde.Sparql.Syntax;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Sparql.Tests.Syntax;

public sealed class CeilingTests
{
    public static TheoryData<string, string, string> Nestings => new()
    {
        { "SELECT * ", "{ ", "} " },
        { "ASK { ?s ?p ?o ", "OPTIONAL { ?s ?p ?o ", "} " },
        { "ASK { FILTER(", "(", ")" },
        { "ASK { FILTER(", "!(", ")" },
        { "ASK { FILTER(", "STR(", ")" },
        { "ASK { FILTER(", "1 IN (", ")" },
        { "ASK { FILTER(", "COALESCE(1, ", ")" },
        { "ASK { ?s ", "(", ")" },
        { "ASK { ?s ", "^(", ")" },
        { "ASK { ?s ?p ", "(", ")" },
        { "ASK { ?s ?p ", "[ ?q ", "]" },
        { "ASK { ?s ?p ?o ", "FILTER EXISTS { ?s ?p ?o ", "}" },
        { "ASK ", "{ { SELECT * ", "} }" },
        { "ASK { ", "GRAPH ?g { ", "}" },
        { "CONSTRUCT { ?s ?p ", "[ ?q ", "]" },
    };

    [Theory]
    [MemberData(nameof(Nestings))]
    public void Nesting_beyond_the_ceiling_is_refused_on_a_small_stack(string before, string open, string close)
    {
        var text = before + string.Concat(Enumerable.Repeat(open, 10_000)) + string.Concat(Enumerable.Repeat(close, 10_000));

        var error = OnSmallStack(() => SparqlParser.Parse(text, null, new SparqlParserOptions { MaximumLength = 1 << 24 }));

        var limit = Assert.IsType<QueryLimitException>(error);
        Assert.Equal(QueryLimit.Complexity, limit.Limit);
        Assert.Contains("nested more than 200 levels deep", limit.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SELECT * { ?s ?p ?o ", "OPTIONAL { ?s ?p ?o } ", "}")]
    [InlineData("SELECT * { ?s ?p ?o ", "MINUS { ?s ?p ?o } ", "}")]
    [InlineData("SELECT * { FILTER(1 ", "+ 1 ", "> 2) }")]
    [InlineData("SELECT * { FILTER(1 ", "* 1 ", "> 2) }")]
    [InlineData("SELECT (COUNT(1 ", "+ 1 ", ") AS ?n) { }")]
    public void A_chain_that_cannot_be_balanced_is_refused_beyond_the_ceiling(string before, string link, string after)
    {
        string Chain(int links) => before + string.Concat(Enumerable.Repeat(link, links)) + after;

        Assert.Null(OnSmallStack(() => SparqlParser.Parse(Chain(400), null)));
        var limit = Assert.IsType<QueryLimitException>(OnSmallStack(() => SparqlParser.Parse(Chain(10_000), null)));
        Assert.Equal(QueryLimit.Complexity, limit.Limit);
    }

    [Fact]
    public void A_text_beyond_the_ceiling_is_refused_unread()
    {
        var limit = Assert.Throws<QueryLimitException>(() => SparqlParser.Parse(new string('(', 300_000), null));

        Assert.Contains("300000 characters; at most 262144", limit.Message, StringComparison.Ordinal);
    }

    [SharedFact("trust/hostile/sparql")]
    public void Hostile_texts_are_read_or_refused_without_a_crash()
    {
        var roomy = new SparqlParserOptions { MaximumLength = 1 << 24 };
        foreach (var file in Directory.EnumerateFiles(SharedData.PathOf("trust/hostile/sparql")))
        {
            var text = ReadText(file);
            Assert.True(OnSmallStack(() => SparqlParser.Parse(text, "http://base/", roomy)) is null or SparqlSyntaxException or QueryLimitException, file);
        }
    }

    private static string ReadText(string file)
    {
        using Stream raw = File.OpenRead(file);
        using var stream = file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(raw, CompressionMode.Decompress) : raw;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    // Smaller than the default of every platform (1.5 MiB with musl): what passes here passes on every thread of a server.
    private static Exception? OnSmallStack(Action action)
    {
        Exception? thrown = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    action();
                }
#pragma warning disable CA1031 // the test is about which exception comes
                catch (Exception exception)
                {
                    thrown = exception;
                }
#pragma warning restore CA1031
            },
            1024 * 1024);
        thread.Start();
        thread.Join();
        return thrown;
    }
}
