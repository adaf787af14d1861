using Ocw.Nde.Mapping.Settings;
using Ocw.Nde.Mapping.Tests.Support;

namespace Ocw.Nde.Mapping.Tests.Rml;

/// <summary>RML as the mapping of a source: harvested records take the place of the logical sources.</summary>
public sealed class RecordTests : IDisposable
{
    private readonly RmlFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_record_of_JSON_is_mapped_with_its_parts_and_finished_as_the_profile_asks()
    {
        var mapped = Json("""
            mappings:
              object:
                sources: [['objects.json~jsonpath', '$.objects[*]']]
                s: https://bron.example/$(nr)
                po:
                  - [a, schema:Painting]
                  - [schema:name, $(titel)]
                  - [schema:identifier, $(nr)]
                  - [schema:keywords, "$(trefwoorden[*])"]
                  - p: schema:creator
                    o: { mapping: maker, condition: { function: equal, parameters: [[str1, $(nr)], [str2, $(werk)]] } }
              maker:
                sources: [['objects.json~jsonpath', '$.objects[*].makers[*]']]
                s: https://bron.example/maker/$(id)
                po:
                  - [schema:name, $(naam)]
            """, """{"nr":"A 1","titel":"Gezicht op Delft","trefwoorden":["stad"],"makers":[{"id":"v","naam":"Vermeer","werk":"A 1"},{"id":"x","naam":"Onbekend","werk":"B"}],"ongebruikt":"x"}""");

        Assert.Equal("https://node.example/id/museum/A_1", mapped.Subject.Value);
        Assert.Equal("\"Gezicht op Delft\"@nl", mapped.Value("name"));
        Assert.Equal("\"Vermeer\"", Assert.Single(mapped.Values("creator", "name")).Split('@')[0]);
        Assert.Equal(["ongebruikt"], mapped.Result.UnusedFields);
    }

    [Fact]
    public void A_record_of_XML_is_mapped_by_its_names_whatever_their_prefixes()
    {
        var mapped = new Mapped(Profile("""
            mappings:
              object:
                sources:
                  - { access: lido.xml, referenceFormulation: xpath, iterator: "/lido:lidoWrap/lido:lido", namespaces: { lido: "http://www.lido-schema.org" } }
                s: https://bron.example/$(lido:lidoRecID)
                po:
                  - [schema:name, "$(lido:title[@lido:pref='preferred'])"]
                  - [schema:identifier, $(lido:lidoRecID)]
            """).CreateMapper().Map(new SourceRecord("r1", "<l:lido xmlns:l='http://www.lido-schema.org'><l:lidoRecID>7</l:lidoRecID><l:title l:pref='alternate'>Zee</l:title><l:title l:pref='preferred'>Delft</l:title></l:lido>"u8.ToArray(), "application/xml", "test")));

        Assert.Equal("\"Delft\"@nl", mapped.Value("name"));
    }

    [Fact]
    public void What_is_denied_cannot_be_reached_by_any_path()
    {
        var mapped = Json("""
            mappings:
              object:
                sources: [['objects.csv~csv']]
                s: https://bron.example/$(nr)
                po:
                  - [schema:name, $(titel)]
                  - [schema:identifier, $(nr)]
                  - [schema:description, $(X-INTERNAL-prijs)]
            """, """{"nr":"1","titel":"Delft","X-INTERNAL-prijs":"12000"}""", "deny: [prijs, X-INTERNAL*]");

        Assert.Empty(mapped.Values("description"));
        Assert.DoesNotContain(mapped.Result.Triples, t => t.ToString().Contains("12000", StringComparison.Ordinal));
        Assert.Equal(["X-INTERNAL-prijs"], mapped.Result.DeniedFields);
    }

    [Fact]
    public void The_address_that_the_mapping_gives_can_be_kept()
    {
        var mapped = Json("""
            mappings:
              object:
                sources: [['objects.csv~csv']]
                s: https://bron.example/$(nr)
                po:
                  - [schema:name, $(titel)]
            """, """{"nr":"1","titel":"Delft"}""", "subject: source");

        Assert.Equal("https://bron.example/1", mapped.Subject.Value);
    }

    [Fact]
    public void A_value_that_makes_no_term_is_counted_and_not_told()
    {
        var mapped = Json("""
            mappings:
              object:
                sources: [['objects.csv~csv']]
                s: https://bron.example/$(nr)
                po:
                  - [schema:name, $(titel)]
                  - [schema:url, $(link)~iri]
            """, """{"nr":"1","titel":"Delft","link":"geheim adres"}""");

        var remark = Assert.Single(mapped.Result.Diagnostics, d => d.Code == "rml-value");
        Assert.StartsWith("1 values of the RML mapping made no term", remark.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", remark.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mappings: { m: { sources: none } }", "there is no source «none»")]
    [InlineData("targets: { t: ['a.nq~file'] }\nmappings: { m: { sources: [['a.csv~csv']], s: { value: \"https://x.example/$(a)\", targets: t } } }", "names logical targets")]
    [InlineData("mappings: { m: { sources: [['a.json~jsonpath', '$.a[*]']], s: \"https://x.example/$(a)\" }, n: { sources: [['a.json~jsonpath', '$.other[*]']], s: \"https://x.example/$(a)\" } }", "does not go on from")]
    public void A_mapping_that_cannot_be_used_is_a_mistake_in_the_settings(string yarrrml, string expected)
    {
        var refused = Assert.Throws<MappingSettingsException>(() => Profile(yarrrml));

        Assert.Contains(expected, Assert.Single(refused.Problems).English, StringComparison.Ordinal);
        Assert.Equal("rml", refused.Problems[0].Key);
    }

    private Mapped Json(string yarrrml, string json, string more = "") =>
        new(Profile(yarrrml, more).CreateMapper().Map(new SourceRecord("r1", System.Text.Encoding.UTF8.GetBytes(json), "application/json", "test")));

    private MappingProfile Profile(string yarrrml, string more = "") =>
        Yaml.Profile($"language: nl\nrml: {_folder.With("mapping.yml", yarrrml).PathOf("mapping.yml")}\n{more}", null);
}
