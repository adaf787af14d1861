using System.Text;
using Ocw.Nde.Mapping.Splitting;
using Ocw.Nde.Mapping.Tests.Support;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Store.Memory;

namespace Ocw.Nde.Mapping.Tests.Splitting;

public class RdfRecordSplitterTests
{
    private const string Prefixes = """
        @prefix dc: <http://purl.org/dc/elements/1.1/> .
        @prefix edm: <http://www.europeana.eu/schemas/edm/> .
        @prefix ore: <http://www.openarchives.org/ore/terms/> .
        @prefix schema: <http://schema.org/> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix : <http://m.example/> .

        """;

    [Fact]
    public void Each_object_comes_with_its_aggregation_and_what_it_refers_to_but_not_with_other_objects()
    {
        var records = Split("profile: edm", """
            :1 a edm:ProvidedCHO ; dc:title "een" ; dc:creator :maker ; edm:isRelatedTo :2 .
            :2 a edm:ProvidedCHO ; dc:title "twee" ; dc:creator :maker .
            :a1 a ore:Aggregation ; edm:aggregatedCHO :1 ; edm:isShownBy :image .
            :a2 a ore:Aggregation ; edm:aggregatedCHO :2 .
            :image a edm:WebResource ; dc:format "image/jpeg" .
            :maker a edm:Agent ; skos:prefLabel "Maker" .
            """);

        Assert.Equal(["http://m.example/1", "http://m.example/2"], records.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("\"Maker\"", records["http://m.example/1"], StringComparison.Ordinal);
        Assert.Contains("\"Maker\"", records["http://m.example/2"], StringComparison.Ordinal);
        Assert.Contains("\"image/jpeg\"", records["http://m.example/1"], StringComparison.Ordinal);
        Assert.DoesNotContain("twee", records["http://m.example/1"], StringComparison.Ordinal);
        Assert.DoesNotContain("/a2>", records["http://m.example/1"], StringComparison.Ordinal);
    }

    [Fact]
    public void In_schema_org_works_are_records_and_persons_images_and_datasets_are_not()
    {
        var records = Split("profile: schema", """
            :1 a schema:Painting ; schema:name "een" ; schema:creator :maker ; schema:image [ a schema:ImageObject ; schema:contentUrl <http://m.example/1.jpg> ] ; schema:isPartOf :set .
            :2 a schema:Book, schema:Product ; schema:name "twee" .
            :maker a schema:Person ; schema:name "Maker" ; schema:birthPlace [ a schema:Place ; schema:name "Delft" ] .
            :set a schema:Dataset ; schema:name "Alles" ; schema:hasPart :1, :2 .
            [] a schema:CreativeWork ; schema:name "naamloos" .
            """);

        Assert.Equal(["http://m.example/1", "http://m.example/2"], records.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("\"Delft\"", records["http://m.example/1"], StringComparison.Ordinal);
        Assert.Contains("1.jpg", records["http://m.example/1"], StringComparison.Ordinal);
        Assert.DoesNotContain("Alles", records["http://m.example/1"], StringComparison.Ordinal);
    }

    [Fact]
    public void The_settings_may_say_what_a_record_is()
    {
        var records = Split("profile: schema\nroots: [schema:Person]", ":1 a schema:Book ; schema:author :2 . :2 a schema:Person ; schema:name \"Jan\" .");
        Assert.Equal(["http://m.example/2"], records.Keys);
    }

    [Fact]
    public void The_same_dump_in_another_order_gives_the_same_records()
    {
        const string one = ":1 a schema:Book ; schema:name \"x\" ; schema:about [ schema:name \"a\" ] . :2 a schema:Book ; schema:name \"y\" .";
        const string other = ":2 schema:name \"y\" ; a schema:Book . :1 schema:about [ schema:name \"a\" ] ; schema:name \"x\" ; a schema:Book .";
        Assert.Equal(Split("profile: schema", one).OrderBy(r => r.Key, StringComparer.Ordinal), Split("profile: schema", other).OrderBy(r => r.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void A_node_larger_than_a_part_can_be_is_left_out_and_a_chain_ends()
    {
        var many = string.Join(' ', Enumerable.Range(0, 50).Select(i => $":list schema:itemListElement \"{i}\" ."));
        var records = Split("profile: schema", $":1 a schema:Book ; schema:name \"x\" ; schema:mentions :list, :p1 . {many} :p1 schema:knows :p2 . :p2 schema:knows :p3 . :p3 schema:knows :p4 . :p4 schema:name \"ver\" .", new SplitOptions { NodeTriples = 20 });
        Assert.DoesNotContain("itemListElement", records["http://m.example/1"], StringComparison.Ordinal);
        Assert.Contains("/p4>", records["http://m.example/1"], StringComparison.Ordinal);
        Assert.DoesNotContain("ver", records["http://m.example/1"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_profile_that_does_not_say_what_a_record_is_cannot_split()
    {
        var profile = Yaml.Profile("profile: columns\nrules: [{ to: name, from: x }]");
        var refused = Assert.Throws<ArgumentException>(() => new RdfRecordSplitter(new MemoryQuadSourceBuilder().Build(), profile));
        Assert.Contains("mapping.roots", refused.Message, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Split(string yaml, string turtle, SplitOptions? options = null)
    {
        var builder = new MemoryQuadSourceBuilder();
        RdfFormats.Parse(Encoding.UTF8.GetBytes(Prefixes + turtle), RdfFormats.Turtle, builder);
        return new RdfRecordSplitter(builder.Build(), Yaml.Profile(yaml), options).Split().ToDictionary(r => r.Identifier, r => Encoding.UTF8.GetString(r.Content.Span), StringComparer.Ordinal);
    }
}
