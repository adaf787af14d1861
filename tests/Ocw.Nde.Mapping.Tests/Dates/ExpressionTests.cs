using Ocw.Nde.Mapping.Dates;

namespace Ocw.Nde.Mapping.Tests.Dates;

/// <summary>Dates as collections write them, each with what it becomes: <c>expressions.tsv</c>, the table behind docs/dates.md.</summary>
public class ExpressionTests
{
    [Fact]
    public void Every_expression_of_the_table_becomes_what_stands_there()
    {
        var rows = Rows();
        var wrong = rows.Where(r => (DateReader.Read(r.Expression)?.ToEdtf() ?? "") != r.Edtf).Select(r => $"{r.Expression}: {DateReader.Read(r.Expression)?.ToEdtf()} instead of {r.Edtf}");

        Assert.Empty(wrong);
        Assert.InRange(rows.Count(r => r.Edtf.Length > 0), 400, int.MaxValue);
    }

    [Fact]
    public void What_was_read_is_read_again_from_its_EDTF()
    {
        foreach (var edtf in Rows().Select(r => r.Edtf).Where(e => e.Length > 0).Distinct())
        {
            // A year that reaches back before Christ is astronomical in EDTF.
            Assert.Equal(edtf, DateReader.Read(edtf, astronomical: true)?.ToEdtf());
        }
    }

    [Theory]
    [InlineData("z.j.")]
    [InlineData("z.d.")]
    [InlineData("s.d.")]
    [InlineData("[s.a.]")]
    [InlineData("n.d.")]
    [InlineData("date not known")]
    [InlineData("datum onbekend")]
    [InlineData("onbekende datering")]
    [InlineData("Ongedateerd")]
    public void A_text_that_says_there_is_no_date_is_known_as_such(string text)
    {
        Assert.True(DateReader.SaysNone(text));
        Assert.Null(DateReader.Read(text));
    }

    [Theory]
    [InlineData("circa")]
    [InlineData("datum")]
    [InlineData("1650")]
    [InlineData("Romeins")]
    [InlineData("")]
    public void Other_texts_are_not_taken_for_it(string text) => Assert.False(DateReader.SaysNone(text));

    private static List<(string Expression, string Edtf)> Rows()
    {
        using var reader = new StreamReader(typeof(ExpressionTests).Assembly.GetManifestResourceStream("expressions.tsv")!);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split('\t')).Select(cells => (cells[0], cells[1]))];
    }
}
