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
        Assert.Equal(["harvest", "id", "institution", "license", "mapping", "title"], errors.Select(e => e.Key).Order(StringComparer.Ordinal));
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
