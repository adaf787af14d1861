using Ocw.Nde.Node.Commands;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Tests.Support;

namespace Ocw.Nde.Node.Tests.EndToEnd;

/// <summary>A run says how good its public records are, and which to mend.</summary>
public sealed class QualityRunTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly TestTerminal _terminal = new();

    public void Dispose()
    {
        _terminal.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Problem_patterns_tiers_and_missing_images_are_counted_over_public_records_and_named()
    {
        await HarvestAsync();

        var quality = new RunLog(_folder["data"]).Read()[^1].Quality!;
        Assert.Equal((4L, 3L), (quality.Records, quality.WithoutMedia));
        Assert.Equal([("P1", 2L), ("P6", 1L), ("P7", 4L)], quality.Patterns.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => (p.Key, p.Value)));
        Assert.Equal((3L, 1L), (quality.ContentTiers["0"], quality.ContentTiers["3"]));

        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("runs", "show", "proef", "--quality", "--data", _folder["data"]));
        Assert.Contains("P6  1 (25 %)  meaningless title", _terminal.Out, StringComparison.Ordinal);
        Assert.Contains("«Zonder titel» 2×", _terminal.Out, StringComparison.Ordinal);
        Assert.Contains("Without image: 3 (75 %)", _terminal.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim-5", _terminal.Out, StringComparison.Ordinal);
        var report = await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(Path.Combine(_folder["data"], "reports"), "*.nl.txt")));
        Assert.Contains("nietszeggende titel", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_says_how_many_records_conform_and_what_to_do_about_the_others()
    {
        await HarvestAsync();

        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("runs", "show", "proef", "--validation", "--data", _folder["data"]));
        Assert.Contains("VALIDATION: 0 of 5 records (0 %) without violation", _terminal.Out, StringComparison.Ordinal);
        Assert.Contains("Violation, 5 times – sdDatePublished: A value is missing.", _terminal.Out, StringComparison.Ordinal);
        Assert.Contains("What to do: neither the record nor the harvest says when the metadata was last changed", _terminal.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim-5", _terminal.Out, StringComparison.Ordinal);
        Assert.Equal(5, new RunLog(_folder["data"]).Read()[^1].Validation.Records);
    }

    [Fact]
    public async Task The_licence_of_a_reproduction_is_that_of_its_record_before_that_of_the_source()
    {
        await HarvestAsync();
        await _terminal.RunAsync("preview", _folder["bron.yaml"], "--data", _folder["data"], "--number", "1");

        Assert.Contains("https://creativecommons.org/licenses/by-nc/4.0/", _terminal.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("rightsstatements.org", _terminal.Out, StringComparison.Ordinal);
    }

    private async Task HarvestAsync()
    {
        _folder.Write("records.xml", """
            <records>
              <record><id>nr-1</id><titel>Zonder titel</titel><bestand>a.jpg</bestand><rechten>niet-commercieel</rechten></record>
              <record><id>nr-2</id><titel>Zonder titel</titel></record>
              <record><id>nr-3</id><titel>X</titel></record>
              <record><id>nr-4</id><titel>Gezicht op de haven</titel></record>
              <record><id>geheim-5</id><titel>Y</titel><dicht>ja</dicht></record>
            </records>
            """);
        var source = _folder.Write("bron.yaml", """
            id: proef
            title: Proef
            license: https://creativecommons.org/publicdomain/zero/1.0/
            institution: { id: museum, name: Museum }
            harvest: { protocol: files, locations: [ records.xml ], recordElement: record, key: [ id ] }
            access: { level: openbaar, records: [ { level: gesloten, field: dicht, values: [ ja ] } ] }
            mapping:
              language: nl
              key: id
              media:
                license: http://rightsstatements.org/vocab/InC/1.0/
                licenses: { niet-commercieel: "https://creativecommons.org/licenses/by-nc/4.0/" }
              rules:
                - { to: name, from: titel }
                - to: associatedMedia
                  with:
                    - { to: contentUrl, from: bestand, template: "https://beeld.example/{value}" }
                    - { to: license, from: rechten }
            """);
        await _terminal.RunAsync("harvest", "--data", _folder["data"], source);
    }
}
