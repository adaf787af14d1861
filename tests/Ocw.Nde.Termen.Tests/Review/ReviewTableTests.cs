using System.Text;
using Ocw.Nde.Termen.Alignment;
using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Network;
using Ocw.Nde.Termen.Review;
using Ocw.Nde.Termen.Tests.Support;

namespace Ocw.Nde.Termen.Tests.Review;

public sealed class ReviewTableTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ReviewQueue _queue;
    private readonly ReviewDesk _desk;
    private readonly TermIndex _terms;

    public ReviewTableTests()
    {
        _terms = TermIndex.Open(Path.Combine(_folder.Path, "termen"));
        _queue = ReviewQueue.Open(Path.Combine(_folder.Path, "queue"), new ReviewLog(Path.Combine(_folder.Path, "decisions.jsonl")));
        _desk = new ReviewDesk(_queue, new TermNetwork(_terms), TimeProvider.System);
        _queue.Replace(new("museum", "prenten", "a"), "1", [Entry("hout", 3), Entry("=1+1", 2), Entry("a;\"b\", c\nd", 1)]);
        _queue.Replace(new("archief", "akten", "a"), "1", [Entry("papier", 3)]);
    }

    public void Dispose()
    {
        _queue.Dispose();
        _terms.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+31")]
    [InlineData("-x")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("'=1")]
    [InlineData("''=1")]
    [InlineData("'s-Gravenhage")]
    [InlineData(" a ")]
    [InlineData("a,b;\"c\"\r\nd")]
    public void No_cell_is_a_formula_and_every_text_comes_back(string text)
    {
        var row = SpreadsheetText.Row([text, "x"]);

        Assert.DoesNotMatch("^\"?[=+@\\t-]", row);
        var read = Assert.Single(new SpreadsheetRows(row).Read());
        Assert.Equal([text, "x"], read.Cells);
    }

    [Theory]
    [InlineData("nl", "aanvaard", ',')]
    [InlineData("en", "accept", ';')]
    [InlineData("nl", "ACCEPT", '\t')]
    public async Task What_is_filled_in_becomes_a_decision_once(string language, string word, char separator)
    {
        var rows = await ExportAsync(language);
        Fill(rows, "hout", word, "");
        Fill(rows, "=1+1", "geen", "");
        Fill(rows, "a;\"b\", c\nd", "ruimer", "2");

        var report = await ImportAsync(rows, separator);
        var again = await ImportAsync(rows, separator);

        Assert.Equal((3, 0), (report.Decided, report.SetAside.Count));
        Assert.Equal((0, 3), (again.Decided, again.Unchanged));
        Assert.Equal(["urn:hout:1"], State("hout").Terms);
        Assert.Equal(ReviewOutcome.NoneOfThese, State("=1+1").Outcome);
        Assert.Equal((AlignmentRelation.Broad, "urn:x97:2"), (State("a;\"b\", c\nd").Relation, State("a;\"b\", c\nd").Terms[0]));
    }

    [Fact]
    public async Task Bad_rows_are_set_aside_with_line_and_reason_and_the_rest_counts()
    {
        var rows = await ExportAsync("nl");
        Fill(rows, "hout", "aanvaard", "urn:onbekend:x");
        Fill(rows, "=1+1", "misschien", "");
        rows.Add([.. rows[1]]);
        rows[^1][0] = "r0000000000000001";
        rows.Add([.. rows[3]]);
        rows[^1][4] = "1 jan";
        rows[^1][12] = "geen";
        Fill(rows, rows[3][4], "geen", "");

        var report = await ImportAsync(rows, ',');

        Assert.Equal(1, report.Decided);
        Assert.Equal(["not-in-queue", "other-words", "unknown-decision", "unknown-term"], report.SetAside.Select(r => r.Fault.Code).Order(StringComparer.Ordinal));
        Assert.Equal(rows.FindIndex(r => r[4] == "hout") + 1, report.SetAside.Single(r => r.Fault.Code == "unknown-term").Line);
    }

    [Fact]
    public async Task An_institution_decides_about_its_own_words_only()
    {
        var rows = await ExportAsync("nl", "archief");
        Fill(rows, "papier", "aanvaard", "");

        var report = await ImportAsync(rows, ',', "museum");

        Assert.Equal("not-in-queue", Assert.Single(report.SetAside).Fault.Code);
        Assert.Equal(1, (await ImportAsync(rows, ',', "archief")).Decided);
    }

    [Fact]
    public async Task A_file_of_another_program_in_windows_1252_is_read()
    {
        _queue.Replace(new("museum", "prenten", "a"), "2", [Entry("café", 3)]);
        var rows = await ExportAsync("nl");
        Fill(rows, "café", "aanvaard", "");
        var bytes = Ocw.Nde.Rdf.Text.TextEncoding.Windows1252.GetBytes(string.Concat(rows.Select(SpreadsheetText.Row)));

        var report = await new ReviewTableReader(_queue, _desk).ImportAsync(new MemoryStream(bytes), "anna", null, "b", CancellationToken.None);

        Assert.Equal(1, report.Decided);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a,b\n1,2\n")]
    [InlineData("rij,woorden\nx,y\n")]
    public async Task A_file_without_the_columns_is_refused_with_what_is_missing(string text)
    {
        var fault = await Assert.ThrowsAsync<ReviewTableException>(() => new ReviewTableReader(_queue, _desk).ImportAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), "anna", null, "b", CancellationToken.None));

        Assert.Equal("without-column", fault.Fault.Code);
    }

    [Fact]
    public async Task Training_rows_tell_what_was_right_and_not_who_said_it()
    {
        var rows = await ExportAsync("nl");
        Fill(rows, "hout", "aanvaard", "2");
        await ImportAsync(rows, ',');
        using var target = new MemoryStream();

        Assert.Equal(1, TrainingRows.Write(target, _queue.Log));

        using var json = System.Text.Json.JsonDocument.Parse(target.ToArray());
        Assert.Equal("urn:hout:2", json.RootElement.GetProperty("expect")[0].GetString());
        Assert.Equal([false, true], json.RootElement.GetProperty("offered").EnumerateArray().Select(o => o.GetProperty("right").GetBoolean()));
        Assert.DoesNotContain("anna", Encoding.UTF8.GetString(target.ToArray()), StringComparison.Ordinal);
        Assert.DoesNotContain("museum", Encoding.UTF8.GetString(target.ToArray()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData("aat", 1)]
    [InlineData("geonames", 0)]
    public async Task Training_rows_are_strings_of_a_set_of_one_source_to_learn_from(string? source, int expected)
    {
        var rows = await ExportAsync("nl");
        Fill(rows, "hout", "aanvaard", "2");
        await ImportAsync(rows, ',');
        var path = Path.Combine(_folder.Path, "queries.jsonl");
        await using (var file = File.Create(path))
            Assert.Equal(expected, TrainingRows.Write(file, _queue.Log, source));

        var queries = Nde.Termen.Alignment.Gold.GoldQueries.Read(path);

        Assert.Equal(Enumerable.Repeat(("hout", "urn:hout:2"), expected), queries.Select(query => (query.Label, Assert.Single(query.Expect))));
    }

    private ReviewState State(string words) => _queue.Log.Current.StateOf(ReviewSubject.Of("museum", "material", words), "prenten", "nl");

    private async Task<List<List<string>>> ExportAsync(string language, string institution = "museum")
    {
        using var text = new StringWriter();
        await ReviewTableWriter.WriteAsync(text, _queue.All(new QueueFilter { Institution = institution }, [QueueTurn.Open]), _ => null, language, CancellationToken.None);
        return [.. new SpreadsheetRows(text.ToString()).Read().Select(r => r.Cells.ToList())];
    }

    private Task<ImportReport> ImportAsync(List<List<string>> rows, char separator, string? institution = null)
    {
        var text = separator == ','
            ? string.Concat(rows.Select(SpreadsheetText.Row))
            : string.Concat(rows.Select(r => string.Join(separator, r.Select(c => "\"" + SpreadsheetText.Encode(c).Trim('"').Replace("\"\"", "\"", StringComparison.Ordinal).Replace("\"", "\"\"", StringComparison.Ordinal) + "\"")) + "\n"));
        return new ReviewTableReader(_queue, _desk).ImportAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), "anna", institution, "b", CancellationToken.None);
    }

    private static void Fill(List<List<string>> rows, string literal, string decision, string term)
    {
        var row = rows.First(r => r[4] == literal);
        (row[12], row[13]) = (decision, term);
    }

    private static QueueEntry Entry(string literal, int records) =>
        new("material", literal, "nl", "urn:node:1", records, [.. new[] { 1, 2 }.Select(n => new QueueCandidate($"urn:{(literal.All(char.IsAsciiLetter) ? literal : $"x{(int)literal[0]}")}:{n}", "aat", literal, 1 - (n * 0.1), AlignmentRelation.Exact, ["label-equal"]))]);
}
