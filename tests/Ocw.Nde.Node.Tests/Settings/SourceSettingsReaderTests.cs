using Ocw.Nde.Harvest;
using Ocw.Nde.Node.Settings;

namespace Ocw.Nde.Node.Tests.Settings;

public sealed class SourceSettingsReaderTests : IDisposable
{
    private readonly SettingsFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void A_small_source_file_is_enough()
    {
        var (source, errors) = _files.ReadSource(SettingsFiles.GoodSource);

        Assert.Empty(errors);
        Assert.Equal(("proef", "proef", "proef"), (source!.Id, source.Dataset, source.Channel));
        var files = Assert.IsType<FileSource>(source.Harvest);
        Assert.Equal("objecten.csv", Assert.Single(files.Locations));
        Assert.Equal(_files.Folder, files.BaseDirectory);
        Assert.Equal(AccessDecision.Openbaar, source.Access.Level);
    }

    [Fact]
    public void An_empty_file_names_everything_that_is_missing()
    {
        var (source, errors) = _files.ReadSource("kind: collection");

        Assert.Null(source);
        Assert.Equal(["harvest", "id", "institution", "license", "title"], errors.Select(e => e.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_OAI_PMH_source_is_read_with_all_its_keys()
    {
        var (source, errors) = _files.ReadSource(SettingsFiles.GoodSource.Replace(
            "  protocol: files\n  locations: [ objecten.csv ]",
            "  protocol: oai-pmh\n  baseUrl: ${OAI}/oai\n  metadataPrefix: edm\n  sets: [a, b]\n  from: 2020-01-01\n  headers: { Authorization: \"Bearer ${KEY:-geen}\" }",
            StringComparison.Ordinal), name => name == "OAI" ? "https://oai.voorbeeld.example" : null);

        Assert.Empty(errors);
        var oai = Assert.IsType<OaiPmhSource>(source!.Harvest);
        Assert.Equal("https://oai.voorbeeld.example/oai", oai.BaseUrl.AbsoluteUri);
        Assert.Equal(["a", "b"], oai.Sets);
        Assert.Equal("Bearer geen", oai.Headers["Authorization"]);
    }

    [Fact]
    public void An_event_stream_is_read_with_its_keys()
    {
        var (source, errors) = _files.ReadSource(With("protocol: ldes\n  address: https://data.voorbeeld.example/stream\n  versionOfPath: http://purl.org/dc/terms/isVersionOf\n  overlapHours: 2"));

        Assert.Empty(errors);
        var stream = Assert.IsType<LdesSource>(source!.Harvest);
        Assert.Equal(("http://purl.org/dc/terms/isVersionOf", TimeSpan.FromHours(2)), (stream.VersionOfPath, stream.Overlap));
    }

    [Fact]
    public void A_SPARQL_endpoint_is_read_with_names_written_out()
    {
        var (source, errors) = _files.ReadSource(With("protocol: sparql\n  endpoint: https://data.voorbeeld.example/sparql\n  classes: [schema:VisualArtwork, edm:ProvidedCHO]\n  dateProperty: dct:modified\n  batchSize: 50"));

        Assert.Empty(errors);
        var endpoint = Assert.IsType<SparqlSource>(source!.Harvest);
        Assert.Equal(["schema:VisualArtwork", "http://www.europeana.eu/schemas/edm/ProvidedCHO"], endpoint.Classes);
        Assert.Equal(("http://purl.org/dc/terms/modified", 50), (endpoint.DateProperty, endpoint.BatchSize));
    }

    [Fact]
    public void A_SPARQL_endpoint_must_say_what_records_are()
    {
        var (_, errors) = _files.ReadSource(With("protocol: sparql\n  endpoint: https://data.voorbeeld.example/sparql"));

        Assert.Equal("harvest.classes", Assert.Single(errors).Key);
    }

    [Fact]
    public void The_other_protocols_are_read_with_their_keys()
    {
        var iiif = Assert.IsType<IiifSource>(Read("protocol: iiif\n  address: https://iiif.voorbeeld.example/top\n  faulty: keep"));
        Assert.True(iiif.KeepFaulty);
        var sru = Assert.IsType<SruSource>(Read("protocol: sru\n  baseUrl: https://jsru.voorbeeld.example/sru\n  query: type = boek\n  recordSchema: dcx\n  parameters: { x-collection: GGC }\n  key: [ \"identifier\" ]"));
        Assert.Equal(("type = boek", "GGC"), (sru.Query, sru.Parameters["x-collection"]));
        var dataset = Assert.IsType<DatasetSource>(Read("protocol: dataset\n  address: https://data.voorbeeld.example/dataset\n  classes: schema:Book"));
        Assert.Equal(["schema:Book"], dataset.Classes);
    }

    [Fact]
    public void Sites_and_Adlib_databases_are_read_with_their_keys()
    {
        var site = Assert.IsType<SitemapSource>(Read("protocol: sitemap\n  address: https://museum.voorbeeld.example/\n  include: [ /object/* ]\n  exclude: [ \"*/print\" ]\n  classes: schema:VisualArtwork\n  fullEveryDays: 7"));
        Assert.Equal(["/object/*"], site.Include);
        Assert.Equal((TimeSpan.FromDays(7), true), (site.FullEvery, site.ObeyRobots));
        var adlib = Assert.IsType<AdlibSource>(Read("protocol: adlib\n  address: https://museum.voorbeeld.example/webapi/wwwopac.ashx\n  database: thesaurus\n  xmltype: unstructured\n  fields: [priref, term]\n  parameters: { server: intern }\n  compareEveryDays: 1"));
        Assert.Equal(("thesaurus", "all", false, "intern"), (adlib.Database, adlib.Search, adlib.IsGrouped, adlib.Parameters["server"]));
        Assert.Equal(["priref", "term"], adlib.Fields);
        Assert.Equal(TimeSpan.FromDays(1), adlib.CompareEvery);
    }

    private HarvestSource Read(string harvest)
    {
        var (source, errors) = _files.ReadSource(With(harvest));
        Assert.Empty(errors);
        return source!.Harvest;
    }

    private static string With(string harvest) => SettingsFiles.GoodSource.Replace("protocol: files\n  locations: [ objecten.csv ]", harvest, StringComparison.Ordinal);

    [Fact]
    public void A_variable_that_is_not_set_is_a_mistake_and_its_name_is_told()
    {
        var (_, errors) = _files.ReadSource(SettingsFiles.GoodSource.Replace("objecten.csv", "\"${NERGENS}/objecten.csv\"", StringComparison.Ordinal));

        Assert.Contains("NERGENS", Assert.Single(errors).Text.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Access_rules_are_read()
    {
        var (source, errors) = _files.ReadSource(SettingsFiles.GoodSource +
            """

            access:
              level: beschrijving
              records:
                - level: gesloten
                  field: status
                  values: [geheim]
                  opensOn: 2090-01-01
                  reason: AVG
              fields:
                - property: creator
                  reason: AVG
            """);

        Assert.Empty(errors);
        Assert.Equal(AccessDecision.Beschrijving, source!.Access.Level);
        Assert.Equal("status", Assert.Single(source.Access.Rules).Field);
        Assert.Equal("https://schema.org/creator", Assert.Single(source.Access.Fields).Property);
    }

    [Fact]
    public void A_collection_without_mapping_is_mapped_by_the_profile_that_belongs_to_its_format()
    {
        var (source, errors) = _files.ReadSource(SettingsFiles.GoodSource[..SettingsFiles.GoodSource.IndexOf("mapping:", StringComparison.Ordinal)]);

        Assert.Empty(errors);
        Assert.True(source!.Mapping!.FindsProfile);
    }

    [Fact]
    public void A_mapping_key_that_does_not_exist_is_refused()
    {
        var (_, errors) = _files.ReadSource(SettingsFiles.GoodSource + "\n  profil: edm");

        Assert.Equal("mapping", Assert.Single(errors).Key);
    }

    [Theory]
    [InlineData("hourly", "2026-05-03T10:20:00Z", "2026-05-03T10:00:00Z")]
    [InlineData("every 6 hours", "2026-05-03T10:20:00Z", "2026-05-03T06:00:00Z")]
    [InlineData("daily 03:00", "2026-05-03T02:59:00Z", "2026-05-02T03:00:00Z")]
    [InlineData("daily 03:00", "2026-05-03T03:00:00Z", "2026-05-03T03:00:00Z")]
    [InlineData("weekly sunday 03:00", "2026-05-06T12:00:00Z", "2026-05-03T03:00:00Z")]
    public void A_schedule_knows_its_last_turn(string text, string now, string turn)
    {
        var schedule = Schedule.Parse(text)!;

        Assert.Equal(DateTimeOffset.Parse(turn, System.Globalization.CultureInfo.InvariantCulture), schedule.LastTurn(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("soms")]
    [InlineData("daily 25:00")]
    [InlineData("every 0 hours")]
    public void A_schedule_that_makes_no_sense_is_refused(string text) => Assert.Null(Schedule.Parse(text));
}
