using Ocw.Nde.Termen.Search;
using Ocw.Nde.Termen.Search.Reading;

namespace Ocw.Nde.Termen.Tests.Search;

public sealed class QueryReadingTests
{
    [Theory]
    [InlineData("Hout van de EIK", "hout van de eik")]
    [InlineData("hout AND steen", "hout AND steen")]
    [InlineData("hout EN steen", "hout AND steen")]
    [InlineData("hout OF steen NIET marmer", "hout OR steen AND NOT marmer")]
    [InlineData("hout and steen", "hout and steen")]
    [InlineData("(hout OR steen) marmer", "(hout OR steen) AND marmer")]
    [InlineData("hout NOT (steen OR marmer)", "hout AND NOT (steen OR marmer)")]
    [InlineData("NOT NOT hout", "NOT (NOT hout)")]
    [InlineData("\"olieverf op doek\" lijst", "\"olieverf op doek\" lijst")]
    [InlineData("„olieverf op doek”", "\"olieverf op doek\"")]
    [InlineData("\"hout\"", "hout")]
    [InlineData("hou* st?en *werk", "hou* st?en *werk")]
    [InlineData("houtskool (tekenmateriaal)", "houtskool tekenmateriaal")]
    [InlineData("25F23(LION) OR 25F", "25f23 lion OR 25f")]
    [InlineData("HUIS EN TUIN", "huis en tuin")]
    [InlineData("HUIS AND TUIN", "huis AND tuin")]
    [InlineData("wat is dat ?", "wat is dat")]
    [InlineData("木版*", "木 版")]
    [InlineData("* **", "*")]
    [InlineData("", "")]
    [InlineData("!!! ...", "")]
    public void A_query_is_read_by_its_syntax(string text, string read)
    {
        var parsed = QueryParser.Parse(text, lastIsPrefix: false);

        Assert.Equal((read, QueryFault.None), (parsed.Root.ToString(), parsed.Fault));
        Assert.Equal("", QueryReading.Of(parsed).NoteNl);
    }

    [Theory]
    [InlineData("hout AND", "hout", "AND, OR of NOT")]
    [InlineData("OR hout", "hout", "AND, OR of NOT")]
    [InlineData("hout AND OR steen", "hout steen", "AND, OR of NOT")]
    [InlineData("(hout OR steen", "hout steen", "haakjes")]
    [InlineData("(hout OR steen) )", "hout steen", "haakjes")]
    [InlineData("hout OR ()", "hout", "haakjes")]
    [InlineData("\"hout van de eik", "hout van de eik", "aanhalingsteken")]
    [InlineData("((((((((((((((((((hout)))))))))))))))))) AND steen", "hout steen", "te veel haakjes")]
    public void What_does_not_follow_the_syntax_is_read_as_words_and_says_so(string text, string read, string note)
    {
        var reading = QueryReading.Of(QueryParser.Parse(text, lastIsPrefix: false));

        Assert.Equal(read, reading.Text);
        Assert.Contains(note, reading.NoteNl, StringComparison.Ordinal);
        Assert.Contains("read as words", reading.NoteEn, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AND", "and")]
    [InlineData("NOT NOT", "not not")]
    public void Where_there_is_nothing_but_operators_they_are_words(string text, string first) =>
        Assert.StartsWith(first[..3], QueryParser.Parse(text, lastIsPrefix: false).Root.ToString(), StringComparison.Ordinal);

    [Fact]
    public void The_last_word_is_open_while_it_is_being_typed()
    {
        Assert.Equal("eiken hou*", QueryParser.Parse("eiken hou", lastIsPrefix: true).Root.ToString());
        Assert.Equal("eiken OR hou*", QueryParser.Parse("eiken OR hou", lastIsPrefix: true).Root.ToString());
        Assert.Equal("\"eiken hout\"", QueryParser.Parse("\"eiken hout\"", lastIsPrefix: true).Root.ToString());
    }

    [Fact]
    public void No_text_whatever_is_refused()
    {
        var random = new Random(11);
        string[] pieces = ["hout", "AND", "OR", "NOT", "EN", "(", ")", "\"", "*", "?", " ", " ", "é", "木", "\u0301", "\uD800", "\uDC00", "\0", "\u202E", "'", "\\", "%", "_", "-", "+", "~", "^", ":", "<", "&&", "||"];
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(0, 12)).Select(_ => pieces[random.Next(pieces.Length)]));
            Assert.NotNull(QueryReading.Of(QueryParser.Parse(text, random.Next(2) == 0)).Text);
        }
    }
}
