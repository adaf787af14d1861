using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Network;
using Ocw.Nde.Termen.Tests.Support;

namespace Ocw.Nde.Termen.Tests.Network;

public sealed class KeptNetworkTests
{
    private const string Base = "https://example.org/id/";

    [Fact]
    public async Task Each_kept_source_gives_an_answer_of_its_own()
    {
        using var index = await TwoSourcesAsync();
        var network = new TermNetwork(index.Index);

        var answers = await AllAsync(network.SearchAsync(new NetworkQuery { Text = "molen" }, default));

        Assert.Equal(["a", "b"], answers.Select(answer => answer.Source!.Id));
        Assert.All(answers, answer => Assert.Equal("molen", Assert.Single(answer.Hits).Term.Label("nl").Text));
        Assert.All(answers, answer => Assert.Equal(AnswerOrigin.Kept, answer.Origin));
        Assert.All(answers, answer => Assert.NotNull(answer.CopyFrom));
    }

    [Fact]
    public async Task An_unknown_source_is_told_and_the_others_answer()
    {
        using var index = await TwoSourcesAsync();
        var network = new TermNetwork(index.Index);

        var answers = await AllAsync(network.SearchAsync(new NetworkQuery { Text = "molen", Sources = ["bestaat-niet", "urn:graph:b"] }, default));

        Assert.Equal(SourceFaultKind.UnknownSource, Assert.Single(answers, answer => answer.Asked == "bestaat-niet").Fault!.Kind);
        Assert.Single(Assert.Single(answers, answer => answer.Asked == "urn:graph:b").Hits);
    }

    [Fact]
    public async Task Terms_that_an_exact_match_joins_are_one_thing_in_a_merged_list()
    {
        using var index = await TwoSourcesAsync();
        var network = new TermNetwork(index.Index);

        var result = await network.SearchMergedAsync(new NetworkQuery { Text = "molen" }, default);

        var hit = Assert.Single(result.Hits);
        Assert.Equal((Base + "b1", "b"), Assert.Single(hit.AlsoIn));
        Assert.Equal(Base + "a1", hit.Hit.Iri);
    }

    [Fact]
    public async Task Look_ups_answer_in_the_order_of_the_question()
    {
        using var index = await TwoSourcesAsync();
        var network = new TermNetwork(index.Index);

        var answers = await network.LookupAsync([Base + "b1", "https://elders.example/1", Base + "a1"], new LookupOptions(), default);

        Assert.Equal("b", answers[0].Source!.Id);
        Assert.Equal(SourceFaultKind.UnknownSource, answers[1].Fault!.Kind);
        Assert.Equal("molen", answers[2].Term!.Label("nl").Text);
    }

    [Fact]
    public async Task The_catalogue_shows_what_is_kept_as_soon_as_it_is_there()
    {
        using var index = await TestIndex.OfAsync(Sources.Of("a"), Sources.Term("a1", "molen"));
        var network = new TermNetwork(index.Index);
        var before = network.Catalog;

        await index.AddAsync(Sources.Of("b"), Sources.Term("b1", "wiek"), Sources.Term("b2", "kap"));

        Assert.Null(before.Find("b"));
        var entry = network.Catalog.Find("b")!;
        Assert.Equal((2, 2, SourceMode.Kept), (entry.KeptTerms, entry.KeptLabels, entry.Mode));
    }

    private static async Task<TestIndex> TwoSourcesAsync()
    {
        var index = await TestIndex.OfAsync(Sources.Of("a"), Sources.Term("a1", "molen").With(term => term.Relations.Add(new TermRelation(TermRelationKind.ExactMatch, Base + "b1"))));
        await index.AddAsync(Sources.Of("b"), Sources.Term("b1", "molen"));
        return index;
    }

    private static async Task<List<SourceAnswer>> AllAsync(IAsyncEnumerable<SourceAnswer> answers)
    {
        var all = new List<SourceAnswer>();
        await foreach (var answer in answers)
            all.Add(answer);
        return all;
    }
}
