using System.Text;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Harvest.Tests.Cutting;

public sealed class JsonCutterTests
{
    [Theory]
    [InlineData("""[{"id":1},{"id":2}]""", null)]
    [InlineData("""{"records":[{"id":1},{"id":2}]}""", null)]
    [InlineData("""{"@context":[{"x":1},{"y":2},{"z":3}],"@graph":[{"@id":"1"},{"@id":"2"}]}""", null)]
    [InlineData("""{"a":{"b":{"record":[{"id":1,"sub":[{"x":1},{"x":2},{"x":3}]},{"id":2}],"diagnostic":[{"n":1}]}}}""", null)]
    [InlineData("""{"items":[{"id":1},{"id":2}],"other":[{"id":3},{"id":4},{"id":5}]}""", "items")]
    [InlineData("""{"items":[{"id":1},{"id":2}]}""", "items[*]")]
    [InlineData("""{"items":[{"id":1},{"id":2}]}""", "$.items[*]")]
    [InlineData("""{"a.b":[{"id":1},{"id":2}]}""", "['a.b']")]
    [InlineData("""{"pages":[{"records":[{"id":1}]},{"records":[{"id":2}]}]}""", "pages[*].records[*]")]
    [InlineData("{\"id\":1}\n{\"id\":2}\n", null)]
    [InlineData("{\"id\":1}\r\n\r\n{\"id\":2}", null)]
    public async Task Records_are_found_at_their_path_given_or_found_out(string json, string? path)
    {
        var outcome = await CutAsync(json, source => source with { RecordPath = path });

        Assert.Empty(outcome.Faults);
        Assert.Empty(outcome.Summary.IncompleteReasons);
        Assert.Equal(["1", "2"], outcome.Records.Select(record => record.Identifier));
        Assert.All(outcome.Records, record => Assert.Equal("application/json", record.MediaType));
    }

    [Fact]
    public async Task A_IIIF_manifest_is_one_record_though_its_items_look_like_a_list_of_records()
    {
        var outcome = await CutAsync("""{ "@context": "http://iiif.io/api/presentation/3/context.json", "id": "https://a.example/m", "type": "Manifest", "items": [ { "id": "https://a.example/c1", "type": "Canvas" }, { "id": "https://a.example/c2", "type": "Canvas" } ] }""");

        Assert.Equal(["https://a.example/m"], outcome.Records.Select(record => record.Identifier));
    }

    [Fact]
    public async Task An_object_alone_is_one_record_as_it_stands()
    {
        var outcome = await CutAsync(""" { "id": "x", "b": [1, 2.50, {"c": null}] } """);

        Assert.Equal("""{ "id": "x", "b": [1, 2.50, {"c": null}] }""", outcome.Text("x"));
    }

    [Theory]
    [InlineData("nummer.object", "A1")]
    [InlineData("ids[1].value", "two")]
    [InlineData("ids.value", "one")]
    [InlineData("telling", "7.50")]
    [InlineData("geen", null)]
    public async Task A_key_is_read_at_its_path(string path, string? key)
    {
        var outcome = await CutAsync("""[{"nummer":{"object":" A1 "},"ids":[{"value":"one"},{"value":"two"}],"telling":7.50}]""", source => source with { KeyPaths = [path] });

        Assert.Equal(key, outcome.Records.SingleOrDefault()?.Identifier);
        Assert.Equal(key is null ? ["key-missing"] : [], outcome.Faults.Select(fault => fault.Code));
    }

    [Fact]
    public async Task A_line_that_is_not_JSON_is_set_aside_with_its_number()
    {
        var outcome = await CutAsync("{\"id\":1}\n{\"id\":2,}\n[3]\n{\"id\":\"\\ud800\"}\n{\"id\":5}\n", source => source with { Format = SourceFormat.JsonLines });

        Assert.Equal(["1", "5"], outcome.Records.Select(record => record.Identifier));
        Assert.Equal(["json-not-well-formed", "json-not-an-object", "json-text"], outcome.Faults.Select(fault => fault.Code));
        Assert.EndsWith("line 2", outcome.Faults[0].Origin, StringComparison.Ordinal);
        Assert.Empty(outcome.Summary.IncompleteReasons);
    }

    [Fact]
    public async Task A_document_that_breaks_keeps_what_came_before_and_says_where_it_breaks()
    {
        var outcome = await CutAsync("{\"items\":[\n{\"id\":1},\n{\"id\":2},\n{\"id\":3 \"x\"},\n{\"id\":4}]}");

        Assert.Equal(["1", "2"], outcome.Records.Select(record => record.Identifier));
        var reason = Assert.Single(outcome.Summary.IncompleteReasons);
        Assert.Equal("json-not-well-formed", reason.Code);
        Assert.EndsWith("line 4", reason.Origin, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_that_is_cut_off_is_incomplete_wherever_it_is_cut()
    {
        var json = """{"items":[{"id":1,"t":"é"},{"id":2},{"id":3}],"n":3}""";
        for (var length = 15; length < json.Length; length++)
        {
            var outcome = await CutAsync(json[..length], source => source with { RecordPath = "items", Format = SourceFormat.Json });
            Assert.True(outcome.Summary.IncompleteReasons.Count == 1, json[..length]);
            Assert.True(outcome.Summary.Kept <= 3);
        }
    }

    [Fact]
    public async Task A_last_line_that_is_cut_off_makes_the_run_incomplete()
    {
        var outcome = await CutAsync("{\"id\":1}\n{\"id\":2}\n{\"id\":3,\"ti", source => source with { Format = SourceFormat.JsonLines });

        Assert.Equal((2, 1), (outcome.Summary.Kept, outcome.Summary.SetAside));
        Assert.Equal("cut-off", Assert.Single(outcome.Summary.IncompleteReasons).Code);
    }

    [Fact]
    public async Task Values_that_are_no_objects_are_set_aside()
    {
        var outcome = await CutAsync("""[{"id":1},"x",null,7,{"id":2}]""");

        Assert.Equal((2, 3), (outcome.Summary.Kept, outcome.Summary.SetAside));
    }

    [Fact]
    public async Task A_record_nested_too_deeply_is_set_aside_in_lines_and_ends_a_document()
    {
        var deep = $$"""{"id":1,"d":{{new string('[', 300)}}{{new string(']', 300)}}}""";

        var lines = await CutAsync($"{deep}\n{{\"id\":2}}\n", source => source with { Format = SourceFormat.JsonLines });
        var document = await CutAsync($"[{{\"id\":2}},{deep}]");

        Assert.Equal((1, 1), (lines.Summary.Kept, lines.Summary.SetAside));
        Assert.Equal((1, 1), (document.Summary.Kept, document.Summary.IncompleteReasons.Count));
    }

    [Fact]
    public async Task A_record_beyond_the_ceiling_is_set_aside_in_lines_and_ends_a_document()
    {
        var large = $$"""{"id":1,"t":"{{new string('x', 5_000)}}"}""";
        var options = new CutOptions { MaxRecordBytes = 4_000 };

        var lines = await CutAsync($"{{\"id\":0}}\n{large}\n{{\"id\":2}}\n", source => source with { Format = SourceFormat.JsonLines }, options);
        var document = await CutAsync($"[{{\"id\":0}},{large},{{\"id\":2}}]", null, options);

        Assert.Equal(["0", "2"], lines.Records.Select(record => record.Identifier));
        Assert.Equal("record-too-large", Assert.Single(lines.Faults).Code);
        Assert.Equal(("0", 1), (Assert.Single(document.Records).Identifier, document.Summary.IncompleteReasons.Count));
    }

    [SharedFact("trust/json/test_parsing")]
    public async Task No_malformed_document_of_the_JSON_test_suite_passes_for_a_record()
    {
        foreach (var file in Directory.GetFiles(SharedData.PathOf("trust/json/test_parsing"), "*.json"))
        {
            using var bench = new HarvestBench();
            var outcome = await bench.CutAsync(new FileSource("x", [file]) { Format = SourceFormat.Json });
            var isMalformed = Path.GetFileName(file)[0] == 'n';
            Assert.False(isMalformed && outcome.Summary.IncompleteReasons.Count == 0 && outcome.Summary.Seen > 0 && outcome.Summary.Kept > 0, file);
            if (Path.GetFileName(file)[0] == 'y')
                Assert.True(outcome.Summary.IncompleteReasons.Count == 0, $"{file}: {string.Join(' ', outcome.Summary.IncompleteReasons)}");
        }
    }

    private static async Task<CutOutcome> CutAsync(string json, Func<FileSource, FileSource>? with = null, CutOptions? options = null)
    {
        using var bench = new HarvestBench();
        return await bench.CutTextAsync("x.json", Encoding.UTF8.GetBytes(json), with, options);
    }
}
