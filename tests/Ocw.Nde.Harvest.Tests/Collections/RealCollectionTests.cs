using System.Text.Json;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Harvest.Tests.Collections;

public sealed class RealCollectionTests
{
    private const string Collections = "collections";

    [SharedFact(Collections)]
    public async Task Rijksmuseum_Suriname_gives_3668_records_with_their_values_split()
    {
        var outcome = await CutAsync("rijksmuseum-suriname/Suriname_objecten_export.csv.gz");

        AssertClean(outcome, 3_668);
        using var first = Json(outcome, "7462");
        Assert.Equal("SK-A-1671", first.RootElement.GetProperty("objectnummer").GetString());
        Assert.Contains(outcome.Notices, notice => notice.Code == "value-separator-found" && notice.Message.StartsWith("'$'", StringComparison.Ordinal));
        var places = outcome.Records.Count(record => JsonDocument.Parse(record.Content).RootElement.TryGetProperty("geografisch_trefwoord", out var value) && value.ValueKind == JsonValueKind.Array);
        Assert.Equal(1_622, places);
    }

    [SharedFact(Collections)]
    public async Task The_places_of_Suriname_are_read_as_Latin_1_without_being_told()
    {
        var outcome = await CutAsync("rijksmuseum-suriname/Geo_thesau_Suriname.csv.gz");

        AssertClean(outcome, 170);
        using var first = Json(outcome, "103859");
        Assert.Equal("Administratie van Financiën", first.RootElement.GetProperty("term").GetString());
        Assert.Contains(outcome.Notices, notice => notice.Code == "encoding-repaired");
    }

    [SharedFact(Collections)]
    public async Task Columns_of_the_same_name_become_one_property_with_several_values()
    {
        var outcome = await CutAsync("rijksmuseum-suriname/Geo_thesau_Suriname_original.csv.gz");

        AssertClean(outcome, 170);
        using var record = Json(outcome, "560569");
        Assert.Equal(["http://www.wikidata.org/entity/Q859684", "https://sws.geonames.org/3384120/"], record.RootElement.GetProperty("PID_overige.URI").EnumerateArray().Select(value => value.GetString()), StringComparer.Ordinal);
    }

    [SharedFact(Collections)]
    public async Task Blank_lines_before_the_header_are_skipped()
    {
        var outcome = await CutAsync("rijksmuseum-suriname/results_wikidata_commons.csv.gz");

        AssertClean(outcome, 3_884);
    }

    [SharedFact(Collections)]
    public async Task The_Rijkscollectie_export_gives_23767_records()
    {
        var outcome = await CutAsync("rce-rijkscollectie/rijkscollectie-adlib-export.csv.gz");

        AssertClean(outcome, 23_767);
        Assert.DoesNotContain(outcome.Notices, notice => notice.Code == "value-separator-found");
    }

    [SharedFact(Collections)]
    public async Task The_thesaurus_terms_of_the_Rijkscollectie_have_9_identifiers_twice()
    {
        var outcome = await CutAsync("rce-rijkscollectie/Termen_KC.csv.gz", source => source with { KeyPaths = ["Recordnr."] });

        Assert.Equal(25_552, outcome.Summary.Seen);
        Assert.Equal(25_543, outcome.Summary.Kept);
        Assert.Equal(9, outcome.Summary.Duplicates);
        Assert.Equal(outcome.Records.Count, outcome.Records.DistinctBy(record => record.Identifier, StringComparer.Ordinal).Count());
    }

    [SharedFact(Collections)]
    public async Task The_traces_of_slavery_give_1699_EDM_records_without_their_wrapper()
    {
        var outcome = await CutAsync("rce-rijkscollectie/sporen-van-slavernij-edm-strict.xml.gz", source => source with { RecordElement = "pocket", ContentElement = "rdf:RDF", KeyPaths = ["@id"] });

        AssertClean(outcome, 1_699);
        Assert.All(outcome.Records, record => Assert.Equal("application/rdf+xml", record.MediaType));
        Assert.StartsWith("<rdf:RDF", outcome.Text("dcn_rijkscollectie-rce_AA1522-A-B"), StringComparison.Ordinal);
    }

    [SharedFact(Collections)]
    public async Task The_wrapper_is_found_out_when_the_settings_do_not_name_it()
    {
        var outcome = await CutAsync("rce-rijkscollectie/sporen-van-slavernij-edm-strict.xml.gz");

        AssertClean(outcome, 1_699);
        Assert.StartsWith("<pocket ", outcome.Text("dcn_rijkscollectie-rce_AA1522-A-B"), StringComparison.Ordinal);
    }

    [SharedFact(Collections)]
    public async Task Tate_gives_69202_artworks()
    {
        var outcome = await CutAsync("tate/artworks.jsonl.gz", source => source with { KeyPaths = ["acno"] });

        AssertClean(outcome, 69_202);
        Assert.True(outcome.HighWaterMark < 4 << 20, $"{outcome.HighWaterMark:N0} bytes were held");
    }

    [SharedTheory(Collections)]
    [InlineData("amsterdam-museum-batches.zip", 500, 499)]
    [InlineData("amsterdam-museum-records.zip", 199, 199)]
    [InlineData("axiell-demo-batches.zip", 500, 499)]
    [InlineData("centraal-museum-utrecht-records.zip", 206, 206)]
    [InlineData("groninger-museum-records.zip", 199, 199)]
    [InlineData("testset.xml.gz", 629, 629)]
    public async Task Adlib_files_give_their_distinct_records_and_the_last_copy_wins(string file, int seen, int distinct)
    {
        var outcome = await CutAsync($"adlib-xml/{file}");

        Assert.Equal(HarvestOutcome.Complete, outcome.Run.Outcome);
        Assert.Empty(outcome.Summary.IncompleteReasons);
        Assert.Empty(outcome.Faults);
        Assert.Equal(seen, outcome.Summary.Seen);
        Assert.Equal(distinct, outcome.Summary.Kept);
        Assert.Equal(seen - distinct, outcome.Summary.Duplicates);
        foreach (var duplicate in outcome.Notices.Where(notice => notice.Code == "duplicate-identifier"))
        {
            var winner = outcome.Records.Single(record => record.Identifier == duplicate.Identifier);
            Assert.True(string.CompareOrdinal(winner.Origin, duplicate.Origin) > 0, $"{winner.Origin} should come after {duplicate.Origin}");
        }
    }

    [SharedTheory(Collections)]
    [InlineData("Dordrechts-Museum.csv.gz", 252)]
    [InlineData("mm-zaans-museum.csv.gz", 118)]
    public async Task Rows_of_one_object_are_grouped_by_their_key(string file, int objects)
    {
        var outcome = await CutAsync($"modemuze/{file}", source => source with { KeyPaths = ["File"], Csv = new CsvDialect { GroupRows = true } });

        AssertClean(outcome, objects);
    }

    [SharedFact(Collections)]
    public async Task An_archive_in_an_archive_gives_its_RDF_documents_whole()
    {
        var outcome = await CutAsync("cc-lod-aggregator/kb-centsprenten.zip!centsprenten-edm.zip!*");

        Assert.Empty(outcome.Summary.IncompleteReasons);
        Assert.Equal(1_255, outcome.Documents.Count);
        Assert.All(outcome.Documents, document => Assert.Equal("application/rdf+xml", document.MediaType));
    }

    [SharedFact(Collections)]
    public async Task A_packed_dump_inside_an_archive_is_opened_whole()
    {
        using var bench = new HarvestBench();
        var outcome = await bench.CutAsync(new FileSource("real", ["cc-lod-aggregator/kb-centsprenten.zip!centsprenten.nt.gz"]) { BaseDirectory = SharedData.PathOf(Collections) });

        var document = Assert.Single(outcome.Documents);
        Assert.Equal("application/n-triples", document.MediaType);
        using var reader = new StreamReader(document.Open());
        var lines = 0;
        while (await reader.ReadLineAsync() is not null)
            lines++;
        Assert.Equal(41_977, lines);
    }

    [SharedFact(Collections)]
    public async Task Turtle_files_of_a_pattern_are_documents_of_one_run()
    {
        var outcome = await CutAsync("collectie-nederland-edm/*.ttl.gz");

        Assert.Equal(3, outcome.Documents.Count);
        Assert.All(outcome.Documents, document => Assert.Equal("text/turtle", document.MediaType));
    }

    [SharedFact(Collections)]
    public async Task The_gazetteer_can_be_cut_at_its_graph()
    {
        var outcome = await CutAsync("rijksmuseum-suriname/places-gazetteer.jsonld.gz", source => source with { RecordPath = "@graph" });

        AssertClean(outcome, 2_944);
    }

    private static void AssertClean(CutOutcome outcome, int records)
    {
        Assert.Equal(HarvestOutcome.Complete, outcome.Run.Outcome);
        Assert.Empty(outcome.Summary.IncompleteReasons);
        Assert.Empty(outcome.Faults);
        Assert.Equal(records, outcome.Summary.Kept);
        Assert.Equal(records, outcome.Summary.Seen);
        Assert.Equal(records, outcome.Records.Select(record => record.Identifier).Distinct(StringComparer.Ordinal).Count());
    }

    private static JsonDocument Json(CutOutcome outcome, string identifier) => JsonDocument.Parse(outcome.Text(identifier));

    private static async Task<CutOutcome> CutAsync(string location, Func<FileSource, FileSource>? with = null)
    {
        using var bench = new HarvestBench();
        var source = new FileSource("real", [location]) { BaseDirectory = SharedData.PathOf(Collections) };
        return await bench.CutAsync(with?.Invoke(source) ?? source);
    }
}
