using System.Text;
using System.Xml.Linq;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Harvest.Tests.Cutting;

public sealed class XmlCutterTests
{
    [Theory]
    [InlineData("<lijst><doos id='1'/><doos id='2'></doos></lijst>", null)]
    [InlineData("<lijst><kop/><vak><doos id='1'/><doos id='2'/></vak></lijst>", null)]
    [InlineData("<?xml version='1.0'?><!-- <doos id='9'/> --><l><x:doos xmlns:x='urn:x' id='1'/><y:doos xmlns:y='urn:y' id='2'/></l>", "doos")]
    [InlineData("<l xmlns:x='urn:x'><x:doos id='1'/><doos id='3'/><x:doos id='2'/></l>", "x:doos")]
    [InlineData("<adlibXML><recordList><record priref='1'><a/><a/></record><record priref='2'/></recordList><diagnostic/></adlibXML>", null)]
    [InlineData("<l><doos id='1'><doos id='3'/></doos><doos id='2'><![CDATA[</doos>]]><!--</doos>--><?x </doos>?></doos></l>", "doos")]
    public async Task Record_elements_are_cut_named_or_found_out(string xml, string? element)
    {
        var outcome = await CutAsync(xml, source => source with { RecordElement = element });

        Assert.Empty(outcome.Faults);
        Assert.Empty(outcome.Summary.IncompleteReasons);
        Assert.Equal(["1", "2"], outcome.Records.Select(record => record.Identifier));
    }

    [Theory]
    [InlineData("collection", "record")]
    [InlineData("m:collection", "m:record")]
    public async Task A_collection_of_MARC_with_one_record_of_many_fields_is_cut_into_one_record(string collection, string record)
    {
        var fields = string.Concat(Enumerable.Range(500, 9).Select(tag => $"<m:datafield tag='{tag}'><m:subfield code='a'>x</m:subfield></m:datafield>"));

        var outcome = await CutAsync($"<{collection} xmlns='http://www.loc.gov/MARC21/slim' xmlns:m='http://www.loc.gov/MARC21/slim'><{record}><m:controlfield tag='001'>1</m:controlfield>{fields}</{record}></{collection}>");

        Assert.Equal(["1"], outcome.Records.Select(cut => cut.Identifier));
    }

    [Fact]
    public async Task A_record_takes_along_the_namespaces_in_force_and_nothing_else()
    {
        var outcome = await CutAsync("""<l xmlns="urn:een" xmlns:x="urn:x" xmlns:dc='urn:dc"' xml:lang="nl" ander="1"><m xmlns:x="urn:y"><r xmlns:z="urn:z" id="a"><x:t/><z:u/><dc:v/><w/></r><r id="b"/></m></l>""", source => source with { RecordElement = "r" });

        var record = XElement.Parse(outcome.Text("a"));
        Assert.Equal(["{urn:y}t", "{urn:z}u", "{urn:dc\"}v", "{urn:een}w"], record.Elements().Select(child => child.Name.ToString()));
        Assert.Equal("nl", record.Attribute(XNamespace.Xml + "lang")!.Value);
        Assert.Null(record.Attribute("ander"));
    }

    [Theory]
    [InlineData("@nr", "A")]
    [InlineData("naam", "B")]
    [InlineData("groep/naam", "C")]
    [InlineData("x:groep/@x:nr", "D")]
    [InlineData("*/naam", "C")]
    [InlineData("leeg", null)]
    public async Task A_key_is_read_at_its_path(string path, string? key)
    {
        var outcome = await CutAsync("<l xmlns:x='urn:x'><r nr=' A '><leeg/><x:groep x:nr='D'><naam>C</naam></x:groep><naam> <b>vet</b><![CDATA[B]]> </naam></r><r/></l>", source => source with { KeyPaths = [path] });

        Assert.Equal(key, outcome.Records.SingleOrDefault()?.Identifier);
    }

    [Fact]
    public async Task A_record_that_is_not_well_formed_is_set_aside_and_the_next_ones_go_on()
    {
        var outcome = await CutAsync("<l>\n<r id='1'/>\n<r id='2'>\n<a></b></r>\n<r id='3' id='4'/>\n<r id='5'><x:a/></r><r id='6'/></l>");

        Assert.Equal(["1", "6"], outcome.Records.Select(record => record.Identifier));
        Assert.Equal(["2", null, "5"], outcome.Faults.Select(fault => fault.Identifier));
        Assert.EndsWith(", line 4", outcome.Faults[0].Origin, StringComparison.Ordinal);
        Assert.Empty(outcome.Summary.IncompleteReasons);
    }

    [Theory]
    [InlineData("A & B", "A & B")]
    [InlineData("A &amp; B &lt;", "A & B <")]
    [InlineData("1 < 2", "1 < 2")]
    [InlineData("caf&eacute;&nbsp;x", "café\u00A0x")]
    [InlineData("a\u0003b\u001Ac", "abc")]
    [InlineData("a&#xfffe;b&#3;c&#65;", "abcA")]
    [InlineData("a\uFFFEb", "ab")]
    [InlineData("&onbekend; &#; &#xZZ;", "&onbekend; &#; &#xZZ;")]
    [InlineData("<?xml version=\"1.0\"?>x", "x")]
    public async Task Common_faults_in_a_record_are_put_right_and_reported(string text, string expected)
    {
        var outcome = await CutAsync($"<l><r id='1'><t>{text}</t></r><r id='2'/></l>");

        Assert.Equal(expected, XElement.Parse(outcome.Text("1")).Element("t")!.Value);
        Assert.Equal(text.StartsWith("A &amp;", StringComparison.Ordinal) ? 0 : 1, outcome.Notices.Count(notice => notice.Code == "xml-repaired" && notice.Identifier == "1"));
    }

    [Theory]
    [InlineData("<!DOCTYPE l [<!ENTITY x 'y'>]><l><r id='1'/></l>")]
    [InlineData("<!DOCTYPE l [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><l><r id='1'>&x;</r></l>")]
    public async Task A_document_with_a_DTD_of_its_own_is_refused(string xml)
    {
        var outcome = await CutAsync(xml);

        Assert.Empty(outcome.Records);
        Assert.Contains("DTD", Assert.Single(outcome.Summary.IncompleteReasons).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_DOCTYPE_that_only_names_a_DTD_is_passed_over_and_never_fetched()
    {
        var outcome = await CutAsync("<!DOCTYPE ead PUBLIC \"+//ISBN 1-931666-00-8//DTD ead.dtd//EN\" \"http://127.0.0.1:9/ead.dtd\"><ead><eadheader><eadid>NL-1</eadid></eadheader></ead>");

        Assert.Equal("NL-1", Assert.Single(outcome.Records).Identifier);
    }

    [Fact]
    public async Task A_document_that_is_cut_off_keeps_its_whole_records_wherever_it_is_cut()
    {
        var xml = "<l xmlns='urn:l'>\n<r id='1'><t a=\"x\">een &amp; <![CDATA[twee]]></t></r>\n<r id='2'><!-- c --></r>\n</l>";
        for (var length = 2; length < xml.Length; length++)
        {
            var outcome = await CutAsync(xml[..length], source => source with { RecordElement = "r", KeyPaths = ["@id"] });
            var whole = (xml[..length].Contains("</t></r>", StringComparison.Ordinal) ? 1 : 0) + (xml[..length].Contains("--></r>", StringComparison.Ordinal) ? 1 : 0);
            Assert.True(outcome.Summary.Kept == whole, $"{xml[..length]}: {outcome.Summary}");
            Assert.True(outcome.Summary.IncompleteReasons.Count == 1, xml[..length]);
        }
    }

    [Fact]
    public async Task A_missing_end_tag_costs_one_record()
    {
        var outcome = await CutAsync("<l><r id='1'/><r id='2'><t>open</t><r id='3'/><s/></l>", source => source with { RecordElement = "r" });

        Assert.Equal(["1", "3"], outcome.Records.Select(record => record.Identifier));
        Assert.Equal("xml-not-well-formed", Assert.Single(outcome.Faults).Code);
    }

    [Fact]
    public async Task Records_in_any_declared_encoding_are_handed_on_in_UTF_8()
    {
        using var bench = new HarvestBench();

        var latin = await bench.CutTextAsync("a.xml", Encoding.Latin1.GetBytes("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><l><r id='é'/><r id='2'/></l>"));
        var utf16 = await bench.CutTextAsync("b.xml", Encoding.Unicode.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-16\"?><l><r id='é'/><r id='2'/></l>"));

        Assert.Equal("<r id='é'/>", latin.Text("é"));
        Assert.Equal("<r id='é'/>", utf16.Text("é"));
    }

    [Fact]
    public async Task A_record_nested_too_deeply_or_too_large_is_set_aside()
    {
        var deep = string.Concat(Enumerable.Repeat("<a>", 300)) + string.Concat(Enumerable.Repeat("</a>", 300));
        var large = new string('x', 300_000);

        var outcome = await CutAsync($"<l><r id='1'>{deep}</r><r id='2'>{large}</r><r id='3'/></l>", source => source with { RecordElement = "r" }, new CutOptions { MaxRecordBytes = 200_000 });

        Assert.Equal("3", Assert.Single(outcome.Records).Identifier);
        Assert.Equal(["record-too-large", "xml-not-well-formed"], outcome.Faults.Select(fault => fault.Code).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_content_element_is_handed_on_in_place_of_its_wrapper()
    {
        var outcome = await CutAsync("<ps xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><p id='1'>\\n <rdf:RDF><x xmlns='urn:x'/></rdf:RDF></p><p id='2'/></ps>", source => source with { RecordElement = "p", ContentElement = "rdf:RDF" });

        Assert.Equal("<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><x xmlns='urn:x'/></rdf:RDF>", outcome.Text("1"));
        Assert.Equal("application/rdf+xml", outcome.Records.Single().MediaType);
        Assert.Equal(("2", "content-missing"), (outcome.Faults.Single().Identifier, outcome.Faults.Single().Code));
    }

    [Fact]
    public async Task A_file_that_is_one_record_without_key_goes_by_its_name()
    {
        using var bench = new HarvestBench();

        var outcome = await bench.CutTextAsync("inventaris-7.xml", "<mods><titleInfo/></mods>"u8);

        Assert.Equal("inventaris-7.xml", Assert.Single(outcome.Records).Identifier);
    }

    [SharedFact("harvest/lido/cc0")]
    public async Task Every_LIDO_file_gives_its_records_by_their_own_identifiers()
    {
        using var bench = new HarvestBench();

        var outcome = await bench.CutAsync(new FileSource("lido", [SharedData.PathOf("harvest/lido/cc0") + "/*.xml"]));

        Assert.Equal(14, outcome.Summary.Kept);
        Assert.Empty(outcome.Faults);
        Assert.All(outcome.Records, record => Assert.Equal("lido", XElement.Parse(Encoding.UTF8.GetString(record.Content.Span)).Name.LocalName));
    }

    [SharedFact("harvest/ead")]
    public async Task Inventories_with_an_external_DOCTYPE_are_read_without_fetching_it()
    {
        using var bench = new HarvestBench();

        var outcome = await bench.CutAsync(new FileSource("ead", [SharedData.PathOf("harvest/ead") + "/*.xml"]) { RecordElement = "ead", KeyPaths = ["eadheader/eadid"] });

        Assert.True(outcome.Summary.Kept > 0);
        Assert.DoesNotContain(outcome.Summary.IncompleteReasons, reason => reason.Message.Contains("DTD", StringComparison.Ordinal));
    }

    private static async Task<CutOutcome> CutAsync(string xml, Func<FileSource, FileSource>? with = null, CutOptions? options = null)
    {
        using var bench = new HarvestBench();
        return await bench.CutTextAsync("x.xml", Encoding.UTF8.GetBytes(xml), with, options);
    }
}
