using System.Text;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Harvest.Tests.Cutting;

public sealed class CsvCutterTests
{
    [Theory]
    [InlineData("nr,titel\n1,a\n2,b\n")]
    [InlineData("nr;titel\r\n1;a\r\n2;b")]
    [InlineData("nr\ttitel\n1\ta\n2\tb\n")]
    [InlineData("nr|titel\n1|a\n2|b\n")]
    [InlineData("\uFEFF\n  \nnr,titel\n1,a\n\n2,b\n\n")]
    [InlineData("sep=;\nnr;titel\n1;a\n2;b\n")]
    [InlineData("\"nr\",\"titel\"\n\"1\" ,\"a\"\n\"2\",\"b\"")]
    [InlineData("nr,titel\r1,a\r2,b\r")]
    [InlineData("nr,titel,\n1,a,\n2,b,,\n")]
    public async Task Separators_quotes_and_line_ends_are_found_out(string text)
    {
        var outcome = await CutAsync(text);

        Assert.Empty(outcome.Faults);
        Assert.Equal("""{"nr":"1","titel":"a"}""", outcome.Text("1"));
        Assert.Equal("""{"nr":"2","titel":"b"}""", outcome.Text("2"));
        Assert.All(outcome.Records, record => Assert.Equal("text/csv", record.MediaType));
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    [InlineData("windows-1252")]
    [InlineData("utf-8")]
    public async Task Encodings_are_found_out(string name)
    {
        var encoding = name == "windows-1252" ? CodePagesEncodingProvider.Instance.GetEncoding(1252)! : Encoding.GetEncoding(name);
        using var bench = new HarvestBench();

        var outcome = await bench.CutTextAsync("x.csv", [.. encoding.GetPreamble(), .. encoding.GetBytes("nr,titel\n1,Café “Het Anker”\n")]);

        Assert.Equal("""{"nr":"1","titel":"Café “Het Anker”"}""", outcome.Text("1"));
        Assert.Equal(name == "windows-1252", outcome.Notices.Any(notice => notice.Code == "encoding-repaired"));
    }

    [Fact]
    public async Task A_declared_encoding_is_used()
    {
        using var bench = new HarvestBench();

        var outcome = await bench.CutTextAsync("x.csv", CodePagesEncodingProvider.Instance.GetEncoding("iso-8859-15")!.GetBytes("nr,prijs\n1,€ 5 in Łódź".Replace("Łódź", "Lodz", StringComparison.Ordinal)), source => source with { Encoding = "ISO-8859-15" });

        Assert.Equal("""{"nr":"1","prijs":"€ 5 in Lodz"}""", outcome.Text("1"));
    }

    [Fact]
    public async Task One_row_in_another_encoding_is_put_right_and_reported()
    {
        using var bench = new HarvestBench();

        var outcome = await bench.CutTextAsync("x.csv", [.. "nr,titel\n1,Café\n2,Caf"u8, 0xE9, .. " oud\n"u8]);

        Assert.Equal("""{"nr":"1","titel":"Café"}""", outcome.Text("1"));
        Assert.Equal("""{"nr":"2","titel":"Café oud"}""", outcome.Text("2"));
        Assert.Contains("1 bytes are not utf-8 as the rest is", Assert.Single(outcome.Notices, notice => notice.Code == "encoding-repaired").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Values_keep_their_line_ends_quotes_and_spaces()
    {
        var outcome = await CutAsync("nr,titel,maat\n1,\"regel 1\r\nregel \"\"2\"\"\", 5\" hoog \n");

        Assert.Equal("""{"nr":"1","titel":"regel 1\r\nregel \"2\"","maat":" 5\" hoog "}""", outcome.Text("1"));
    }

    [Fact]
    public async Task Empty_cells_are_left_out_and_columns_keep_their_order()
    {
        var outcome = await CutAsync("nr,b,a,c\n1,,x, \n");

        Assert.Equal("""{"nr":"1","a":"x"}""", outcome.Text("1"));
    }

    [Fact]
    public async Task Columns_of_one_name_become_one_property_and_unnamed_ones_get_their_number()
    {
        var outcome = await CutAsync("nr,url,,url\n1,a,b,c\n");

        Assert.Equal("""{"nr":"1","url":["a","c"],"column 3":"b"}""", outcome.Text("1"));
    }

    [Fact]
    public async Task A_row_of_wrong_width_is_set_aside_with_its_line_and_the_rest_goes_on()
    {
        var outcome = await CutAsync("nr,titel\n1,a\n2\n3,c,d\n4,\"x\ny\"\n5,e\n");

        Assert.Equal(["1", "4", "5"], outcome.Records.Select(record => record.Identifier));
        Assert.Equal(["csv-row-width", "csv-row-width"], outcome.Faults.Select(fault => fault.Code));
        Assert.EndsWith(", line 3", outcome.Faults[0].Origin, StringComparison.Ordinal);
        Assert.EndsWith(", line 4", outcome.Faults[1].Origin, StringComparison.Ordinal);
        Assert.EndsWith(", line 7", outcome.Records[2].Origin, StringComparison.Ordinal);
        Assert.Equal(5, outcome.Summary.Seen);
    }

    [Fact]
    public async Task A_quote_that_is_never_closed_costs_one_line()
    {
        var outcome = await CutAsync("nr,titel\n1,\"open\n2,x\n3,y\n");

        Assert.Equal(["2", "3"], outcome.Records.Select(record => record.Identifier));
        var fault = Assert.Single(outcome.Faults);
        Assert.Equal("csv-not-readable", fault.Code);
        Assert.EndsWith(", line 2", fault.Origin, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_quote_inside_a_quoted_value_costs_one_line()
    {
        var outcome = await CutAsync("nr,titel\n1,\"een \"mooi\" ding\"\n2,\"x\"\n");

        Assert.Equal("2", Assert.Single(outcome.Records).Identifier);
        Assert.Contains("must be doubled", Assert.Single(outcome.Faults).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_without_key_is_set_aside()
    {
        var outcome = await CutAsync("nr,titel\n1,a\n ,b\n", source => source with { KeyPaths = ["nr"] });

        Assert.Equal(("key-missing", 1), (Assert.Single(outcome.Faults).Code, outcome.Summary.Kept));
    }

    [Fact]
    public async Task The_first_key_column_with_a_value_is_the_key()
    {
        var outcome = await CutAsync("oud,nieuw\n1,\n,b\n", source => source with { KeyPaths = ["nieuw", "oud"] });

        Assert.Equal(["1", "b"], outcome.Records.Select(record => record.Identifier));
    }

    [Fact]
    public async Task A_key_that_is_no_column_says_which_columns_there_are()
    {
        var outcome = await CutAsync("nr,titel\n1,a\n", source => source with { KeyPaths = ["objectnummer"] });

        Assert.Empty(outcome.Records);
        var reason = Assert.Single(outcome.Summary.IncompleteReasons).Message;
        Assert.Contains("'objectnummer'", reason, StringComparison.Ordinal);
        Assert.Contains("'nr', 'titel'", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_key_in_the_settings_the_first_column_with_different_values_is_the_key()
    {
        var outcome = await CutAsync("soort,nr\nvaas,7\nvaas,8\n");

        Assert.Equal(["7", "8"], outcome.Records.Select(record => record.Identifier));
        Assert.Contains("'nr'", Assert.Single(outcome.Notices, notice => notice.Code == "key-column-found").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Values_are_split_by_the_separators_of_the_settings()
    {
        var outcome = await CutAsync(
            "nr,maker,plaats,titel\n1,a; b ;,x|y,m;n\n",
            source => source with { Csv = new CsvDialect { ValueSeparator = ";", ColumnValueSeparators = new Dictionary<string, string>(StringComparer.Ordinal) { ["plaats"] = "|", ["titel"] = "" } } });

        Assert.Equal("""{"nr":"1","maker":["a","b"],"plaats":["x","y"],"titel":"m;n"}""", outcome.Text("1"));
    }

    [Fact]
    public async Task A_value_separator_is_found_out_by_values_that_come_again()
    {
        var outcome = await CutAsync("nr,materiaal,tekst\n1,hout$verf,prijs US$ 100\n2,verf$hout,5$\n3,hout$metaal,x\n4,metaal,a$b\n");

        Assert.Equal("""{"nr":"1","materiaal":["hout","verf"],"tekst":"prijs US$ 100"}""", outcome.Text("1"));
        Assert.Equal("""{"nr":"2","materiaal":["verf","hout"],"tekst":"5$"}""", outcome.Text("2"));
        Assert.Equal("""{"nr":"4","materiaal":"metaal","tekst":["a","b"]}""", outcome.Text("4"));
    }

    [Fact]
    public async Task A_semicolon_in_sentences_is_no_value_separator()
    {
        var outcome = await CutAsync("nr,tekst\n1,groot; rood\n2,klein; rood\n3,klein; groot\n4,rood\n");

        Assert.Equal("""{"nr":"1","tekst":"groot; rood"}""", outcome.Text("1"));
    }

    [Fact]
    public async Task An_empty_value_separator_turns_splitting_off()
    {
        var outcome = await CutAsync("nr,m\n1,a$b\n2,b$a\n3,a$b\n", source => source with { Csv = new CsvDialect { ValueSeparator = "" } });

        Assert.Equal("""{"nr":"1","m":"a$b"}""", outcome.Text("1"));
    }

    [Fact]
    public async Task Rows_with_one_key_become_one_record_with_each_value_once()
    {
        var outcome = await CutAsync("nr,m,t\n1,hout,stoel\n1,verf,\n1,hout,\n2,klei,pot\n", source => source with { KeyPaths = ["nr"], Csv = new CsvDialect { GroupRows = true } });

        Assert.Equal("""{"nr":"1","m":["hout","verf"],"t":"stoel"}""", outcome.Text("1"));
        Assert.Equal("""{"nr":"2","m":"klei","t":"pot"}""", outcome.Text("2"));
        Assert.Equal(2, outcome.Summary.Seen);
    }

    [Fact]
    public async Task A_file_without_header_takes_its_columns_from_the_settings()
    {
        var outcome = await CutAsync("1,a\n2,b\n", source => source with { Csv = new CsvDialect { Columns = ["nr", "titel"] } });

        Assert.Equal("""{"nr":"2","titel":"b"}""", outcome.Text("2"));
    }

    [Fact]
    public async Task A_file_that_ends_in_the_middle_of_a_row_is_incomplete()
    {
        var outcome = await CutAsync("nr,titel,jaar\n1,a,1900\n2,b");

        Assert.Equal(1, outcome.Summary.Kept);
        Assert.Equal("cut-off", Assert.Single(outcome.Summary.IncompleteReasons).Code);
    }

    [Fact]
    public async Task A_file_of_headers_only_has_no_records_and_no_faults()
    {
        var outcome = await CutAsync("nr,titel\n");

        Assert.Equal((0, 0), (outcome.Summary.Seen, outcome.Summary.IncompleteReasons.Count));
    }

    [SharedTheory("trust/hostile/csv")]
    [InlineData("formula.csv", 12, 0)]
    [InlineData("huge-field.csv.gz", 1, 0)]
    [InlineData("unbalanced.csv", 2, 1)]
    [InlineData("wide-20000.csv.gz", 1, 0)]
    public async Task Hostile_files_are_read_as_text_or_set_aside(string file, int kept, int setAside)
    {
        using var bench = new HarvestBench();

        var outcome = await bench.CutAsync(new FileSource("x", [SharedData.PathOf($"trust/hostile/csv/{file}")]));

        Assert.Equal((kept, setAside), (outcome.Summary.Kept, outcome.Summary.SetAside));
    }

    [SharedFact("trust/hostile/csv")]
    public async Task A_quote_that_is_never_closed_is_told_at_its_line()
    {
        using var bench = new HarvestBench();

        var outcome = await bench.CutAsync(new FileSource("x", [SharedData.PathOf("trust/hostile/csv/unbalanced.csv")]));

        Assert.Contains("line 2", Assert.Single(outcome.Faults).ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://e/(\",\"a\")", "=HYPERLINK(\\u0022http://e/(\\u0022,\\u0022a\\u0022)")]
    [InlineData("=SOM(A1,MAX(B1,2))", "=SOM(A1,MAX(B1,2))")]
    public async Task A_formula_that_nobody_quoted_is_one_cell(string cell, string text) =>
        Assert.Equal($"{{\"nr\":\"1\",\"titel\":\"{text}\"}}", (await CutAsync($"nr,titel\n1,{cell}\n2,b\n")).Text("1").Replace("\\\"", "\\u0022", StringComparison.Ordinal));

    [Theory]
    [InlineData("=A1")]
    [InlineData("=(a")]
    [InlineData("=SOM(1")]
    [InlineData("=SOM(1)x")]
    public async Task What_only_begins_like_a_formula_is_text(string cell) =>
        Assert.Equal($"{{\"nr\":\"1\",\"titel\":\"{cell}\"}}", (await CutAsync($"nr,titel\n1,{cell}\n2,b\n")).Text("1"));

    [Fact]
    public async Task Cut_anywhere_a_file_never_gives_a_record_that_was_not_in_it()
    {
        var text = "nr;titel;m\r\n1;\"a \"\"b\"\"\r\nc\";x\r\n2;d;\"y;z\"\r\n3;e;w\r\n";
        var whole = (await CutAsync(text)).Records.ToDictionary(record => record.Identifier, record => Encoding.UTF8.GetString(record.Content.Span), StringComparer.Ordinal);
        for (var length = 12; length < text.Length; length++)
        {
            var outcome = await CutAsync(text[..length]);
            foreach (var record in outcome.Records)
            {
                // The last value may be shorter: the file does not tell that it was cut there.
                var content = Encoding.UTF8.GetString(record.Content.Span);
                Assert.True(whole.TryGetValue(record.Identifier, out var original) && original.StartsWith(content[..^2], StringComparison.Ordinal), $"{length}: {content}");
            }
        }
    }

    private static async Task<CutOutcome> CutAsync(string text, Func<FileSource, FileSource>? with = null)
    {
        using var bench = new HarvestBench();
        return await bench.CutTextAsync("x.csv", Encoding.UTF8.GetBytes(text), with);
    }
}
