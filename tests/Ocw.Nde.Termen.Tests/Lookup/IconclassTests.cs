using System.Text.Json;
using Ocw.Nde.Termen.Alignment.Gold;
using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Lookup;
using Ocw.Nde.Termen.Tests.Support;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Termen.Tests.Lookup;

public sealed class IconclassTests
{
    [Theory]
    [InlineData("25F23(LION)", "25F23(LION)", true, "roofdieren: leeuw")]
    [InlineData(" 25 f 23 (lion) ", "25F23(LION)", true, "roofdieren: leeuw")]
    [InlineData("25F23(OCELOT)", "25F23(...)", false, "roofdieren: OCELOT")]
    [InlineData("25F23(LION)(+12)", "25F23(LION)", false, "roofdieren: leeuw (+12)")]
    [InlineData("25F23(SNOW LEOPARD)(+1)", "25F23(...)", false, "roofdieren: SNOW LEOPARD (+1)")]
    [InlineData("25F23(+46)", "25F23", false, "roofdieren (+46)")]
    [InlineData("25F23(12)", "25F23(...)", false, "roofdieren: 12")]
    [InlineData("25F(KAT)", "25F", false, "dieren: KAT")]
    public async Task A_composed_notation_leads_to_what_it_is_composed_on(string notation, string found, bool isExact, string label)
    {
        using var index = await TestIndex.OfAsync(
            Sources.Of("iconclass", TermGenres.Subject, NotationSyntax.Iconclass),
            Concept("25F", "dieren"), Concept("25F23", "roofdieren"), Concept("25F23(...)", "roofdieren (met NAAM)"), Concept("25F23(LION)", "roofdieren: leeuw"));

        var hit = Assert.Single(new TermLookup(index.Index).FindNotation(notation));

        Assert.Equal((found, isExact, label), (hit.Notation, hit.IsExact, hit.Label));
    }

    [Theory]
    [InlineData("25F99")]
    [InlineData("25F23(LION")]
    [InlineData("leeuw")]
    [InlineData("")]
    [InlineData("25F23((x))")]
    public async Task What_is_no_notation_or_not_listed_finds_nothing(string notation)
    {
        using var index = await TestIndex.OfAsync(Sources.Of("iconclass", TermGenres.Subject, NotationSyntax.Iconclass), Concept("25F", "dieren"), Concept("25F23", "roofdieren"));

        Assert.Empty(new TermLookup(index.Index).FindNotation(notation));
    }

    [Fact]
    public async Task A_plain_source_knows_no_composition()
    {
        using var index = await TestIndex.OfAsync(Sources.Of("codes"), Concept("25F", "dieren"));

        Assert.Empty(new TermLookup(index.Index).FindNotation("25F(+1)"));
        Assert.Single(new TermLookup(index.Index).FindNotation("25f"));
    }

    [SharedFact("gold/subjects-iconclass/objects.dev.jsonl.gz")]
    public async Task Every_notation_that_the_rijksmuseum_used_leads_to_a_term()
    {
        using var index = new TestIndex();
        var graph = TermGraph.OfShared("thesauri/iconclass/iconclass-skos.ttl.gz");
        await index.Index.RebuildAsync(Sources.Of("iconclass", TermGenres.Subject, NotationSyntax.Iconclass), graph.Quads, graph.Id, "1");
        var lookup = new TermLookup(index.Index);

        var notations = GoldQueries.Lines(SharedData.PathOf("gold/subjects-iconclass/objects.dev.jsonl.gz"))
            .SelectMany(line => JsonDocument.Parse(line).RootElement.GetProperty("expectNotations").EnumerateArray().Select(item => item.GetString()!))
            .Distinct(StringComparer.Ordinal).ToList();
        var hits = notations.Select(notation => lookup.FindNotation(notation, "iconclass", ["en"])).ToList();

        Assert.Equal(687, notations.Count);
        Assert.All(hits, hit => Assert.Single(hit));
        Assert.Equal(613, hits.Count(hit => hit[0].IsExact));
        Assert.Equal("trees: KAPOK", lookup.FindNotation("25G3(KAPOK)", null, ["en"])[0].Label);
    }

    private static TermRecord Concept(string notation, string label) =>
        Sources.Term(Uri.EscapeDataString(notation), label).With(term => term.Notations.Add(notation));
}
