using System.Text;

namespace Ocw.Nde.Harvest.Tests;

/// <summary>Records that are gathered from all over a page of RDF are taken out of it, and nothing else.</summary>
public sealed class PageErasureTests : IDisposable
{
    private readonly LdesServer _server = new();
    private readonly HarvestBench _bench = HarvestBench.OnLoopback();

    public void Dispose()
    {
        _bench.Dispose();
        _server.Dispose();
    }

    private string At(string path) => _server.Web.At(path).AbsoluteUri;

    [Fact]
    public async Task A_member_goes_from_its_page_with_its_version_and_its_blank_nodes()
    {
        _server.Page(
            "/stream",
            LdesServer.Member("a", 1, "2026-01-01T00:00:00Z", "geheim", "; ex:maker [ ex:naam \"verborgen\" ]") + LdesServer.Member("b", 1, "2026-01-01T00:00:00Z", "openbaar", "; ex:maker [ ex:naam \"zichtbaar\" ]"));
        var run = await _bench.FetchAsync(_server.Source());

        var report = Eraser.Erase(_server.Source(), new OfEntity(At("a")), runs: null, apply: true);
        var again = _bench.Archive.OpenRun("stroom", run.RunId);
        var cut = _bench.Cut(again, _server.Source());

        Assert.Equal(At("a"), Assert.Single(report.Records).Identifier);
        Assert.Equal([At("b")], cut.Records.Select(r => r.Identifier));
        Assert.Contains("zichtbaar", cut.Text(At("b")), StringComparison.Ordinal);
        var kept = Kept(again);
        Assert.DoesNotContain("geheim", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("verborgen", kept, StringComparison.Ordinal);
        Assert.DoesNotContain($"{At("a")}>", kept, StringComparison.Ordinal);
        Assert.All(run.Payloads, payload => Assert.False(_bench.Archive.Contains(payload.Hash)));
    }

    [Fact]
    public async Task Nothing_is_changed_when_it_is_only_asked_what_would_go()
    {
        _server.Page("/stream", LdesServer.Member("a", 1, "2026-01-01T00:00:00Z") + LdesServer.Member("b", 1, "2026-01-01T00:00:00Z"));
        var run = await _bench.FetchAsync(_server.Source());

        var report = Eraser.Erase(_server.Source(), new OfEntity(At("a")), runs: null, apply: false);

        Assert.Single(report.Records);
        Assert.Equal([At("a"), At("b")], _bench.Cut(_bench.Archive.OpenRun("stroom", run.RunId), _server.Source()).Records.Select(r => r.Identifier).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_next_run_goes_on_from_the_page_without_the_member()
    {
        _server.Page("/stream", LdesServer.Member("a", 1, "2026-01-01T00:00:00Z") + LdesServer.Member("b", 1, "2026-01-01T00:00:00Z"));
        var run = await _bench.FetchAsync(_server.Source());
        Eraser.Erase(_server.Source(), new OfEntity(At("a")), runs: null, apply: true);

        var next = await _bench.FetchAsync(_server.Source(), _bench.Archive.OpenRun("stroom", run.RunId).NextCursor);

        Assert.Equal(HarvestOutcome.Unchanged, next.Outcome);
    }

    private ArchiveEraser Eraser => new(_bench.Archive);

    private string Kept(HarvestRun run)
    {
        var text = new StringBuilder();
        foreach (var payload in run.Payloads)
        {
            using var reader = new StreamReader(_bench.Archive.OpenRead(payload.Hash), Encoding.UTF8);
            text.Append(reader.ReadToEnd());
        }

        return text.ToString();
    }

    private sealed class OfEntity(string iri) : IErasure
    {
        public bool Covers(HarvestedRecord record) => record.Identifier == iri;

        public byte[]? Without(HarvestedDocument document) => null;

        public bool Mentions(string text) => text.Contains($"<{iri}>", StringComparison.Ordinal);
    }
}
