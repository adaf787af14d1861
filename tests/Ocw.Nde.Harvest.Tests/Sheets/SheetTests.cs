using System.IO.Compression;
using System.Text;

namespace Ocw.Nde.Harvest.Tests;

public sealed class SheetTests : IDisposable
{
    private const string Main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
    private const string Ods = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"";

    private readonly HarvestBench _bench = new();

    public void Dispose() => _bench.Dispose();

    private static byte[] Zip(params (string Name, string Text)[] members)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in members)
            {
                using var member = zip.CreateEntry(name).Open();
                member.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return bytes.ToArray();
    }

    private static byte[] Xlsx(string sheet, string? second = null, bool from1904 = false) => Zip(
        ("[Content_Types].xml", "<Types/>"),
        ("xl/workbook.xml", $"<workbook {Main}><workbookPr date1904=\"{(from1904 ? 1 : 0)}\"/><sheets><sheet name=\"Objecten\" sheetId=\"1\" r:id=\"rId1\"/><sheet name=\"Geheim\" sheetId=\"2\" state=\"hidden\" r:id=\"rId2\"/>{(second is null ? "" : "<sheet name=\"Boeken\" sheetId=\"3\" r:id=\"rId3\"/>")}</sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Target=\"/xl/worksheets/sheet2.xml\"/><Relationship Id=\"rId3\" Target=\"worksheets/sheet3.xml\"/></Relationships>"),
        ("xl/sharedStrings.xml", $"<sst {Main}><si><t>nummer</t></si><si><t>titel</t></si><si><r><t>Rijk </t></r><r><t>opgemaakt</t></r><rPh><t>uitspraak</t></rPh></si></sst>"),
        ("xl/styles.xml", $"<styleSheet {Main}><numFmts><numFmt numFmtId=\"164\" formatCode=\"dd\\-mm\\-yyyy\"/><numFmt numFmtId=\"165\" formatCode=\"0.00&quot; m&quot;\"/></numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"22\"/><xf numFmtId=\"165\"/></cellXfs></styleSheet>"),
        ("xl/worksheets/sheet1.xml", $"<worksheet {Main}><sheetData>{sheet}</sheetData></worksheet>"),
        ("xl/worksheets/sheet2.xml", $"<worksheet {Main}><sheetData><row><c t=\"inlineStr\"><is><t>geheim</t></is></c></row></sheetData></worksheet>"),
        ("xl/worksheets/sheet3.xml", $"<worksheet {Main}><sheetData>{second}</sheetData></worksheet>"));

    private const string Header = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c><c r=\"C1\" t=\"inlineStr\"><is><t>datum</t></is></c><c r=\"D1\" t=\"inlineStr\"><is><t>hoogte</t></is></c><c r=\"E1\" t=\"str\"><v>echt</v></c></row>";

    [Fact]
    public async Task Rows_of_a_workbook_are_records_with_dates_numbers_and_gaps_as_they_are_meant()
    {
        var cut = await _bench.CutTextAsync("export.xlsx", Xlsx(
            Header
            + "<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"B2\" t=\"s\"><v>2</v></c><c r=\"C2\" s=\"1\"><v>46053</v></c><c r=\"D2\" s=\"3\"><v>1.5</v></c><c r=\"E2\" t=\"b\"><v>1</v></c></row>"
            + "<row r=\"3\"/><row r=\"4\"><c r=\"A4\"><v>2</v></c><c r=\"C4\" s=\"2\"><v>46053.5</v></c><c r=\"D4\" t=\"e\"><v>#N/A</v></c></row>"
            + "<row r=\"5\"><c r=\"A5\"><v>3</v></c><c r=\"B5\" t=\"inlineStr\"><is><t>met \"aanhaling\", komma_x000A_en regel</t></is></c></row>"));

        Assert.Equal("""{"nummer":"1","titel":"Rijk opgemaakt","datum":"2026-01-31","hoogte":"1.5","echt":"true"}""", cut.Text("1"));
        Assert.Equal("""{"nummer":"2","datum":"2026-01-31T12:00:00"}""", cut.Text("2"));
        Assert.Contains("met \\\"aanhaling\\\", komma", cut.Text("3"), StringComparison.Ordinal);
        Assert.Equal(3, cut.Records.Count);
        Assert.Empty(cut.Faults);
        Assert.Equal(HarvestOutcome.Complete, cut.Run.Outcome);
    }

    [Fact]
    public async Task The_calendar_of_1904_is_kept_to()
    {
        var cut = await _bench.CutTextAsync("mac.xlsx", Xlsx(Header + "<row><c r=\"A2\"><v>1</v></c><c r=\"C2\" s=\"1\"><v>44591</v></c></row>", from1904: true));

        Assert.Contains("\"datum\":\"2026-01-31\"", cut.Text("1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_visible_sheet_gives_its_own_records_and_one_can_be_meant()
    {
        var second = "<row><c t=\"inlineStr\"><is><t>isbn</t></is></c><c t=\"inlineStr\"><is><t>naam</t></is></c></row><row><c t=\"inlineStr\"><is><t>978</t></is></c><c t=\"inlineStr\"><is><t>Boek</t></is></c></row>";
        var file = _bench.File("twee.xlsx", Xlsx(Header + "<row><c r=\"A2\"><v>1</v></c></row>", second));
        var all = await _bench.CutAsync(new FileSource("alle", [file]));
        var one = await _bench.CutAsync(new FileSource("een", [file + "!Boeken"]));
        var none = await _bench.CutAsync(new FileSource("geen", [file + "!Bestaat niet"]));

        Assert.Equal(["1", "978"], all.Records.Select(r => r.Identifier).Order(StringComparer.Ordinal));
        Assert.Equal("978", Assert.Single(one.Records).Identifier);
        Assert.Contains("it holds Objecten, Boeken", Assert.Single(none.Summary.IncompleteReasons).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_spreadsheet_in_a_zip_of_many_is_read_too()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using (var member = zip.CreateEntry("map/a.xlsx").Open())
                member.Write(Xlsx(Header + "<row><c r=\"A2\"><v>1</v></c></row>"));
            using (var member = zip.CreateEntry("b.tsv").Open())
                member.Write("nummer\ttitel\n2\tTwee\n"u8);
        }

        var cut = await _bench.CutTextAsync("alles.zip", bytes.ToArray());

        Assert.Equal(["1", "2"], cut.Records.Select(r => r.Identifier).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_OpenDocument_sheet_gives_repeated_cells_dates_lines_and_no_remarks()
    {
        var content = $"""
            <office:document-content {Ods}><office:body><office:spreadsheet>
            <table:table table:name="Blad1">
            <table:table-row><table:table-cell office:value-type="string"><text:p>nummer</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>titel</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>datum</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>aantal</text:p></table:table-cell><table:table-cell table:number-columns-repeated="16380"/></table:table-row>
            <table:table-row><table:table-cell office:value-type="string"><text:p>A1</text:p></table:table-cell><table:table-cell office:value-type="string"><office:annotation><text:p>opmerking</text:p></office:annotation><text:p>Een<text:s text:c="2"/><text:span>titel</text:span></text:p><text:p>tweede regel</text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="2026-01-31T00:00:00"><text:p>31-01-26</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="12.5"><text:p>12,50</text:p></table:table-cell></table:table-row>
            <table:table-row><table:table-cell office:value-type="string"><text:p>A2</text:p></table:table-cell><table:table-cell table:number-columns-repeated="2"/><table:table-cell office:value-type="float" office:value="3"><text:p>3</text:p></table:table-cell></table:table-row>
            <table:table-row table:number-rows-repeated="1048573"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
            </table:table><table:table table:name="Leeg"><table:table-row><table:table-cell/></table:table-row></table:table>
            </office:spreadsheet></office:body></office:document-content>
            """;
        var cut = await _bench.CutTextAsync("lijst.ods", Zip(("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content)));

        Assert.Equal("""{"nummer":"A1","titel":"Een  titel\ntweede regel","datum":"2026-01-31","aantal":"12.5"}""", cut.Text("A1"));
        Assert.Equal("""{"nummer":"A2","aantal":"3"}""", cut.Text("A2"));
        Assert.Equal(2, cut.Records.Count);
        Assert.Equal(HarvestOutcome.Complete, cut.Run.Outcome);
    }

    [Fact]
    public async Task A_damaged_sheet_keeps_its_rows_before_the_damage_and_says_so()
    {
        var cut = await _bench.CutTextAsync("stuk.xlsx", Xlsx(Header + "<row><c r=\"A2\"><v>1</v></c></row><row><c r=\"A3\"><v>2"));

        Assert.Contains("is damaged", Assert.Single(cut.Summary.IncompleteReasons).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sheet_with_a_DTD_is_refused()
    {
        var cut = await _bench.CutTextAsync("dtd.xlsx", Zip(("xl/workbook.xml", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><workbook/>")));

        Assert.Contains("is damaged", Assert.Single(cut.Summary.IncompleteReasons).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Memory_does_not_grow_with_the_rows_of_a_sheet()
    {
        var few = await _bench.CutTextAsync("weinig.xlsx", Xlsx(Header + Rows(10_000)));
        var many = await _bench.CutTextAsync("veel.xlsx", Xlsx(Header + Rows(30_000)));

        Assert.Equal((10_000, 30_000), (few.Records.Count, many.Records.Count));
        Assert.Equal(few.HighWaterMark, many.HighWaterMark);
    }

    private static string Rows(int count) => string.Concat(Enumerable.Range(1, count).Select(i => $"<row><c t=\"inlineStr\"><is><t>nr{i}</t></is></c><c t=\"inlineStr\"><is><t>een titel van wat lengte, die telt in de bytes van een rij {i}</t></is></c></row>"));
}
