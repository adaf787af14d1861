using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Harvest.Tests;

public sealed class IiifHarvestTests : IDisposable
{
    private readonly HarvestBench _bench = HarvestBench.OnLoopback();
    private readonly Dictionary<string, string> _pages = new(StringComparer.Ordinal);
    private readonly PageServer _server;

    public IiifHarvestTests() => _server = new PageServer(request => _pages.TryGetValue(request.Path, out var page)
        ? PageReply.Tagged(request, page.Replace("{base}", _server!.Address.AbsoluteUri, StringComparison.Ordinal), "application/ld+json")
        : PageReply.NotFound);

    public void Dispose()
    {
        _bench.Dispose();
        _server.Dispose();
    }

    private IiifSource Source(string path = "/top") => new("iiif", _server.At(path));

    private string At(string path) => _server.At(path).AbsoluteUri;

    private void Manifest(string name, string label = "titel") =>
        _pages["/" + name] = $$$"""{"@context":"http://iiif.io/api/presentation/3/context.json","id":"{base}{{{name}}}","type":"Manifest","label":{"nl":["{{{label}}}"]},"items":[{"id":"{base}{{{name}}}/c1","type":"Canvas","height":10,"width":10}]}""";

    private static string Change(string type, string name, string? ended) =>
        $$$"""{"type":"{{{type}}}","object":{"id":"{base}{{{name}}}","type":"Manifest"}{{{(ended is null ? "" : $",\"endTime\":\"{ended}\"")}}}}""";

    private void Changes(string path, string? previous, params string[] changes) =>
        _pages[path] = $$$"""{"@context":"http://iiif.io/api/discovery/1/context.json","id":"{base}x","type":"OrderedCollectionPage"{{{(previous is null ? "" : $",\"prev\":{{\"id\":\"{{base}}{previous}\",\"type\":\"OrderedCollectionPage\"}}")}}},"orderedItems":[{{{string.Join(',', changes)}}}]}""";

    private void Top(string last) => _pages["/top"] = $$$"""{"@context":"http://iiif.io/api/discovery/1/context.json","id":"{base}top","type":"OrderedCollection","last":{"id":"{base}{{{last}}}","type":"OrderedCollectionPage"}}""";

    private IReadOnlyList<string> TakePaths()
    {
        var paths = _server.Paths;
        _server.Requests.Clear();
        return paths;
    }

    [Fact]
    public async Task Nested_and_paged_collections_of_both_versions_give_each_manifest_once()
    {
        _pages["/top"] = """{"@context":"http://iiif.io/api/presentation/3/context.json","id":"{base}top","type":"Collection","items":[{"id":"{base}a","type":"Manifest"},{"id":"{base}sub","type":"Collection"},{"id":"{base}in","type":"Collection","items":[{"id":"{base}b","type":"Manifest"}]}]}""";
        _pages["/sub"] = """{"@context":"http://iiif.io/api/presentation/2/context.json","@id":"{base}sub","@type":"sc:Collection","first":"{base}sub1"}""";
        _pages["/sub1"] = """{"@id":"{base}sub1","@type":"sc:Collection","manifests":[{"@id":"{base}c","@type":"sc:Manifest"}],"collections":[{"@id":"{base}top"}],"next":"{base}sub2"}""";
        _pages["/sub2"] = """{"@id":"{base}sub2","@type":"sc:Collection","members":[{"@id":"{base}a","@type":"sc:Manifest"},{"@id":"{base}weg","@type":"sc:Manifest"}]}""";
        foreach (var name in (string[])["a", "b", "c"])
            Manifest(name);
        var run = await _bench.FetchAsync(Source());
        var cut = _bench.Cut(run, Source());

        Assert.Equal(HarvestOutcome.Complete, run.Outcome);
        Assert.Equal([At("a"), At("b"), At("c")], cut.Records.Select(r => r.Identifier).Order(StringComparer.Ordinal));
        Assert.Contains(run.Notices, notice => notice.Code == "iiif-manifest-gone");
        TakePaths();

        var same = await _bench.FetchAsync(Source(), run.NextCursor);
        Assert.Equal(HarvestOutcome.Unchanged, same.Outcome);
        Assert.Equal(TakePaths().Count, TakePaths().Count + same.Counters.Requests);

        _pages["/sub1"] = """{"@id":"{base}sub1","@type":"sc:Collection","manifests":[]}""";
        Manifest("b", "anders");
        var later = await _bench.FetchAsync(Source(), run.NextCursor);
        var after = _bench.Cut(later, Source());
        Assert.Equal(HarvestScope.Full, later.Scope);
        Assert.Equal([At("a"), At("b")], after.Records.Select(r => r.Identifier).Order(StringComparer.Ordinal));
        Assert.Contains("anders", after.Text(At("b")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changes_are_walked_backwards_and_the_next_run_stops_at_what_was_seen()
    {
        Top("p2");
        Changes("/p1", null, Change("Create", "a", "2026-01-01T00:00:00Z"), Change("Create", "b", "2026-01-02T00:00:00Z"), Change("Update", "a", "2026-01-03T00:00:00Z"));
        Changes("/p2", "p1", Change("Delete", "b", "2026-01-04T00:00:00Z"), Change("Add", "c", "2026-01-05T00:00:00Z"));
        foreach (var name in (string[])["a", "c", "d"])
            Manifest(name);
        var first = await _bench.FetchAsync(Source());
        Assert.Equal((HarvestOutcome.Complete, HarvestScope.Full), (first.Outcome, first.Scope));
        Assert.Equal([At("a"), At("c")], _bench.Cut(first, Source()).Records.Where(r => !r.IsDeleted).Select(r => r.Identifier).Order(StringComparer.Ordinal));
        Assert.Equal(["/top", "/p2", "/p1", "/a", "/c"], TakePaths());

        Assert.Equal(HarvestOutcome.Unchanged, (await _bench.FetchAsync(Source(), first.NextCursor)).Outcome);
        Assert.Equal(["/top", "/p2", "/c"], TakePaths());

        Top("p3");
        Changes("/p3", "p2", Change("Remove", "a", "2026-01-06T00:00:00Z"), Change("Move", "c", "2026-01-07T00:00:00Z").Replace("\"endTime\"", "\"target\":{\"id\":\"{base}d\",\"type\":\"Manifest\"},\"endTime\"", StringComparison.Ordinal));
        var second = await _bench.FetchAsync(Source(), first.NextCursor);
        Assert.Equal((HarvestOutcome.Complete, HarvestScope.Increment), (second.Outcome, second.Scope));
        Assert.DoesNotContain("/p1", TakePaths());
        var cut = _bench.Cut([first, second], Source());
        Assert.Equal([At("d")], cut.Records.Where(r => !r.IsDeleted).Select(r => r.Identifier));
        Assert.Equal([At("a"), At("b"), At("c")], cut.Records.Where(r => r.IsDeleted).Select(r => r.Identifier).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task From_time_to_time_the_changes_are_walked_to_their_beginning_and_compared_with_what_is_held()
    {
        Top("p2");
        Changes("/p1", null, Change("Create", "a", "2026-01-01T00:00:00Z"), Change("Create", "b", "2026-01-02T00:00:00Z"), Change("Create", "c", "2026-01-02T12:00:00Z"));
        Changes("/p2", "p1", Change("Create", "d", "2026-01-03T00:00:00Z"), Change("Update", "e", "2026-01-04T00:00:00Z"));
        foreach (var name in (string[])["a", "b", "c", "d", "e"])
            Manifest(name);
        var first = await _bench.FetchAsync(Source());
        TakePaths();
        var longAgo = first.NextCursor! with { FullAt = first.StartedAt.AddDays(-31) };

        // One went without a word, one is no longer named but is there, one came in late, and one changed under an earlier moment.
        Changes("/p1", null, Change("Create", "laat", "2025-12-01T00:00:00Z"), Change("Create", "c", "2026-01-02T12:00:00Z"), Change("Update", "d", "2026-01-03T12:00:00Z"));
        Changes("/p2", "p1", Change("Update", "e", "2026-01-04T00:00:00Z"));
        _pages.Remove("/a");
        Manifest("laat");
        Manifest("d", "anders");
        Assert.Equal(HarvestOutcome.Unchanged, (await _bench.FetchAsync(Source(), first.NextCursor)).Outcome);
        TakePaths();
        var second = await _bench.FetchAsync(Source(), longAgo);

        Assert.Equal((HarvestOutcome.Complete, HarvestScope.Increment, second.StartedAt), (second.Outcome, second.Scope, second.NextCursor!.FullAt));
        Assert.Equal(["/a", "/b", "/d", "/laat", "/p1", "/p2", "/top"], TakePaths().Order(StringComparer.Ordinal));
        var cut = _bench.Cut([first, second], Source());
        Assert.Equal([At("b"), At("c"), At("d"), At("e"), At("laat")], cut.Records.Where(record => !record.IsDeleted).Select(record => record.Identifier).Order(StringComparer.Ordinal));
        Assert.Equal((At("a"), true), cut.Records.Where(record => record.IsDeleted).Select(record => (record.Identifier, record.IsInferred)).Single());
        Assert.Contains("anders", cut.Text(At("d")), StringComparison.Ordinal);

        var third = await _bench.FetchAsync(Source(), second.NextCursor with { FullAt = second.StartedAt.AddDays(-31) });
        Assert.Equal(HarvestOutcome.Unchanged, third.Outcome);
        Assert.Equal(HarvestOutcome.Unchanged, (await _bench.FetchAsync(Source() with { FullEvery = TimeSpan.Zero }, longAgo)).Outcome);
    }

    [Fact]
    public async Task Before_a_refresh_only_deletions_count()
    {
        Top("p1");
        Changes("/p1", null, Change("Create", "oud", "2026-01-01T00:00:00Z"), Change("Delete", "weg", "2026-01-02T00:00:00Z"), """{"type":"Refresh","startTime":"2026-01-03T00:00:00Z"}""", Change("Update", "a", "2026-01-04T00:00:00Z"));
        Manifest("a");
        Manifest("oud");
        var run = await _bench.FetchAsync(Source());

        Assert.DoesNotContain("/oud", TakePaths());
        Assert.Equal(At("a"), Assert.Single(_bench.Cut(run, Source()).Records, record => !record.IsDeleted).Identifier);
    }

    [Fact]
    public async Task Level_0_is_a_list_that_is_harvested_whole_each_time()
    {
        Top("p1");
        Changes("/p1", null, Change("Update", "a", null), Change("Update", "b", null));
        Manifest("a");
        Manifest("b");
        var first = await _bench.FetchAsync(Source());
        Changes("/p1", null, Change("Update", "b", null));
        var second = await _bench.FetchAsync(Source(), first.NextCursor);

        Assert.Equal((HarvestOutcome.Complete, HarvestScope.Full), (second.Outcome, second.Scope));
        Assert.Equal(At("b"), Assert.Single(_bench.Cut(second, Source()).Records).Identifier);
    }

    [Fact]
    public async Task A_web_page_in_place_of_IIIF_is_explained()
    {
        _pages["/top"] = "<html>";
        var run = await _bench.FetchAsync(Source());

        Assert.Equal(HarvestOutcome.Failed, run.Outcome);
        Assert.Contains("is not JSON", Assert.Single(run.Reasons).Message, StringComparison.Ordinal);
    }

    [SharedFact("harvest/iiif/presentation-2.1")]
    public void All_52_wrong_manifests_of_the_specification_say_what_is_wrong()
    {
        var silent = new List<string>();
        foreach (var number in Enumerable.Range(0, 52))
        {
            var cut = Cut(SharedData.PathOf($"harvest/iiif/presentation-2.1/errors/{number}-manifest.json"));
            if (cut is not [CutItem.Fault { Value: { Code: "iiif-not-valid", Reason.Length: > 20 } }])
                silent.Add($"{number}");
        }

        Assert.Empty(silent);
    }

    [SharedFact("harvest/iiif")]
    public void All_good_manifests_of_both_versions_are_records()
    {
        var folders = (string[])[SharedData.PathOf("harvest/iiif/presentation-2.1/fixtures"), SharedData.PathOf("harvest/iiif/cookbook-3.0")];
        var wrong = new List<string>();
        var read = 0;
        foreach (var file in folders.SelectMany(folder => Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories)).Order(StringComparer.Ordinal))
        {
            using var document = IiifDocument.Parse(File.ReadAllBytes(file));
            if (IiifDocument.KindOf(document.RootElement) != IiifKind.Manifest)
                continue;
            read++;
            if (Cut(file) is [CutItem.Fault { Value.Reason: var reason }])
                wrong.Add($"{Path.GetFileName(file)}: {reason}");
        }

        Assert.Empty(wrong);
        Assert.True(read > 130, $"{read} manifests");
    }

    [SharedFact("harvest/iiif/discovery-1.0")]
    public void The_activities_of_the_specification_are_read()
    {
        var files = Directory.EnumerateFiles(SharedData.PathOf("harvest/iiif/discovery-1.0"), "*OrderedCollectionPage.json").Order(StringComparer.Ordinal).ToList();
        foreach (var file in files)
        {
            using var document = IiifDocument.Parse(File.ReadAllBytes(file));
            Assert.Equal(IiifKind.ChangesPage, IiifDocument.KindOf(document.RootElement));
            Assert.NotNull(IiifDocument.Link(document.RootElement, "prev"));
        }

        Assert.Equal(2, files.Count);
    }

    private List<CutItem> Cut(string file)
    {
        var stored = _bench.Archive.Write(File.ReadAllBytes(file));
        var payload = new ArchivedPayload(stored.Hash, PayloadKind.IiifManifest, file, stored.Length, DateTimeOffset.UnixEpoch);
        return [.. new PayloadCutter(_bench.Archive, payload, Source(), CutOptions.Default, CutDepth.Records).Cut()];
    }
}
