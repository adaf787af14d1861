using System.Text;
using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Network;
using Ocw.Nde.Termen.Search;
using Ocw.Nde.Termen.Tests.Support;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Termen.Tests.Network.Live;

public sealed class LiveSourcesTests
{
    private const string Turtle =
        """
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        @prefix ex: <https://example.org/id/> .
        ex:molen a skos:Concept ; skos:prefLabel "molen"@nl, "mill"@en ; skos:broader ex:gebouw ; rdfs:seeAlso <https://example.org/page> .
        ex:watermolen a skos:Concept ; skos:prefLabel "watermolen"@nl ; skos:altLabel "molen op water"@nl ; skos:exactMatch <https://elders.example/1> .
        ex:gebouw a skos:Concept ; skos:prefLabel "gebouw"@nl .
        """;

    [Fact]
    public async Task A_live_source_answers_with_whole_terms_best_first()
    {
        using var source = SourceStandIn.OfTurtle(Encoding.UTF8.GetBytes(Turtle));
        using var network = new LiveNetwork([source.Entry("a")]);

        var answer = await network.SearchOneAsync("Molen");

        Assert.Null(answer.Fault);
        Assert.Equal((AnswerOrigin.Live, null), (answer.Origin, answer.CopyFrom));
        Assert.Equal(["molen", "watermolen"], answer.Hits.Select(hit => hit.Hit.Label));
        Assert.Equal(SearchReasons.LabelEqual, answer.Hits[0].Hit.Reason);
        Assert.Equal("mill", answer.Hits[0].Term.Label("en").Text);
        Assert.Equal("https://example.org/page", Assert.Single(answer.Hits[0].Term.SeeAlso));
        Assert.Equal("https://elders.example/1", Assert.Single(answer.Hits[1].Term.ExactMatches).Iri);
        Assert.Contains("LIMIT 20", Assert.Single(source.Queries), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Look_ups_go_in_one_question_and_name_what_is_not_there()
    {
        using var source = SourceStandIn.OfTurtle(Encoding.UTF8.GetBytes(Turtle));
        using var network = new LiveNetwork([source.Entry("a")]);

        var answers = await network.LookupAsync("https://example.org/id/gebouw", "https://example.org/id/molen");

        Assert.Equal(["gebouw", "molen"], answers.Select(answer => answer.Term!.Label("nl").Text));
        Assert.Single(source.Queries);
        Assert.Equal(SourceFaultKind.NotFound, (await network.LookupOneAsync("https://example.org/id/weg")).Fault!.Kind);
        Assert.Equal(SourceFaultKind.UnknownSource, (await network.LookupOneAsync("https://elders.example/1")).Fault!.Kind);
    }

    [Theory]
    [InlineData("https://example.org/id/a> <https://example.org/id/b")]
    [InlineData("https://example.org/id/a b")]
    [InlineData("https://example.org/id/}{")]
    [InlineData("molen")]
    [InlineData("")]
    public async Task A_bad_iri_is_refused_alone_and_never_sent(string bad)
    {
        using var source = SourceStandIn.OfTurtle(Encoding.UTF8.GetBytes(Turtle));
        using var network = new LiveNetwork([source.Entry("a")]);

        var answers = await network.LookupAsync(bad, "https://example.org/id/molen");

        Assert.Equal(SourceFaultKind.BadIri, answers[0].Fault!.Kind);
        Assert.Equal("molen", answers[1].Term!.Label("nl").Text);
        Assert.Equal("CONSTRUCT { ?s ?p ?o } WHERE { VALUES ?s { <https://example.org/id/molen> } ?s ?p ?o }", Assert.Single(source.Queries));
    }

    [Fact]
    public async Task Text_with_quotes_and_braces_stays_text()
    {
        using var source = SourceStandIn.OfTurtle(Encoding.UTF8.GetBytes(Turtle));
        using var network = new LiveNetwork([source.Entry("a")]);

        var answer = await network.SearchOneAsync("x\")) } DROP ALL # \\ \n '");

        Assert.Null(answer.Fault);
        Assert.Empty(answer.Hits);
    }

    [SharedFact("nde/network-of-terms/fixtures/multi-scheme.ttl")]
    public async Task A_term_goes_to_the_source_that_its_scheme_names()
    {
        using var source = SourceStandIn.OfTurtle(File.ReadAllBytes(SharedData.PathOf("nde/network-of-terms/fixtures/multi-scheme.ttl")));
        var a = source.Entry("A", "https://example.com/multi-scheme/") with { Iri = "https://example.com/multi-scheme/A" };
        var b = source.Entry("B", "https://example.com/multi-scheme/") with { Iri = "https://example.com/multi-scheme/B" };
        using var network = new LiveNetwork([a, b]);

        var answers = await network.LookupAsync("https://example.com/multi-scheme/term-b", "https://example.com/multi-scheme/term-a");

        Assert.Equal(["B", "A"], answers.Select(answer => answer.Source!.Id));
        Assert.Single(source.Queries);
    }

    [SharedFact("nde/network-of-terms/expected/nt-test-catalog.json")]
    public async Task The_queries_of_the_test_catalogue_find_the_terms_of_its_fixture()
    {
        using var recorded = System.Text.Json.JsonDocument.Parse(File.ReadAllBytes(SharedData.PathOf("nde/network-of-terms/expected/nt-test-catalog.json")));
        var rkd = recorded.RootElement[0].GetProperty("distributions")[0];
        using var source = SourceStandIn.OfTurtle(File.ReadAllBytes(SharedData.PathOf("nde/network-of-terms/fixtures/terms.ttl")));
        var entry = source.Entry("rkd", "https://example.com/resources/");
        entry = entry with { Distributions = [entry.Distributions[0] with { SearchQuery = rkd.GetProperty("searchQuery").GetString()!, LookupQuery = rkd.GetProperty("lookupQuery").GetString()! }] };
        using var network = new LiveNetwork([entry]);

        var found = await network.SearchOneAsync("nachtwacht");
        var looked = await network.LookupOneAsync(found.Hits[0].Hit.Iri);

        Assert.NotEmpty(found.Hits);
        Assert.Null(looked.Fault);
        Assert.Contains(looked.Term!.Broader.Concat(looked.Term.Narrower).Concat(looked.Term.Related), reference => reference.Label is not null);
    }

    [Fact]
    public async Task Http_and_https_name_one_term()
    {
        using var index = await TestIndex.OfAsync(Sources.Of("a"), Sources.Term("molen", "molen"));
        using var network = new LiveNetwork([], index);

        Assert.Equal("molen", (await network.LookupOneAsync("http://example.org/id/molen")).Term!.Label("nl").Text);
    }

    [Fact]
    public async Task Credentials_come_from_the_environment_and_go_in_a_header()
    {
        using var source = SourceStandIn.Of("text/turtle", "");
        var entry = source.Entry("a");
        entry = entry with { Distributions = [entry.Distributions[0] with { Endpoint = source.Address.Replace("http://", "http://$DATASET_CREDENTIALS@", StringComparison.Ordinal) }] };
        using var with = new LiveNetwork([entry], environment: name => name == "DATASET_CREDENTIALS" ? "piet:geheim" : null);
        using var without = new LiveNetwork([entry]);

        Assert.Null((await with.SearchOneAsync("molen")).Fault);
        Assert.Contains("Authorization: Basic cGlldDpnZWhlaW0=", Assert.Single(source.Heads), StringComparison.Ordinal);
        var fault = (await without.SearchOneAsync("molen")).Fault!;
        Assert.Equal(SourceFaultKind.NotPermitted, fault.Kind);
        Assert.Contains("DATASET_CREDENTIALS", fault.MessageNl, StringComparison.Ordinal);
        Assert.Single(source.Queries);
    }

    [Fact]
    public async Task A_merged_list_joins_kept_and_live_terms()
    {
        using var source = SourceStandIn.OfTurtle(Encoding.UTF8.GetBytes(Turtle));
        using var index = await TestIndex.OfAsync(Sources.Of("kept"), Sources.Term("k1", "watermolen").With(term => term.Relations.Add(new(TermRelationKind.ExactMatch, "https://elders.example/1"))));
        using var network = new LiveNetwork([source.Entry("a")], index);

        var result = await network.Network.SearchMergedAsync(new NetworkQuery { Text = "watermolen", Timeout = TimeSpan.FromSeconds(30) }, default);

        var hit = Assert.Single(result.Hits);
        Assert.Single(hit.AlsoIn);
        Assert.Equal(2, result.Answers.Count);
        Assert.Empty(result.Faulty);
    }
}
