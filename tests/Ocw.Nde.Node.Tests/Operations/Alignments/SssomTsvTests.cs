using Ocw.Nde.Node.Operations.Alignments;

namespace Ocw.Nde.Node.Tests.Operations.Alignments;

/// <summary>SSSOM/TSV: quoting, CURIEs, metadata (https://mapping-commons.github.io/sssom/spec-formats-tsv/).</summary>
public sealed class SssomTsvTests
{
    private static readonly AlignmentRow s_row = new()
    {
        Record = "https://node.example/id/term/1#alignment-a",
        Node = "https://node.example/id/term/1",
        Term = "http://vocab.example/aat/300",
        Predicate = "http://www.w3.org/2004/02/skos/core#exactMatch",
        Justification = "https://w3id.org/semapv/vocab/LexicalMatching",
        ObjectSource = "https://node.example/id/dataset/aat",
        Words = "kist",
        Fields = ["material", "type"],
        MatchedLabel = "kist",
        Score = "0.9876",
        Date = "2026-02-03",
        Reasons = ["label-equal", "a|b"],
        IsAccepted = true,
    };

    [Theory]
    [InlineData("een\ttab", "\"een\ttab\"")]
    [InlineData("regel\neind", "\"regel\neind\"")]
    [InlineData("regel\r\neind", "\"regel\r\neind\"")]
    [InlineData("de \"kist\"", "\"de \"\"kist\"\"\"")]
    [InlineData("\"", "\"\"\"\"")]
    [InlineData("a, b; 'c' | d # e", "a, b; 'c' | d # e")]
    [InlineData("", "")]
    public async Task A_value_with_tab_line_break_or_quote_is_quoted_and_no_other(string words, string cell)
    {
        Assert.Contains($"#alignment-a\t{cell}\tmaterial, type\t", await WriteAsync(s_row with { Words = words }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_slots_of_a_row_are_as_the_standard_writes_them()
    {
        var line = (await WriteAsync(s_row with { MatchedLabel = "kist | doos" })).TrimEnd('\n').Split('\n')[^1].Split('\t');

        Assert.Equal("node:id/term/1#alignment-a", line[0]);
        Assert.Equal(["skos:exactMatch", "aat:300", "kist | doos", "semapv:LexicalMatching"], line[3..7]);
        Assert.Contains("0.988", line);
        Assert.Contains("kist \\| doos", line);
        Assert.Equal("status=accepted|reasons=label-equal a/b", line[^1]);
    }

    [Fact]
    public async Task What_the_metadata_says_is_quoted_as_yaml_wants_it()
    {
        var text = await WriteAsync(s_row, title: "Prenten \"oud\" \\ nieuw\nen meer\t\u0007");

        Assert.Contains("#mapping_set_title: \"Prenten \\\"oud\\\" \\\\ nieuw\\nen meer\\t\\u0007\"\n", text, StringComparison.Ordinal);
        Assert.StartsWith("#sssom_version: \"1.1\"\n#curie_map:\n#  aat: \"http://vocab.example/aat/\"\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("urn:isbn:90123", "ns1:90123", "urn:isbn:")]
    [InlineData("http://terms.example/a/b/", "ns1:b/", "http://terms.example/a/")]
    [InlineData("http://terms.example/onto#Kist", "ns1:Kist", "http://terms.example/onto#")]
    [InlineData("http://vocab.example/aat/x/y", "aat:x/y", "http://vocab.example/aat/")]
    public async Task Every_reference_is_a_curie_whose_prefix_is_declared(string term, string curie, string name)
    {
        var text = await WriteAsync(s_row with { Term = term });

        Assert.Contains($"\t{curie}\t", text, StringComparison.Ordinal);
        Assert.Contains($": \"{name}\"\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_spreadsheet_takes_no_cell_for_a_formula_and_every_number_has_a_row()
    {
        using var writer = new StringWriter();
        await AlignmentCsv.WriteAsync(writer, [("=1+1", s_row with { Words = "-kist" }), ("A, 1", s_row with { Words = "de \"kist\"" }), ("-5", s_row)], CancellationToken.None);

        Assert.Equal(
            """"
            record,field,literal,language,term,label,relation,score,status
            '=1+1,"material, type",'-kist,,http://vocab.example/aat/300,kist,exactMatch,0.9876,accepted
            "A, 1","material, type","de ""kist""",,http://vocab.example/aat/300,kist,exactMatch,0.9876,accepted
            '-5,"material, type",kist,,http://vocab.example/aat/300,kist,exactMatch,0.9876,accepted

            """".ReplaceLineEndings("\r\n"),
            writer.ToString());
    }

    private static async Task<string> WriteAsync(AlignmentRow row, string title = "Prenten")
    {
        var prefixes = new SssomPrefixes("https://node.example/", [("aat", "http://vocab.example/aat/")]);
        prefixes.Add(row.Term);
        using var writer = new StringWriter();
        await new SssomTsv(new SssomHeader("https://node.example/set", "v1", title, "https://licence.example/", "https://node.example/id/dataset/prenten", "https://node.example/id/organization/m", new DateOnly(2026, 2, 3)), prefixes, _ => false)
            .WriteAsync(writer, [row], CancellationToken.None);
        return writer.ToString();
    }
}
