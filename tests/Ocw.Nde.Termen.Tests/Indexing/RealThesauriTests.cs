using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Termen.Lookup;
using Ocw.Nde.Termen.Search;
using Ocw.Nde.Termen.Tests.Support;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Termen.Tests.Indexing;

/// <summary>Thesauri as institutions publish them, through parser, graph and index.</summary>
public sealed class RealThesauriTests
{
    [SharedTheory("thesauri/README.md")]
    [InlineData("thesauri/nmvw/nmvw-skos.ttl.gz", 21_871, 45_731)]
    [InlineData("thesauri/koloniaalverleden/koloniaalverleden-skos.ttl.gz", 370, 510)]
    [InlineData("thesauri/cht-from-axiell/cht-labels-skos.ttl.gz", 6_322, 6_678)]
    [InlineData("thesauri/yso-archaeology/yso-archaeology.ttl.gz", 130, 488)]
    [InlineData("thesauri/aat-subset/aat-subset-skos.ttl.gz", 3_472, 5_920)]
    public async Task All_concepts_and_labels_are_indexed(string path, int terms, int labels)
    {
        using var index = new TestIndex();
        var graph = TermGraph.OfShared(path);

        var report = await index.Index.RebuildAsync(Sources.Of("a"), graph.Quads, graph.Id, "1");

        Assert.Equal((terms, labels), (report.Terms, report.Labels));
    }

    [SharedFact("thesauri/abr/abr-2023-freeze.trig.gz")]
    public async Task The_archaeological_register_has_its_hidden_labels_notations_and_hierarchy()
    {
        using var index = new TestIndex();
        var graph = TermGraph.OfShared("thesauri/abr/abr-2023-freeze.trig.gz", RdfFormats.TriG);

        var report = await index.Index.RebuildAsync(Sources.Of("abr"), graph.Quads, graph.Id, "1");

        Assert.Equal((7_172, 10_534), (report.Terms, report.Labels));
        var hit = new TermSearch(index.Index).Search(new TermQuery { Text = "Neolithicum", Languages = ["nl"] }).Hits[0];
        var term = new TermLookup(index.Index).Find(hit.Iri, ["nl"])!;
        Assert.NotEmpty(term.Notations);
        Assert.NotEmpty(term.Narrower);
        Assert.All(term.Narrower, narrower => Assert.False(string.IsNullOrEmpty(narrower.Label)));
    }
}
