using System.Net;
using System.Text;
using System.Text.Json;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Operations.Review;
using Ocw.Nde.Node.Tests.Review;
using Ocw.Nde.Store;
using Ocw.Nde.Termen.Review;

namespace Ocw.Nde.Node.Tests.EndToEnd;

/// <summary>Alignments leave the node with all that was known of them, and the institution's own words are as they were.</summary>
public sealed class AlignmentExportTests : IDisposable
{
    private readonly ReviewNode _node = new();

    public void Dispose() => _node.Dispose();

    [Fact]
    public async Task Sssom_has_the_metadata_that_the_standard_asks_for()
    {
        await _node.HarvestAsync();

        var (metadata, _, _) = Parse(await _node.RunAsync("align", "export", "prenten"));

        Assert.Equal("\"1.1\"", metadata["sssom_version"]);
        Assert.Equal($"\"{ReviewNode.Base}datasets/prenten/alignments.sssom.tsv\"", metadata["mapping_set_id"]);
        Assert.Equal("\"https://creativecommons.org/publicdomain/zero/1.0/\"", metadata["license"]);
        Assert.Equal("\"rdfs literal\"", metadata["subject_type"]);
        Assert.Equal("\"dataset:prenten\"", metadata["subject_source"]);
        Assert.Equal("\"OcwNde\"", metadata["mapping_tool"]);
        Assert.Equal($"\"{ReviewNode.Base}id/organization/museum\"", metadata["mapping_provider"]);
        Assert.Matches("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", metadata["publication_date"]);
        Assert.Equal($"\"{ReviewNode.Terms}\"", metadata["  termen"]);
        Assert.Equal("\"http://www.w3.org/2004/02/skos/core#\"", metadata["  skos"]);
        Assert.DoesNotContain("bank", metadata.Values);
    }

    [Fact]
    public async Task Each_mapping_has_its_slots_and_every_reference_is_a_curie_of_a_declared_prefix()
    {
        await _node.HarvestAsync();
        _node.Open();
        var thesaurus = _node.Host!.Terms.Sources.Single().Marker;
        _node.Queue.Decide([Decision("bank", "bank1")]);
        await new DecisionApplier(_node.Host!, TimeProvider.System).ApplyAsync(CancellationToken.None);
        await _node.CloseAsync();

        var (metadata, columns, rows) = Parse(await _node.RunAsync("align", "export", "prenten"));

        Assert.Equal(
            ["record_id", "subject_label", "subject_category", "predicate_id", "object_id", "object_label", "mapping_justification", "reviewer_label", "object_source", "object_source_version", "mapping_tool_version", "mapping_date", "review_date", "confidence", "match_string", "see_also", "other"],
            columns);
        Assert.Equal(["bank", "kist", "steen"], rows.Select(row => row["subject_label"]).Order());
        var machine = rows.Single(row => row["subject_label"] == "steen");
        Assert.Equal(("material", "skos:exactMatch", "termen:steen", "steen"), (machine["subject_category"], machine["predicate_id"], machine["object_id"], machine["object_label"]));
        Assert.Equal(("semapv:LexicalMatching", "dataset:termen", thesaurus), (machine["mapping_justification"], machine["object_source"], machine["object_source_version"]));
        Assert.Equal(("", ""), (machine["reviewer_label"], machine["review_date"]));
        Assert.InRange(double.Parse(machine["confidence"], System.Globalization.CultureInfo.InvariantCulture), 0.9, 1);
        Assert.StartsWith("status=accepted|language=nl|reasons=", machine["other"], StringComparison.Ordinal);
        Assert.NotEmpty(machine["mapping_tool_version"]);
        Assert.Matches("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", machine["mapping_date"]);
        var person = rows.Single(row => row["subject_label"] == "bank");
        Assert.Equal(("semapv:ManualMappingCuration", "museum", "2026-01-01", "1"), (person["mapping_justification"], person["reviewer_label"], person["review_date"], person["confidence"]));
        Assert.All(rows, row => Assert.DoesNotContain("Anna", string.Join('\t', row.Values), StringComparison.Ordinal));
        foreach (var row in rows)
        {
            foreach (var slot in (string[])["record_id", "predicate_id", "object_id", "mapping_justification", "object_source"])
                Assert.Contains("  " + row[slot].Split(':')[0], metadata.Keys);
        }
    }

    [Fact]
    public async Task A_mapping_keeps_the_day_and_the_thesaurus_with_which_it_was_asserted()
    {
        await _node.HarvestAsync();
        var before = Parse(await _node.RunAsync("align", "export", "prenten")).Rows.Single(row => row["subject_label"] == "steen");
        _node.WriteThesaurus("t:ijzer a skos:Concept ; skos:prefLabel \"ijzer\"@nl .");
        await _node.RunAsync("harvest");

        var rows = Parse(await _node.RunAsync("align", "export", "prenten")).Rows;

        Assert.Equal(before["object_source_version"], rows.Single(row => row["subject_label"] == "steen")["object_source_version"]);
        Assert.NotEqual(before["object_source_version"], rows.Single(row => row["subject_label"] == "ijzer")["object_source_version"]);
    }

    [Fact]
    public async Task A_set_without_mappings_is_a_set()
    {
        await _node.HarvestAsync(material: "glas");

        var (metadata, columns, rows) = Parse(await _node.RunAsync("align", "export", "akten"));

        Assert.Contains("mapping_set_id", metadata.Keys);
        Assert.Contains("mapping_justification", columns);
        Assert.DoesNotContain("reviewer_label", columns);
        Assert.Empty(rows);
    }

    [Fact]
    public async Task Proposals_are_in_it_only_when_asked_for()
    {
        await _node.HarvestAsync();

        Assert.DoesNotContain("bank", Parse(await _node.RunAsync("align", "export", "prenten")).Rows.Select(row => row["subject_label"]));
        var proposed = Parse(await _node.RunAsync("align", "export", "prenten", "--proposals")).Rows.Where(row => row["subject_label"] == "bank").ToList();
        Assert.Equal(2, proposed.Count);
        Assert.All(proposed, row => Assert.StartsWith("status=proposed|", row["other"], StringComparison.Ordinal));
    }

    [Fact]
    public async Task Over_http_each_form_has_an_address_and_the_request_may_choose()
    {
        await _node.HarvestAsync();
        await _node.ServeAsync();
        using var client = new HttpClient { BaseAddress = new Uri(_node.Address) };

        using var sssom = await client.GetAsync("/datasets/prenten/alignments.sssom.tsv");
        using var csv = await client.GetAsync("/datasets/prenten/alignments.csv");
        using var turtle = await client.GetAsync("/datasets/prenten/alignments.ttl");
        using var negotiated = new HttpRequestMessage(HttpMethod.Get, "/datasets/prenten/alignments");
        negotiated.Headers.Accept.ParseAdd("text/turtle;q=0.9, text/csv;q=0.4");
        using var chosen = await client.SendAsync(negotiated);
        using var plain = await client.GetAsync("/datasets/prenten/alignments");
        using var again = new HttpRequestMessage(HttpMethod.Get, "/datasets/prenten/alignments.csv");
        again.Headers.IfNoneMatch.Add(csv.Headers.ETag!);

        Assert.Equal(["kist", "steen"], Parse(await sssom.Content.ReadAsStringAsync()).Rows.Select(row => row["subject_label"]).Order());
        Assert.Equal("text/tab-separated-values", sssom.Content.Headers.ContentType!.MediaType);
        Assert.NotEqual((byte)0xEF, (await sssom.Content.ReadAsByteArrayAsync())[0]);
        Assert.Contains($"1,type,kist,nl,{ReviewNode.Terms}kist,kist,exactMatch,", await csv.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("sssom:mapping_justification semapv:LexicalMatching", await turtle.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("Proposed", await turtle.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(("text/turtle", "Accept, Accept-Language"), (chosen.Content.Headers.ContentType!.MediaType, chosen.Headers.Vary.ToString()));
        Assert.Equal("text/tab-separated-values", plain.Content.Headers.ContentType!.MediaType);
        Assert.Equal(HttpStatusCode.NotModified, (await client.SendAsync(again)).StatusCode);
        using var head = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/datasets/prenten/alignments.ttl"));
        Assert.Equal((HttpStatusCode.OK, 0L), (head.StatusCode, (await head.Content.ReadAsByteArrayAsync()).LongLength));
        foreach (var linked in (string[])[await client.GetStringAsync("/id/dataset/prenten"), string.Join(' ', _node.Ask($"SELECT ?o WHERE {{ GRAPH <{ReviewNode.Base}graph/prenten/-/description> {{ ?s <http://www.w3.org/ns/dcat#downloadURL> ?o }} }}"))])
            Assert.Contains("datasets/prenten/alignments.sssom.tsv", linked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_closed_or_not_aligned_is_as_what_never_was()
    {
        await _node.HarvestAsync();
        await File.AppendAllTextAsync(_node.PathOf("sources/20-akten.yaml"), "\naccess: { level: gesloten }\n");
        await _node.RunAsync("harvest");
        await _node.ServeAsync();
        using var client = new HttpClient { BaseAddress = new Uri(_node.Address) };
        var answers = new List<(HttpStatusCode Status, string Text)>();
        foreach (var dataset in (string[])["akten", "termen", "nergens"])
        {
            using var answer = await client.GetAsync($"/datasets/{dataset}/alignments.ttl");
            using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            answers.Add((answer.StatusCode, $"{problem.RootElement.GetProperty("type")} {problem.RootElement.GetProperty("title")}"));
        }

        Assert.Equal(HttpStatusCode.NotFound, answers[0].Status);
        Assert.Single(answers.Distinct());
        Assert.DoesNotContain("datasets/akten/alignments", string.Join(' ', _node.Ask($"SELECT ?o WHERE {{ GRAPH <{ReviewNode.Base}graph/akten/-/description> {{ ?s ?p ?o }} }}")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_words_of_the_institution_are_byte_for_byte_the_same_before_and_after_alignment_and_decisions()
    {
        await _node.HarvestAsync(extra: 3);
        var file = _node.PathOf("sources/20-prenten.yaml");
        var settings = await File.ReadAllTextAsync(file);
        await File.WriteAllTextAsync(file, settings[..settings.IndexOf("align:", StringComparison.Ordinal)]);
        await _node.RunAsync("harvest", "--from-archive");
        var without = Content();
        await File.WriteAllTextAsync(file, settings);
        await _node.RunAsync("harvest", "--from-archive");
        Assert.Equal(without, Content());

        _node.Open();
        _node.Queue.Decide([Decision("bank", "bank2"), Decision("steen", "hout1")]);
        await new DecisionApplier(_node.Host!, TimeProvider.System).ApplyAsync(CancellationToken.None);
        await _node.CloseAsync();
        Assert.Equal(without, Content());
        await _node.RunAsync("align", "prenten");
        Assert.Equal(without, Content());
    }

    private string Content()
    {
        using var host = _node.Open();
        using var snapshot = host.Store.OpenSnapshot(ReaderScope.Internal);
        using var bytes = new MemoryStream();
        var writer = Ocw.Nde.Rdf.Formats.RdfFormats.CreateWriter(Ocw.Nde.Rdf.Formats.RdfFormats.NQuads, bytes);
        snapshot.Dump(snapshot.Terms.Find(Ocw.Nde.Rdf.Terms.TermSpan.Iri(Encoding.UTF8.GetBytes(host.Iris.Graph("prenten", "prenten", GraphKind.Content)))), writer, CancellationToken.None);
        writer.Complete();
        return string.Join('\n', Encoding.UTF8.GetString(bytes.ToArray()).Split('\n').Order(StringComparer.Ordinal));
    }

    private static (Dictionary<string, string> Metadata, string[] Columns, List<Dictionary<string, string>> Rows) Parse(string text)
    {
        var lines = text.TrimEnd('\n').Split('\n');
        var metadata = lines.TakeWhile(line => line.StartsWith('#')).Select(line => line[1..].Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair.Length > 1 ? pair[1] : "");
        var columns = lines[metadata.Count].Split('\t');
        return (metadata, columns, [.. lines.Skip(metadata.Count + 1).Select(line => columns.Zip(line.Split('\t')).ToDictionary(pair => pair.First, pair => pair.Second))]);
    }

    private static ReviewEvent Decision(string words, string term) => new()
    {
        Id = "besluit-" + words,
        At = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
        By = "Anna",
        Institution = "museum",
        Field = words == "bank" ? "type" : "material",
        Literal = words,
        Verdict = ReviewVerdict.Accept,
        Terms = [ReviewNode.Terms + term],
    };
}
