using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Ocw.Nde.Node.Tests.Features.Sparql;

/// <summary>Answers say which versions they were read from, and can be had again.</summary>
public sealed partial class VersionTests : IDisposable
{
    private const string Names = "SELECT ?n WHERE { ?s <http://e/name> ?n } ORDER BY ?n";

    private readonly BareNode _node = BareNode.Start();

    public VersionTests()
    {
        _node.Load("http://e/a", "<http://e/1> <http://e/name> \"a\" .");
        _node.Load("http://e/b", "<http://e/2> <http://e/name> \"b\" .");
    }

    public void Dispose() => _node.Dispose();

    [Fact]
    public async Task An_answer_names_its_commit_and_the_graphs_that_it_read()
    {
        using var all = await _node.AskAsync(Names);
        using var one = await _node.AskAsync("SELECT ?n FROM <http://e/a> WHERE { ?s <http://e/name> ?n }");

        Assert.Equal("2", all.Headers.GetValues("Ocwnde-Commit").Single());
        Assert.Equal("\"http://e/b\";commit=2, \"http://e/a\";commit=1", all.Headers.GetValues("Ocwnde-Versions").Single());
        Assert.Equal("\"http://e/a\";commit=1", one.Headers.GetValues("Ocwnde-Versions").Single());
    }

    [Fact]
    public async Task The_list_of_graphs_is_bounded_and_says_how_many_more_there_are()
    {
        using (var transaction = _node.Host.Store.BeginWrite())
        {
            for (var i = 0; i < 200; i++)
                transaction.Stage(new Rdf.Terms.Iri($"http://e/graph/{i}"), Store.Sources.GraphClass.Content).Quad(Rdf.Terms.TermSpan.Iri("http://e/x"u8), Rdf.Terms.TermSpan.Iri("http://e/y"u8), Rdf.Terms.TermSpan.Iri("http://e/z"u8), Rdf.Terms.TermSpan.None);
            transaction.Commit();
        }

        using var response = await _node.AskAsync("ASK { }");
        var list = response.Headers.GetValues("Ocwnde-Versions").Single();

        Assert.InRange(list.Length, 500, 1100);
        Assert.Matches("more;graphs=[0-9]+;commit=3$", list);
    }

    [Fact]
    public async Task The_permalink_gives_the_same_answer_after_the_data_changed()
    {
        using var then = await _node.AskAsync(Names, "text/csv");
        var link = Target().Match(then.Headers.GetValues("Link").Single());
        using (var update = await _node.UpdateAsync("DELETE WHERE { GRAPH <http://e/a> { ?s ?p ?o } } ; INSERT DATA { GRAPH <http://e/c> { <http://e/3> <http://e/name> \"c\" } }"))
            Assert.True(update.IsSuccessStatusCode);
        using var now = await _node.AskAsync(Names, "text/csv");
        using var later = await _node.SendAsync(HttpMethod.Get, link.Groups["target"].Value, "text/csv");

        Assert.Equal("n\r\nb\r\nc\r\n", await now.Content.ReadAsStringAsync());
        Assert.Equal("n\r\na\r\nb\r\n", await later.Content.ReadAsStringAsync());
        Assert.Equal("2", later.Headers.GetValues("Ocwnde-Commit").Single());
        Assert.Equal(then.Headers.GetValues("Ocwnde-Versions").Single(), later.Headers.GetValues("Ocwnde-Versions").Single());
        Assert.Contains("memento", link.Groups["relations"].Value, StringComparison.Ordinal);
        Assert.True(DateTimeOffset.TryParse(later.Headers.GetValues("Memento-Datetime").Single(), System.Globalization.CultureInfo.InvariantCulture, out _));
    }

    [Fact]
    public async Task A_state_is_asked_for_by_its_time_too()
    {
        using var snapshot = _node.Host.Store.OpenSnapshot(Store.ReaderScope.Public);
        var time = snapshot.CommittedAt;
        await _node.UpdateAsync("CLEAR ALL");

        Assert.Equal(["a", "b"], await _node.RowsAsync(Names, "&at=" + Uri.EscapeDataString(time.ToString("O", System.Globalization.CultureInfo.InvariantCulture))));
        Assert.Equal(["a"], await _node.RowsAsync(Names, "&at=1"));
        Assert.Empty(await _node.RowsAsync(Names, "&at=0"));
    }

    [Theory]
    [InlineData("99", HttpStatusCode.NotFound)]
    [InlineData("gisteren", HttpStatusCode.BadRequest)]
    [InlineData("-1", HttpStatusCode.BadRequest)]
    [InlineData("1985-01-01T00:00:00Z", HttpStatusCode.Gone)]
    public async Task A_state_that_is_not_there_is_refused_with_what_there_is(string at, HttpStatusCode status)
    {
        using var query = await _node.AskAsync(Names, more: "&at=" + Uri.EscapeDataString(at));
        using var graph = await _node.SendAsync(HttpMethod.Get, "/graph?graph=http://e/a&at=" + Uri.EscapeDataString(at));

        Assert.Equal([status, status], [query.StatusCode, graph.StatusCode]);
        Assert.Equal("application/problem+json", query.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_graph_is_read_as_it_was()
    {
        using (var put = await _node.SendAsync(HttpMethod.Put, "/graph?graph=http://e/a", content: new StringContent("<http://e/1> <http://e/name> \"anders\" .", Encoding.UTF8, "text/turtle")))
            Assert.True(put.IsSuccessStatusCode);
        using var now = await _node.SendAsync(HttpMethod.Get, "/graph?graph=http://e/a", "application/n-triples");
        using var then = await _node.SendAsync(HttpMethod.Get, "/graph?graph=http://e/a&at=2", "application/n-triples");

        Assert.Equal("<http://e/1> <http://e/name> \"anders\" .\n", await now.Content.ReadAsStringAsync());
        Assert.Equal("<http://e/1> <http://e/name> \"a\" .\n", await then.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task The_data_of_a_thing_is_read_as_it_was()
    {
        _node.Load("http://e/a", $"<{_node.Address}id/x/1> <https://schema.org/name> \"nieuw\" .");
        _node.Load("http://e/a", $"<{_node.Address}id/x/1> <https://schema.org/name> \"nieuwer\" .");
        var (now, then) = (await _node.Client.GetStringAsync("/data/id/x/1.nt"), await _node.Client.GetStringAsync("/data/id/x/1.nt?at=3"));
        using var before = await _node.Client.GetAsync("/data/id/x/1.nt?at=2");
        using var never = await _node.Client.GetAsync("/data/id/x/1.nt?at=1985-01-01T00:00:00Z");

        Assert.Contains("\"nieuwer\"", now, StringComparison.Ordinal);
        Assert.Contains("\"nieuw\"", then, StringComparison.Ordinal);
        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.Gone], [before.StatusCode, never.StatusCode]);
    }

    [GeneratedRegex("<(?<target>[^>]+)>; rel=\"(?<relations>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Target();
}
