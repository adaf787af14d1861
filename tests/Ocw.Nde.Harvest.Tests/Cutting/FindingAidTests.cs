using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Harvest.Tests.Cutting;

/// <summary>A finding aid is cut into its components, each with what holds for it from the levels above.</summary>
public sealed class FindingAidTests
{
    private const string Header = "<eadheader><eadid>2.99</eadid><revisiondesc audience='internal'><change><date normal='20080521'/><item>X-INTERNAL</item></change><change><date normal='20100226'/></change></revisiondesc></eadheader>";
    private const string Did = "<did><unitid>F1</unitid><unittitle>Sociëteit De Vriendschap,</unittitle><repository>Archief van Hoorn</repository><unitdate normal='1850/1890'/><unitdate type='bulk' normal='1860/1870'/></did>";

    private const string Aid = $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE ead PUBLIC "+//ISBN 1-931666-00-8//DTD ead.dtd//EN" "http://127.0.0.1:9/ead.dtd">
        <ead xmlns="urn:isbn:1-931666-22-9" xmlns:xlink="http://www.w3.org/1999/xlink">
          {Header}
          <archdesc level="fonds">{Did}<userestrict><p>CC0</p></userestrict>
            <dsc type="combined"><head>Inventaris</head>
              <c01 level="series"><did><unitid>A</unitid><unittitle>Bestuur</unittitle><unitdate>1850-1860</unitdate></did><accessrestrict><p>Na 2050.</p></accessrestrict>
                <c02 level="file"><did><unitid>1</unitid><unittitle>Notulen &amp; brieven</unittitle><dao xlink:href="https://x.example/1"/></did></c02>
                <c02 level="file"><did><unitid>2</unitid><unittitle>Lidmaatschap</unittitle><unitdate>1851</unitdate><repository>Elders</repository></did><accessrestrict><p>Openbaar.</p></accessrestrict></c02>
              </c01>
              <c01 level="file" id="los"><did><unitid>3</unitid><unittitle>Losse brief</unittitle></did></c01>
            </dsc>
            <accessrestrict><p>Openbaar, tenzij.</p></accessrestrict>
          </archdesc>
        </ead>
        """;

    [Fact]
    public async Task Every_component_is_a_record_and_the_finding_aid_comes_last()
    {
        var outcome = await CutAsync(Aid);

        Assert.Equal(["2.99/A/1", "2.99/A/2", "2.99/A", "2.99/los", "2.99"], outcome.Records.Select(record => record.Identifier));
        Assert.Empty(outcome.Faults);
        Assert.Empty(outcome.Notices);
        Assert.Empty(outcome.Summary.IncompleteReasons);
        Assert.All(outcome.Records, record => Assert.Equal("ead2002", RecordFormat.Of(record.Content.Span, record.MediaType)!.Name));
        Assert.All(outcome.Records, record => Assert.Equal(new DateTimeOffset(2010, 2, 26, 0, 0, 0, TimeSpan.Zero), record.Datestamp));
    }

    [Fact]
    public async Task A_component_says_what_it_is_part_of_and_takes_over_what_it_does_not_say_itself()
    {
        var outcome = await CutAsync(Aid);

        var first = Element(outcome, "2.99/A/1");
        Assert.Equal("Na 2050.", Child(first, "accessrestrict").Value);
        Assert.Equal("CC0", Child(first, "userestrict").Value);
        var context = Child(first, "context");
        Assert.Equal(("2.99/A/1", "2.99/A"), (context.Attribute("key")!.Value, context.Attribute("parent")!.Value));
        Assert.Equal(["2.99|2.99|fonds|Sociëteit De Vriendschap", "2.99/A|A|series|Bestuur"], Children(context, "within").Select(level => $"{level.Attribute("key")!.Value}|{level.Attribute("number")!.Value}|{level.Attribute("level")!.Value}|{level.Value}"));
        Assert.Equal("Archief van Hoorn", Child(context, "repository").Value);
        Assert.Equal("1850-1860", Child(context, "unitdate").Value);
        Assert.Equal("https://x.example/1", first.Descendants().Single(e => e.Name.LocalName == "dao").Attribute(XName.Get("href", "http://www.w3.org/1999/xlink"))!.Value);
    }

    [Fact]
    public async Task What_a_component_says_itself_is_not_taken_from_above()
    {
        var second = Element(await CutAsync(Aid), "2.99/A/2");

        Assert.Equal("Openbaar.", Child(second, "accessrestrict").Value);
        Assert.Empty(Children(Child(second, "context"), "repository"));
        Assert.Empty(Children(Child(second, "context"), "unitdate"));
    }

    [Fact]
    public async Task Conditions_that_stand_behind_the_components_hold_for_them_as_well()
    {
        var loose = Element(await CutAsync(Aid), "2.99/los");

        Assert.Equal("Openbaar, tenzij.", Child(loose, "accessrestrict").Value);
        Assert.Equal("1850/1890", Child(Child(loose, "context"), "unitdate").Attribute("normal")!.Value);
    }

    [Fact]
    public async Task A_unit_lists_its_parts_and_holds_nothing_of_what_they_say()
    {
        var outcome = await CutAsync(Aid);

        Assert.Equal(["2.99/A/1", "2.99/A/2"], Parts(Element(outcome, "2.99/A")));
        Assert.Equal(["2.99/A", "2.99/los"], Parts(Element(outcome, "2.99")));
        Assert.DoesNotContain("Notulen", outcome.Text("2.99/A"), StringComparison.Ordinal);
        Assert.DoesNotContain("Bestuur", outcome.Text("2.99"), StringComparison.Ordinal);
        Assert.DoesNotContain("<dsc", outcome.Text("2.99"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_for_internal_use_is_in_no_record()
    {
        var outcome = await CutAsync(Aid
            .Replace("<c01 level=\"series\">", "<c01 level=\"series\"><odd audience='internal'><p>X-INTERNAL</p><list><item/></list></odd>", StringComparison.Ordinal)
            .Replace("<c02 level=\"file\"><did><unitid>1<", "<c02 audience=\"internal\"><did><unittitle>X-INTERNAL</unittitle></did><c03><did><unittitle>X-INTERNAL</unittitle></did></c03></c02><c02 level=\"file\"><!-- X-INTERNAL --><did><unitid>1<", StringComparison.Ordinal));

        Assert.Equal(["2.99/A/1", "2.99/A/2", "2.99/A", "2.99/los", "2.99"], outcome.Records.Select(record => record.Identifier));
        Assert.All(outcome.Records, record => Assert.DoesNotContain("X-INTERNAL", Encoding.UTF8.GetString(record.Content.Span), StringComparison.Ordinal));
        Assert.Equal("component-internal", Assert.Single(outcome.Notices).Code);
    }

    [Fact]
    public async Task Ead3_is_cut_in_the_same_way()
    {
        var outcome = await CutAsync("""
            <ead xmlns="http://ead3.archivists.org/schema/"><control><recordid>NL-9</recordid><maintenancehistory><maintenanceevent><eventdatetime standarddatetime="2021-05-06"/></maintenanceevent></maintenancehistory></control>
              <archdesc level="collection"><did><unittitle>Prenten</unittitle><langmaterial><language langcode="dut">Nederlands</language></langmaterial><unitdatestructured><daterange><fromdate standarddate="1700"/><todate standarddate="1750"/></daterange></unitdatestructured></did>
                <dsc dsctype="combined"><c level="item"><did><unitid>P1</unitid><unittitle>Gezicht op Hoorn</unittitle></did><c><did><unittitle>Keerzijde</unittitle></did></c></c></dsc></archdesc></ead>
            """);

        Assert.Equal(3, outcome.Records.Count);
        var item = Element(outcome, "NL-9/P1");
        Assert.Equal("Nederlands", Child(Child(item, "context"), "langmaterial").Value);
        Assert.Single(Children(Child(item, "context"), "unitdatestructured"));
        Assert.StartsWith("NL-9/P1/~", outcome.Records[0].Identifier, StringComparison.Ordinal);
        Assert.All(outcome.Records, record => Assert.Equal("ead3", RecordFormat.Of(record.Content.Span, record.MediaType)!.Name));
    }

    [Fact]
    public async Task Keys_stay_the_same_when_units_are_added_and_change_places()
    {
        const string without = "<c><did><unittitle>Zonder nummer</unittitle></did></c>";
        const string numbered = "<c><did><unitid>7</unitid><unittitle>Zeven</unittitle></did></c>";
        const string other = "<c><did><unittitle>Iets anders</unittitle></did></c>";

        var before = await CutAsync(List(without + numbered));
        var after = await CutAsync(List(other + numbered + without));

        Assert.Subset(after.Records.Select(record => record.Identifier).ToHashSet(), before.Records.Select(record => record.Identifier).ToHashSet());
    }

    [Fact]
    public async Task Units_with_the_same_number_are_all_kept()
    {
        var outcome = await CutAsync(List("<c><did><unitid>1</unitid><unittitle>Een</unittitle></did></c><c><did><unitid>1</unitid><unittitle>Nog een</unittitle></did></c><c><did><unitid>1</unitid><unittitle>Nog een</unittitle></did></c>"));

        Assert.Equal(4, outcome.Records.Select(record => record.Identifier).Distinct().Count());
        Assert.Equal(0, outcome.Summary.Duplicates);
    }

    [Fact]
    public async Task What_describes_nothing_is_no_record_and_its_components_belong_to_what_is_around_it()
    {
        var outcome = await CutAsync(List("<c level='series'><c><did><unitid>1</unitid></did></c></c><c/>"));

        Assert.Equal(["2.99/1", "2.99"], outcome.Records.Select(record => record.Identifier));
        Assert.Equal("2.99", Child(Element(outcome, "2.99/1"), "context").Attribute("parent")!.Value);
    }

    [Fact]
    public async Task A_numbered_component_without_end_tag_ends_where_its_neighbour_begins()
    {
        var outcome = await CutAsync(List("<c01><did><unitid>A</unitid></did><c02><did><unitid>1</unitid></did><c02><did><unitid>2</unitid></did></c02></c01><c01><did><unitid>B</unitid></did></c01>"));

        Assert.Equal(["2.99/A/1", "2.99/A/2", "2.99/A", "2.99/B", "2.99"], outcome.Records.Select(record => record.Identifier));
        Assert.Equal(("xml-repaired", "2.99/A/1"), (Assert.Single(outcome.Notices).Code, outcome.Notices[0].Identifier));
        Assert.Empty(outcome.Summary.IncompleteReasons);
    }

    [Fact]
    public async Task A_broken_component_is_set_aside_by_itself()
    {
        var outcome = await CutAsync(List("<c01><did><unitid>A</unitid><unittitle a='1' a='2'>x</unittitle></did><c02 id='k1'><did><unitid>1</unitid></did></c02></c01><c01><did><unitid>B</unitid><unittitle>C & D</unittitle></did></c01>"));

        Assert.Equal(["2.99/k1", "2.99/B", "2.99"], outcome.Records.Select(record => record.Identifier));
        Assert.Equal("xml-not-well-formed", Assert.Single(outcome.Faults).Code);
        Assert.Equal("2.99", Child(Element(outcome, "2.99/k1"), "context").Attribute("parent")!.Value);
    }

    [Fact]
    public async Task A_finding_aid_that_is_cut_off_keeps_what_is_whole_wherever_it_is_cut()
    {
        for (var length = Aid.IndexOf("<ead ", StringComparison.Ordinal) + 100; length < Aid.Length - 8; length += 41)
        {
            var text = Aid[..length];
            var outcome = await CutAsync(text);
            var ends = text.Split("</c0").Length - 1 - (text[(text.LastIndexOf("</c0", StringComparison.Ordinal) + 1)..].Contains('>', StringComparison.Ordinal) ? 0 : 1);
            Assert.True(outcome.Records.Count >= Math.Max(0, ends), $"{outcome.Records.Count} records of {ends} whole components in …{text[^40..]}");
            Assert.Contains(outcome.Summary.IncompleteReasons, reason => reason.Code == "cut-off");
            Assert.All(outcome.Records, record => XElement.Parse(Encoding.UTF8.GetString(record.Content.Span)));
        }
    }

    [Fact]
    public async Task A_setting_keeps_the_finding_aid_in_one_piece()
    {
        var outcome = await CutAsync(Aid, source => source with { FindingAids = FindingAidCut.Whole });

        var whole = Assert.Single(outcome.Records);
        Assert.Equal("2.99", whole.Identifier);
        Assert.Contains("Notulen", outcome.Text("2.99"), StringComparison.Ordinal);
        Assert.Equal(2010, whole.Datestamp!.Value.Year);
    }

    [Theory]
    [InlineData(300)]
    [InlineData(6_000)]
    public async Task Memory_is_bounded_by_the_depth_whatever_the_number_of_components(int components)
    {
        var text = new StringBuilder("<ead><eadheader><eadid>G</eadid></eadheader><archdesc><did><unittitle>Groot</unittitle></did><dsc>");
        for (var number = 0; number < components; number++)
            text.Append(CultureInfo.InvariantCulture, $"<c01 level='series'><did><unitid>{number}</unitid><unittitle>Reeks</unittitle></did><c02><did><unitid>1</unitid><unittitle>Stuk</unittitle></did></c02></c01>\n");
        text.Append("</dsc></archdesc></ead>");

        var outcome = await CutAsync(text.ToString());

        Assert.Equal((components * 2) + 1, outcome.Summary.Kept);
        Assert.InRange(outcome.HighWaterMark, 1, (64 << 10) + 2000);
    }

    [SharedTheory("harvest/ead")]
    [InlineData("NL-HaNA_2.08.22.ead.xml")]
    [InlineData("4.ZHPB2.xml")]
    [InlineData("ead.0x.xml")]
    [InlineData("ead.dsc.xml")]
    public async Task Every_component_of_real_inventories_is_a_record(string file)
    {
        using var bench = new HarvestBench();
        var path = Path.Combine(SharedData.PathOf("harvest/ead"), file);
        var components = XDocument.Load(System.Xml.XmlReader.Create(path, new System.Xml.XmlReaderSettings { DtdProcessing = System.Xml.DtdProcessing.Ignore, XmlResolver = null }))
            .Descendants().Where(e => e.Name.LocalName is "c" or "c01" or "c02" or "c03" or "c04" or "c05" or "c06" or "ead").Where(e => e.HasElements && e.Attribute("audience")?.Value != "internal").ToList();

        var outcome = await bench.CutAsync(new FileSource("ead", [path]));

        Assert.Empty(outcome.Faults);
        Assert.Empty(outcome.Summary.IncompleteReasons);
        Assert.Equal(0, outcome.Summary.Duplicates);
        Assert.Equal(components.Count, outcome.Records.Count);
        foreach (var (component, record) in components.Where(c => c.Name.LocalName != "ead" && !c.Elements().Any(e => e.Name.LocalName.StartsWith('c') && e.Name.LocalName.Length <= 3)).Zip(outcome.Records.Where(r => !Encoding.UTF8.GetString(r.Content.Span).Contains("parts=", StringComparison.Ordinal))))
            Assert.Equal(Title(component), Title(XElement.Parse(Encoding.UTF8.GetString(record.Content.Span))));
    }

    [Fact]
    public async Task A_component_is_taken_out_of_the_archive_without_those_around_it()
    {
        using var bench = new HarvestBench();
        var source = new FileSource("ead", [bench.File("inventaris.xml", Encoding.UTF8.GetBytes(Aid))]);
        var run = await bench.FetchAsync(source);

        new ArchiveEraser(bench.Archive).Erase(source, new Of("2.99/A", "2.99/A/1"), runs: null, apply: true);

        var rest = bench.Cut(bench.Archive.OpenRun("ead", run.RunId), source);
        Assert.Equal(["2.99/2", "2.99/los", "2.99"], rest.Records.Select(record => record.Identifier));
        using var payload = new StreamReader(bench.Archive.OpenRead(bench.Archive.OpenRun("ead", run.RunId).Payloads[0].Hash));
        var text = await payload.ReadToEndAsync();
        Assert.DoesNotContain("Notulen", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Bestuur", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Na 2050", text, StringComparison.Ordinal);
    }

    private sealed class Of(params string[] identifiers) : IErasure
    {
        public bool Covers(HarvestedRecord record) => identifiers.Contains(record.Identifier);

        public byte[]? Without(HarvestedDocument document) => null;

        public bool Mentions(string text) => false;
    }

    private static string? Title(XElement unit) => unit.Elements().FirstOrDefault(e => e.Name.LocalName == "did")?.Elements().FirstOrDefault(e => e.Name.LocalName == "unittitle")?.Value is { } title ? string.Join(' ', title.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) : null;

    private static string List(string components) => $"<ead>{Header}<archdesc level='fonds'>{Did}<dsc>{components}</dsc></archdesc></ead>";

    private static XElement Element(CutOutcome outcome, string identifier) => XElement.Parse(outcome.Text(identifier));

    private static IEnumerable<XElement> Children(XElement parent, string name) => parent.Elements().Where(child => child.Name.LocalName == name);

    private static XElement Child(XElement parent, string name) => Children(parent, name).Single();

    private static IEnumerable<string> Parts(XElement unit) => Children(Child(unit, "context"), "part").Select(part => part.Attribute("key")!.Value);

    private static async Task<CutOutcome> CutAsync(string xml, Func<FileSource, FileSource>? with = null)
    {
        using var bench = new HarvestBench();
        return await bench.CutTextAsync("inventaris.xml", Encoding.UTF8.GetBytes(xml), with);
    }
}
