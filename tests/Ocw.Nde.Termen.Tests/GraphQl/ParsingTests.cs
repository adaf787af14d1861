using FsCheck;
using FsCheck.Fluent;
using Ocw.Nde.Termen.GraphQl;
using Ocw.Nde.Termen.GraphQl.Syntax;

namespace Ocw.Nde.Termen.Tests.GraphQl;

/// <summary>The query language (GraphQL October 2021, §2).</summary>
public sealed class ParsingTests
{
    private static readonly string[] Seeds =
    [
        "query Q($a: [Int!]! = [1, -2], $f: Filter = {kind: NOVEL, tags: [\"x\"], name: null}) @skip(if: false) { books(first: 2) { id, name n: name ... on Book @include(if: true) { kind } ...F sequels { id } } echo(filter: $f, number: 1.5e-3) } fragment F on Book { author { name } }",
        "{ echo(ids: [\"\\u00e9\\n\", \"\"\"block\n  \\\"\"\" more\"\"\"]) __schema { types { name } } } # comment",
        "query A { hello } query B($x: String) { hello(to: $x) slow @stream(initialCount: 1) { id } }",
    ];

    private static readonly string[] Pieces =
        ["{", "}", "(", ")", "[", "]", "...", "..", "on", "@", "$", "!", ":", "=", "|", "&", "\"", "\"\"\"", "\\", "\\u", "\\u{", "#", "\n", "\r", "\uFEFF", "\ud800", "\0", "-", "0", "1.", "e", "null", "true", "fragment", "query", "é", "books", ",", "type"];

    [Theory]
    [InlineData("", 1, 1, "the end of the document")]
    [InlineData("{", 1, 2, "Expected a name")]
    [InlineData("{ a(b: ) }", 1, 8, "Expected a value")]
    [InlineData("{\n  a {\n  }\n}", 3, 3, "Expected a name")]
    [InlineData("query {\r\n  a(b: \"x)\r\n}", 2, 8, "not closed")]
    [InlineData("{ a(b: 01) }", 1, 9, "leading 0")]
    [InlineData("{ a(b: 1.) }", 1, 10, "digit is expected")]
    [InlineData("{ a(b: 1x) }", 1, 9, "may not be followed")]
    [InlineData("{ a(b: 'x') }", 1, 8, "single quote")]
    [InlineData("{ a ? }", 1, 5, "Unexpected character")]
    [InlineData("{ a(b: \"\\x\") }", 1, 9, "escape")]
    [InlineData("{ a(b: \"\\uD800\") }", 1, 9, "surrogate")]
    [InlineData("query ($a: Int = $b) { a }", 1, 18, "default value")]
    [InlineData("fragment on on T { a }", 1, 10, "may not be \"on\"")]
    [InlineData("type T { a: Int }", 1, 1, "cannot be executed")]
    [InlineData("{ a() }", 1, 5, "Expected a name")]
    public void A_mistake_is_told_with_its_line_and_column(string text, int line, int column, string expected)
    {
        var error = Assert.Throws<GraphQlSyntaxException>(() => DocumentParser.Parse(text, new GraphQlLimits()));

        Assert.Equal(new SourceLocation(line, column), error.Location);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"plain\"", "plain")]
    [InlineData("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\"", "\"\\/\b\f\n\r\té")]
    [InlineData("\"\\ud83d\\ude00 \\u{1F600}\"", "😀 😀")]
    [InlineData("\"\"\"\n    Hello,\n      World!\n\n    Yours\n  \"\"\"", "Hello,\n  World!\n\nYours")]
    [InlineData("\"\"\"a \\\"\"\" b\"\"\"", "a \"\"\" b")]
    [InlineData("\"\"\"\"\"\"", "")]
    [InlineData("\"\"", "")]
    public void Strings_are_unescaped(string literal, string expected)
    {
        var field = (FieldNode)DocumentParser.Parse("{a(b: " + literal + ")}", new GraphQlLimits()).Operations[0].Selections.Items[0];

        Assert.Equal(expected, ((ScalarNode)field.Arguments[0].Value).Text);
    }

    [Theory]
    [InlineData("{a(b: [[[[[[1]]]]]])}", "deeper than 5")]
    [InlineData("{a{a{a{a{a{a}}}}}}", "deeper than 5")]
    [InlineData("query($v: [[[[[Int]]]]]) {a}", "deeper than 5")]
    [InlineData("{a a a a a a a a a a a a a a a a a a a a a}", "more than 20 tokens")]
    [InlineData("{a                                                                                    }", "at most 80 are read")]
    public void Beyond_a_ceiling_reading_stops(string text, string expected)
    {
        var limits = new GraphQlLimits { MaxNesting = 5, MaxTokens = 20, MaxDocumentLength = 80 };

        var error = Assert.Throws<GraphQlSyntaxException>(() => DocumentParser.Parse(text, limits));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Equal(GraphQlCodes.TooComplex, error.Code);
    }

    [Fact]
    public void Every_beginning_of_a_document_is_answered()
    {
        foreach (var seed in Seeds)
        {
            for (var length = 0; length <= seed.Length; length++)
                Assert.True(IsAnswered(seed[..length]), seed[..length]);
        }
    }

    [Fact]
    public void Mutated_documents_are_answered()
    {
        var edit = from position in Gen.Choose(0, 1000)
                   from length in Gen.Choose(0, 12)
                   from piece in Gen.Elements(Pieces)
                   select (position, length, piece);
        var mutated = from seed in Gen.Elements(Seeds)
                      from edits in Gen.ListOf(edit, 4)
                      select edits.Aggregate(seed, Apply);

        Prop.ForAll(mutated.ToArbitrary(), IsAnswered).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Fact]
    public void Random_pieces_are_answered()
    {
        var text = Gen.ListOf(Gen.Elements(Pieces)).Select(pieces => string.Join(' ', pieces));

        Prop.ForAll(text.ToArbitrary(), IsAnswered).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    private static string Apply(string text, (int Position, int Length, string Piece) edit)
    {
        var start = edit.Position % (text.Length + 1);
        return string.Concat(text.AsSpan(0, start), edit.Piece, text.AsSpan(Math.Min(text.Length, start + edit.Length)));
    }

    // Whatever the text: an answer with data, or errors each of which points to a place in the text or is about the request.
    private static bool IsAnswered(string text)
    {
        var result = Library.Executor.ExecuteAsync(new GraphQlRequest { Query = text, State = new Library.Shelf() }, CancellationToken.None).GetAwaiter().GetResult();
        var lines = text.Split('\n', '\r').Length;
        return Library.Json(result).Length > 0
            && (!result.IsRequestError || result.Errors.Count > 0)
            && result.Errors.All(e => e.Locations.All(l => l.Line >= 1 && l.Line <= lines && l.Column >= 1 && l.Column <= text.Length + 1));
    }
}
