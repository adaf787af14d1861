using System.Text;
using Ocw.Nde.Node.Localization;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Pipeline;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Node.Tests.Support;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Store;

namespace Ocw.Nde.Node.Tests.EndToEnd;

/// <summary>Whatever comes, goes and changes: staging the difference gives the store, the figures, the dump and the search index that staging everything gives.</summary>
public sealed class IncrementsTests : IAsyncLifetime, IDisposable
{
    private static readonly string[] Makers = ["Jan Steen", "Judith Leyster", "onbekend", "Rachel Ruysch", "Maker met veel werk"];

    private readonly TestFolder _folder = new();
    private OaiStandIn _repository = null!;

    public async Task InitializeAsync() => _repository = await OaiStandIn.StartAsync();

    public async Task DisposeAsync() => await _repository.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Random_changes_of_a_file_give_what_a_new_installation_gives(int seed)
    {
        var random = new Random(seed);
        var records = Enumerable.Range(0, 60).ToDictionary(number => number, number => Record(random, number));
        var source = Source("protocol: files, locations: [ records.xml ], recordElement: record, key: [ id ]", "titel");
        Write(records);
        using var node = Open("data", source);
        Assert.Equal(RunOutcome.Complete, (await RunAsync(node, source)).Outcome);
        for (var round = 0; round < 5; round++)
        {
            Change(random, records);
            Write(records);
            var run = await RunAsync(node, source);
            Assert.True(run.Outcome == RunOutcome.Complete, run.Reason);
            Assert.True(run.OnlyChanges);
            await CompareAsync(node, source, run, $"vers-{seed}-{round}");
        }
    }

    [Fact]
    public async Task Random_increments_of_OAI_PMH_give_what_a_new_installation_gives()
    {
        var random = new Random(7);
        for (var number = 0; number < 60; number++)
            _repository.Records[$"oai:x:{number}"] = (_repository.Now.AddDays(-100), Metadata(random, number));
        var source = Source($"protocol: oai-pmh, baseUrl: \"{_repository.Address}\", metadataPrefix: oai_dc", "title", "creator", "type", "rights");
        using var node = Open("data", source);
        Assert.Equal(RunOutcome.Complete, (await RunAsync(node, source)).Outcome);
        for (var round = 0; round < 5; round++)
        {
            _repository.Now = _repository.Now.AddDays(3);
            for (var i = 0; i < 4; i++)
                _repository.Records[$"oai:x:{random.Next(65)}"] = (_repository.Now.AddHours(-1), random.Next(3) == 0 ? null : Metadata(random, random.Next(100)));
            // One at least lives: an increment of deletions alone is staged whole.
            _repository.Records["oai:x:1"] = (_repository.Now.AddHours(-1), Metadata(random, 1000 + round));
            var run = await RunAsync(node, source);
            Assert.True(run.Outcome == RunOutcome.Complete, run.Reason);
            Assert.True(run.OnlyChanges);
            await CompareAsync(node, source, run, $"vers-{round}");
        }
    }

    [Fact]
    public async Task An_increment_of_OAI_PMH_asks_as_much_and_maps_as_much_whatever_the_size_of_the_channel()
    {
        var costs = new List<(long Requests, long Mapped)>();
        foreach (var size in (int[])[40, 400])
        {
            await using var repository = await OaiStandIn.StartAsync();
            for (var number = 0; number < size; number++)
                repository.Records[$"oai:x:{number}"] = (repository.Now.AddDays(-100), Metadata(new Random(number), number));
            var source = Source($"protocol: oai-pmh, baseUrl: \"{repository.Address}\", metadataPrefix: oai_dc", "title", "creator", "type", "rights");
            using var node = Open($"oai-{size}", source);
            var first = await RunAsync(node, source);
            Assert.Equal(size, first.Seen);
            Assert.Equal(0, first.Reused);

            // Nothing new: the source is asked, and nothing is mapped or written.
            repository.Now = repository.Now.AddDays(3);
            var commit = CommitOf(node);
            var nothing = await RunAsync(node, source);
            Assert.Equal((RunOutcome.Unchanged, commit), (nothing.Outcome, CommitOf(node)));

            repository.Now = repository.Now.AddDays(3);
            for (var number = 0; number < 3; number++)
                repository.Records[$"oai:x:{number * 7}"] = (repository.Now.AddHours(-1), Metadata(new Random(number), 1_000 + number));
            var run = await RunAsync(node, source);
            Assert.True(run.OnlyChanges);
            Assert.Equal(size, run.Seen);
            costs.Add((run.Requests, run.Seen - run.Reused));
        }

        Assert.Equal(3, costs[0].Mapped);
        Assert.Equal(costs[0], costs[1]);
    }

    [Fact]
    public async Task Copies_in_a_file_of_which_something_changed_give_what_a_new_installation_gives()
    {
        var source = Source("protocol: files, locations: [ records.xml ], recordElement: record, key: [ id ]", "titel");
        void Put(params (int Id, string Title)[] records) => _folder.Write("records.xml", "<records>" + string.Concat(records.Select(r => $"<record><id>{r.Id}</id><nummer>{r.Id}</nummer><titel>{r.Title}</titel></record>")) + "</records>");
        Put((1, "Een"), (2, "Twee"), (1, "Een, later"), (3, "Drie"));
        using var node = Open("data", source);
        Assert.Equal(1, (await RunAsync(node, source)).Duplicates);
        var round = 0;
        foreach (var records in ((int, string)[][])[[(1, "Een"), (2, "Twee!"), (1, "Een, later"), (3, "Drie")], [(1, "Een"), (2, "Twee!"), (1, "Een, nog later"), (3, "Drie"), (4, "Vier"), (4, "Vier, later")], [(1, "Een, nog later"), (2, "Twee!"), (3, "Drie!"), (4, "Vier, later")]])
        {
            Put(records);
            var run = await RunAsync(node, source);
            Assert.True(run.OnlyChanges);
            Assert.Equal(records.Length - records.DistinctBy(r => r.Item1).Count(), run.Duplicates);
            await CompareAsync(node, source, run, $"kopie-{round++}");
        }
    }

    [Fact]
    public async Task A_value_that_two_records_share_goes_with_the_last_of_them()
    {
        var source = Source("protocol: files, locations: [ records.xml ], recordElement: record, key: [ id ]", "titel");
        string[] names = ["Samen", "Samen", "Ander"];
        void Put(int count) => _folder.Write("records.xml", "<records>" + string.Concat(names.Take(count).Select((name, n) => $"<record><id>{n}</id><nummer>{n}</nummer><titel>T{n}</titel><maker>{name}</maker></record>")) + "</records>");
        Put(3);
        using var node = Open("data", source);
        await RunAsync(node, source);
        names[0] = "Ander";
        Put(3);
        await RunAsync(node, source);
        Assert.Contains("\"Samen\"", Quads(node), StringComparison.Ordinal);
        names[1] = "Ander";
        Put(3);
        Assert.Equal(2, (await RunAsync(node, source)).Reused);
        Assert.DoesNotContain("\"Samen\"", Quads(node), StringComparison.Ordinal);
    }

    private static long CommitOf(NodeHost node)
    {
        using var snapshot = node.Store.OpenSnapshot(ReaderScope.Internal);
        return snapshot.CommitNumber;
    }

    private async Task CompareAsync(NodeHost node, SourceSettings source, RunRecord run, string fresh)
    {
        using (var other = Open(fresh, source))
        {
            var expected = await RunAsync(other, source);
            Assert.Equal(Quads(other), Quads(node));
            Assert.Equal(Dump(other, source), Dump(node, source));
            Assert.Equal(Figures(expected), Figures(run));
            foreach (var word in (string[])["titel", "gewijzigd", "steen", "ruysch", "1", "12"])
                Assert.Equal(Found(other, word), Found(node, word));
        }

        // And the same store staged whole: nothing differs, its reports and lists included.
        Directory.Delete(Path.Combine(_folder["data"], "records"), recursive: true);
        Assert.Equal(RunOutcome.Unchanged, (await RunAsync(node, source, new RunOptions { FromArchive = true })).Outcome);
    }

    private static string Figures(RunRecord run) => System.Text.Json.JsonSerializer.Serialize(new
    {
        run.Kept,
        run.Stubs,
        run.Withheld,
        run.SetAside,
        run.SetAsideReasons,
        run.Deleted,
        run.Objects,
        run.Triples,
        run.ClosedTriples,
        run.Validation,
        run.UnusedFields,
        run.DeniedFields,
        run.Fields,
        run.Quality,
        run.Format,
    });

    private static string Found(NodeHost node, string word) =>
        string.Join('\n', node.Search.Find(word, Language.Dutch, 0, 500).Hits.Select(hit => $"{hit.Iri} {hit.Title} {hit.Class}").Order(StringComparer.Ordinal));

    private static string Dump(NodeHost node, SourceSettings source)
    {
        using var stream = new System.IO.Compression.GZipStream(File.OpenRead(new DumpService(node).FileOf(source.Dataset, source.Channel, node.StateOf(source)!, CancellationToken.None)), System.IO.Compression.CompressionMode.Decompress);
        return Sorted(new StreamReader(stream).ReadToEnd());
    }

    // Open and closed content; what differs by the day is left out.
    private static string Quads(NodeHost node)
    {
        using var snapshot = node.Store.OpenSnapshot(ReaderScope.Internal);
        using var buffer = new MemoryStream();
        var writer = RdfFormats.CreateWriter(RdfFormats.NQuads, buffer);
        foreach (var kind in (GraphKind[])[GraphKind.Content, GraphKind.Closed, GraphKind.Links])
        {
            if (snapshot.Terms.FindIri(node.Iris.Graph("proef", "proef", kind)) is { IsBound: true } id && snapshot.TryGetGraph(id, out _))
                snapshot.Dump(id, writer);
        }

        writer.Complete();
        return Sorted(Encoding.UTF8.GetString(buffer.ToArray()));
    }

    private static string Sorted(string lines) => string.Join('\n', lines.Split('\n').Order(StringComparer.Ordinal));

    private static Task<RunRecord> RunAsync(NodeHost node, SourceSettings source, RunOptions? options = null) =>
        new SourceRunner(node, TimeProvider.System).RunAsync(source, options ?? new RunOptions(), CancellationToken.None);

    private NodeHost Open(string data, SourceSettings source) => NodeHost.Open(
        new NodeSettings { BaseIri = NodeConfiguration.DefaultBaseIri, DataDirectory = _folder[data], SourcesDirectory = _folder["sources"] }, [source], TimeProvider.System);

    private void Write(Dictionary<int, string> records) => _folder.Write("records.xml", "<records>" + string.Concat(records.OrderBy(r => r.Key).Select(r => r.Value)) + "</records>");

    private static void Change(Random random, Dictionary<int, string> records)
    {
        for (var i = random.Next(1, 5); i > 0; i--)
        {
            var number = records.Keys.ElementAt(random.Next(records.Count));
            if (random.Next(3) == 0)
                records.Remove(number);
            else
                records[number] = Record(random, number);
        }

        var added = 100 + random.Next(10_000);
        records[added] = Record(random, added);
    }

    // Shared makers, two numbers for one object, records that are closed, without a title, and with fields that nothing uses.
    private static string Record(Random random, int number) =>
        $"<record><id>{number}</id><nummer>{(number % 9 == 0 ? number / 2 : number)}</nummer>{(random.Next(8) == 0 ? "" : $"<titel>Titel {random.Next(30)} gewijzigd</titel>")}<maker>{Makers[random.Next(Makers.Length)]}</maker>"
        + $"<geboren>{(random.Next(2) == 0 ? "1626" : "")}</geboren><soort>{random.Next(4)}</soort><recht>{(random.Next(6) == 0 ? "geheim" : "vrij")}</recht>{(random.Next(5) == 0 ? "<over>los</over>" : "")}</record>";

    private static string Metadata(Random random, int number) =>
        "<oai_dc:dc xmlns:oai_dc=\"http://www.openarchives.org/OAI/2.0/oai_dc/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
        + $"<dc:title>Titel {number} gewijzigd</dc:title><dc:creator>{Makers[random.Next(Makers.Length)]}</dc:creator><dc:type>{random.Next(4)}</dc:type><dc:rights>{(random.Next(6) == 0 ? "geheim" : "vrij")}</dc:rights></oai_dc:dc>";

    private SourceSettings Source(string harvest, string title, string maker = "maker", string kind = "soort", string right = "recht")
    {
        var file = _folder.Write("bron.yaml", $$"""
            id: proef
            title: Proef
            license: https://creativecommons.org/publicdomain/zero/1.0/
            institution: { id: museum, name: Museum }
            allowPrivateAddress: true
            holdRemovals: never
            notFound: { days: 0 }
            harvest: { {{harvest}} }
            access: { records: [ { level: gesloten, field: {{right}}, values: [ geheim ], reason: AVG } ], fields: [ { property: additionalType, reason: AVG } ] }
            mapping:
              {{(title == "titel" ? "key: nummer" : "language: nl")}}
              rules:
                - { to: name, from: {{title}} }
                - { to: additionalType, from: {{kind}} }
                - { to: creator, from: {{maker}}, as: Person, with: [ { to: birthDate, from: {{(title == "titel" ? "geboren" : "date")}} } ] }
            """);
        return NodeConfiguration.ReadSources([file], _ => null)[0];
    }
}
