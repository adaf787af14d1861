using System.IO.Compression;
using System.Text;
using Ocw.Nde.Termen.Alignment.Gold;
using Ocw.Nde.Termen.Tests.Support;

namespace Ocw.Nde.Termen.Tests.Gold;

/// <summary>The files that <c>align --gold</c> takes.</summary>
public sealed class GoldInputTests
{
    private const string Query = """{"id":"1","query":"Delft","lang":"nl","context":{},"expect":["urn:delft"]}""";

    [Theory]
    [InlineData("authority.jsonl", """{"uri":"urn:delft","prefLabel":"Delft"}""")]
    [InlineData("authority.jsonl", """{"id":"urn:delft","label":"Delft"}""")]
    [InlineData("authority.jsonl", """{"@id":"urn:delft","name":"Delft","alternateName":["Delf"]}""")]
    [InlineData("authority.jsonl", """{"iri":"urn:delft","prefLabel":{"nl":"Delft","en":["Delft","Delf"]},"altLabels":[]}""")]
    [InlineData("authority.jsonl", """{"uri":"urn:delft","prefLabel":[{"@value":"Delft","@language":"nl"}],"altLabel":"Delfi"}""")]
    [InlineData("authority.ndjson", """{"uri":"urn:delft","prefLabel":[{"value":"Delft","lang":"nl"}],"birth":null,"scopeNote":{"nl":"stad"}}""")]
    [InlineData("authority.jsonl", """{"uri":"urn:delft","altLabels":["Delft"]}""")]
    [InlineData("authority.tsv", "geonameid\tname\taltname\tcountry\nurn:delft\tDelft\tDelf,Delfi\tNL")]
    [InlineData("authority.tsv", "uri\tprefLabel\taltLabels\nurn:delft\tDelft\tDelf|Delfi")]
    [InlineData("authority.csv", "id;label\nurn:delft;Delft\n")]
    [InlineData("authority.csv", "label,uri,note\n\"Delft\",urn:delft,\"stad, aan de Schie\"\n")]
    [InlineData("authority.ttl", "<urn:delft> a <http://www.w3.org/2004/02/skos/core#Concept> ; <http://www.w3.org/2004/02/skos/core#prefLabel> \"Delft\"@nl .")]
    public async Task A_list_of_terms_is_read_in_any_plausible_form(string name, string authority)
    {
        using var folder = Set(Query, name, authority);

        var report = await MeasureAsync(folder);

        Assert.Equal((1, 1, 1), (report.Queries, report.Positives, report.Reachable));
    }

    [Theory]
    [InlineData("""{"query":"Delft","expect":["urn:delft"]}""")]
    [InlineData("""{"id":7,"label":"Delft","language":"nl","expected":"urn:delft"}""")]
    [InlineData("""{"string":"Delft","lang":null,"context":null,"expect":["urn:delft"]}""")]
    [InlineData("""{"query":"Delft","context":{"altLabels":null,"notes":["stad"],"birth":1800,"broader":[{"a":1}]},"expect":["urn:delft"],"kind":3}""")]
    [InlineData("""{"query":"Delft","context":"stad","expect":["urn:delft"]}""")]
    public async Task A_string_needs_no_more_than_its_text_and_what_is_expected(string query)
    {
        using var folder = Set(query, "authority.jsonl", """{"uri":"urn:delft","prefLabel":"Delft"}""");

        var report = await MeasureAsync(folder);

        Assert.Equal((1, 1), (report.Positives, report.Reachable));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"\"")]
    public async Task A_string_of_which_nothing_is_expected_has_no_term(string expect)
    {
        using var folder = Set($$"""{"query":"Delft","expect":{{expect}}}""", "authority.jsonl", """{"uri":"urn:delft","prefLabel":"Delft"}""");

        Assert.Equal((0, 1), ((await MeasureAsync(folder)).Positives, (await MeasureAsync(folder)).Answered.Nil));
    }

    [Fact]
    public async Task Packed_files_are_known_by_how_they_begin_and_not_by_their_names()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(Path.Combine(folder.Path, "queries.dev.jsonl"), Packed(Query));
        await File.WriteAllBytesAsync(Path.Combine(folder.Path, "authority.jsonl"), Packed("""{"uri":"urn:delft","prefLabel":"Delft"}"""));

        Assert.Equal(1, (await MeasureAsync(folder)).Reachable);
    }

    [Theory]
    [InlineData("""{"id":"2","expect":[]}""", "Line 2", "no text under query")]
    [InlineData("""{"query":"Gouda"}""", "Line 2", "under expect")]
    [InlineData("""{"query":"Gouda","expect":{"a":1}}""", "Line 2", "expect is no list")]
    [InlineData("[1]", "Line 2", "is no query")]
    [InlineData("Gouda", "Line 2", "is no JSON object")]
    public void A_line_that_is_no_string_is_refused_with_its_line_and_what_was_expected(string line, string where, string what)
    {
        using var folder = Set(Query + "\n" + line, "authority.jsonl", """{"uri":"urn:delft","prefLabel":"Delft"}""");

        var error = Assert.Throws<FormatException>(() => GoldSet.Open(folder.Path));

        Assert.Contains(where, error.Message, StringComparison.Ordinal);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("authority.jsonl", "{\"uri\":\"urn:delft\",\"prefLabel\":\"Delft\"}\n{\"prefLabel\":\"Gouda\"}", "Line 2")]
    [InlineData("authority.jsonl", "{\"uri\":\"urn:delft\"}", "no term with a label")]
    [InlineData("authority.tsv", "iri\tplace\nurn:delft\tDelft", "one with labels")]
    [InlineData("authority.tsv", "name\tcountry\nDelft\tNL", "a column with IRIs")]
    [InlineData("authority.tsv", "uri\tname\nurn:delft\tDelft\n\tGouda", "Line 3")]
    public async Task A_list_that_cannot_be_read_is_refused_with_what_was_expected(string name, string authority, string what)
    {
        using var folder = Set(Query, name, authority);

        var error = await Assert.ThrowsAsync<FormatException>(() => MeasureAsync(folder));

        Assert.Contains(what, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_thesaurus_makes_a_set_of_its_own_other_labels()
    {
        using var folder = new TemporaryFolder();
        var skos = new StringBuilder("@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n");
        for (var i = 0; i < 40; i++)
            skos.Append(System.Globalization.CultureInfo.InvariantCulture, $"<urn:t{i}> a skos:Concept ; skos:prefLabel \"vaas{i}k\"@nl ; skos:altLabel \"vazen{i}k\"@nl ; skos:hiddenLabel \"CODE.{i}\" .\n");
        var path = Path.Combine(folder.Path, "vazen.ttl");
        await File.WriteAllTextAsync(path, skos.ToString());

        var set = GoldSet.OfThesaurus(path);

        Assert.Equal(("vazen", 40), (set.Name, set.Queries.Count));
        Assert.All(set.Queries, query => Assert.StartsWith("vazen", query.Label, StringComparison.Ordinal));
        Assert.Contains(set.Queries, query => query.Expect.Count == 0);
        Assert.Equal(set.Queries.Count(query => query.Expect.Count == 1), set.Terms!.Count);
        Assert.All(set.Terms!, term => Assert.Single(term.Labels));
        Assert.Throws<FormatException>(() => GoldSet.OfThesaurus(WithoutOtherLabels(folder)));
    }

    private static string WithoutOtherLabels(TemporaryFolder folder)
    {
        var path = Path.Combine(folder.Path, "bare.ttl");
        File.WriteAllText(path, "<urn:t> a <http://www.w3.org/2004/02/skos/core#Concept> ; <http://www.w3.org/2004/02/skos/core#prefLabel> \"vaas\"@nl .");
        return path;
    }

    private static TemporaryFolder Set(string queries, string name, string authority)
    {
        var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "queries.dev.jsonl"), queries);
        File.WriteAllText(Path.Combine(folder.Path, name), authority);
        return folder;
    }

    private static async Task<GoldReport> MeasureAsync(TemporaryFolder folder)
    {
        using var index = new TemporaryFolder();
        return await GoldMeasure.MeasureAsync(GoldSet.Open(folder.Path), index.Path, new GoldOptions());
    }

    private static byte[] Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }
}
