using System.Text;
using Ocw.Nde.Mapping.Settings;
using Ocw.Nde.Mapping.Tests.Support;

namespace Ocw.Nde.Mapping.Tests.Lifting;

public class XmlLifterTests
{
    private const string Rules = """
        language: nl
        key: nummer
        rules:
          - { to: name, from: titel }
          - { to: description, from: groep/tekst }
          - { to: comment, from: "groep/@soort" }

        """;

    [Fact]
    public void Rules_read_elements_attributes_and_languages_whatever_the_prefixes()
    {
        var mapped = Mapped.Xml(Rules, """
            <x:rec xmlns:x="urn:x" xmlns:y="urn:y"><x:nummer>12</x:nummer><y:titel xml:lang="fy">De seehaven</y:titel>
              <groep soort="b"><tekst xml:lang="de">Ein <!-- niet dit --> Satz</tekst><tekst><![CDATA[a < b]]></tekst></groep></x:rec>
            """);

        Assert.Equal("https://node.example/id/museum/12", mapped.Subject.Value);
        Assert.Equal("\"De seehaven\"@fy", mapped.Value("name"));
        Assert.Equal(["\"Ein  Satz\"@de", "\"a < b\"@nl"], mapped.Values("description"));
        Assert.Equal("\"b\"@nl", mapped.Value("comment"));
    }

    [Theory]
    [InlineData("<rec><nummer>12</nummer>", "lift-xml")]
    [InlineData("<rec><nummer>12</titel></rec>", "lift-xml")]
    [InlineData("niets", "lift-xml")]
    [InlineData("", "lift-xml")]
    [InlineData("<!DOCTYPE rec [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><rec><nummer>&x;</nummer></rec>", "lift-xml")]
    [InlineData("<rec><titel>zonder nummer</titel></rec>", "key-missing")]
    public void What_cannot_be_lifted_is_rejected_with_its_place_and_without_its_text(string xml, string code)
    {
        var result = Mapped.Xml(Rules, xml).Result;
        Assert.Equal(code, result.Diagnostics[0].Code);
        Assert.DoesNotContain("passwd", result.Diagnostics[0].Message, StringComparison.Ordinal);
        Assert.Empty(result.Triples);
    }

    [Fact]
    public void A_record_beyond_a_ceiling_is_rejected()
    {
        var context = Yaml.Context with { Limits = new LiftLimits { Bytes = 2000, Depth = 10, Nodes = 20, Fields = 15 } };
        Assert.Equal("record-too-large", Code("<rec>" + new string(' ', 3000) + "</rec>"));
        Assert.Equal("record-too-large", Code(string.Concat(Enumerable.Repeat("<a>", 12)) + string.Concat(Enumerable.Repeat("</a>", 12))));
        Assert.Equal("record-too-large", Code("<rec>" + string.Concat(Enumerable.Repeat("<a>1</a>", 30)) + "</rec>"));
        Assert.Equal("too-many-fields", Code("<rec>" + string.Concat(Enumerable.Range(0, 18).Select(i => $"<a{i}/>")) + "</rec>"));

        string Code(string xml) => Mapped.Xml(Rules, xml, context).Result.Diagnostics[0].Code;
    }

    [Fact]
    public void Names_of_fields_that_are_data_do_not_fill_the_memory()
    {
        var mapper = Yaml.Profile(Rules, Yaml.Context with { Limits = new LiftLimits { Fields = 100 } }).CreateMapper();
        var refused = Enumerable.Range(0, 200)
            .Select(i => mapper.Map(new SourceRecord("r", Encoding.UTF8.GetBytes($"<rec><nummer>{i}</nummer><titel>x</titel><veld{i}>1</veld{i}></rec>"), "application/xml", "t")))
            .Count(r => r.Diagnostics.Any(d => d.Code == "too-many-fields"));
        Assert.Equal(200 - 98, refused);
    }

    [Fact]
    public void Denied_elements_and_attributes_are_dropped_with_everything_below_them()
    {
        var mapped = Mapped.Xml(Rules + "  - { to: creditText, from: '*/*' }", """
            <rec staff="X" user="X-INTERNAL-1"><nummer>12</nummer><titel>x</titel>
              <current_location><tekst>X-INTERNAL-2</tekst><leeg/></current_location><valuation/>
              <groep><tekst>open</tekst><edit.name>X-INTERNAL-3</edit.name></groep></rec>
            """);

        Assert.Equal(["@user", "current_location", "groep/edit.name"], mapped.Result.DeniedFields.Order(StringComparer.Ordinal));
        Assert.Equal(["@staff"], mapped.Result.UnusedFields);
        Assert.DoesNotContain(mapped.Result.Triples, t => t.ToString().Contains("X-INTERNAL", StringComparison.Ordinal));
    }

    [Fact]
    public void Words_between_elements_keep_their_place_in_the_sentence()
    {
        var mapped = Mapped.Xml(Rules, """
            <rec><nummer>12</nummer><titel>x</titel><groep>
              <tekst>Brieven van <naam>Jan</naam> <naam>Smit</naam> aan <dienst>zijn <b>broer</b></dienst>.<contact>X-INTERNAL</contact></tekst>
            </groep></rec>
            """);

        Assert.Equal("\"Brieven van Jan Smit aan zijn broer.\"@nl", mapped.Value("description"));
    }

    [Fact]
    public void Fields_of_marc_are_called_by_tag_and_code_and_internal_ones_are_dropped()
    {
        const string Marc = """
            <m:record xmlns:m="http://www.loc.gov/MARC21/slim"><m:controlfield tag="001">12</m:controlfield>
              <m:datafield tag="245" ind1="0" ind2="0"><m:subfield code="a">Boek</m:subfield><m:subfield code="c">door Jan</m:subfield></m:datafield>
              <m:datafield tag="541" ind1=" " ind2=" "><m:subfield code="h">X-INTERNAL-1</m:subfield></m:datafield>
              <m:datafield tag="852" ind1=" " ind2=" "><m:subfield code="a">Museum</m:subfield><m:subfield code="c">X-INTERNAL-2</m:subfield></m:datafield>
              <m:datafield tag="561" ind1=" " ind2=" "><m:subfield code="a">Van een veiling</m:subfield></m:datafield></m:record>
            """;
        const string Columns = "language: nl\nkey: \"001\"\nrules:\n  - { to: name, from: 245/a }\n  - { to: creditText, from: '*/*' }\n";

        var mapped = Mapped.Xml(Columns, Marc);
        Assert.Equal("\"Boek\"@nl", mapped.Value("name"));
        Assert.Equal(["\"Boek\"@nl", "\"Museum\"@nl", "\"door Jan\"@nl"], mapped.Values("creditText").Where(v => v.Length > 8));
        Assert.Equal(["541", "561", "852/c"], mapped.Result.DeniedFields.Order(StringComparer.Ordinal));
        Assert.Contains("\"Van een veiling\"@nl", Mapped.Xml(Columns + "allow: [\"561\"]", Marc).Values("creditText"));
    }
}
