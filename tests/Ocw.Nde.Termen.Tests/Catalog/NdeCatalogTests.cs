using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Network.Live;
using Ocw.Nde.Termen.Tests.Support;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Termen.Tests.Catalog;

public sealed class NdeCatalogTests
{
    [SharedFact(NdeCatalog.Path)]
    public void All_descriptions_load_unchanged()
    {
        var load = NdeCatalog.Load();

        Assert.Empty(load.Faults);
        Assert.Equal(56, load.Entries.Count);
        Assert.All(load.Entries, entry => Assert.All(entry.Creators, creator => Assert.NotEmpty(creator.Names)));
        Assert.Equal(47, load.Entries.Count(entry => entry.TermPrefixes.Count > 0));
        Assert.All(load.Entries, entry => Assert.NotEqual(TermGenres.None, GenreTable.GenresOf(entry.Genres)));
        Assert.Equal(52, load.Entries.Count(entry => entry.Distributions.Any(distribution => distribution.Services.Count > 0)));
        Assert.Equal(28, load.Entries.SelectMany(entry => entry.Creators).Select(creator => creator.Iri).Distinct().Count());
        Assert.Equal(11, load.Entries.Count(entry => entry.Distributions[0].FiltersGenres));
    }

    [SharedFact(NdeCatalog.Path)]
    public void An_entry_says_what_its_description_says()
    {
        var aat = NdeCatalog.Load().Entries.Single(entry => entry.Id == "aat");

        Assert.Equal("http://vocab.getty.edu/aat", aat.Iri);
        Assert.Equal("Art & Architecture Thesaurus", aat.Name("nl"));
        Assert.Equal("AAT", aat.AlternateNames["nl"]);
        Assert.Equal("Getty Research Institute", Assert.Single(aat.Creators).Names["nl"]);
        Assert.Equal("Getty", aat.Creators[0].AlternateNames[""]);
        Assert.Equal(["en", "nl"], aat.Languages);
        Assert.Equal(["http://vocab.getty.edu/aat/"], aat.TermPrefixes);
        Assert.Equal("https://vocab.getty.edu/sparql", Assert.Single(aat.Distributions).Endpoint);
        Assert.Equal("https://reconciliation-api.github.io/specs/latest/", Assert.Single(aat.Distributions[0].Services).Type);
        Assert.Equal(8, aat.Genres.Count);
    }

    [SharedTheory("nde/network-of-terms")]
    [InlineData("datasets")]
    [InlineData("publishers")]
    [InlineData("shapes")]
    public void Descriptions_publishers_and_shapes_parse_to_the_expected_triples(string what)
    {
        var folder = SharedData.PathOf("nde/network-of-terms");
        var pairs = what switch
        {
            "datasets" => Directory.EnumerateFiles(Path.Combine(folder, "catalog/datasets")).Select(file => (file, Path.Combine(folder, "expected/catalog-nt", Path.GetFileNameWithoutExtension(file) + ".nt"))),
            "publishers" => [(Path.Combine(folder, "catalog/publishers.jsonld"), Path.Combine(folder, "expected/catalog-publishers.nt"))],
            _ => [(Path.Combine(folder, "shacl/dataset.jsonld"), Path.Combine(folder, "expected/catalog-shapes.nt"))],
        };

        Assert.All(pairs, pair => Assert.True(
            GraphIsomorphism.AreIsomorphic(RdfFormats.ParseDataset(File.ReadAllBytes(pair.Item1), RdfFormats.JsonLd).DefaultGraph, RdfFormats.ParseDataset(File.ReadAllBytes(pair.Item2), RdfFormats.NTriples).DefaultGraph),
            pair.Item1));
    }

    [SharedFact(NdeCatalog.Path)]
    public void The_queries_that_are_not_strict_are_named_and_all_can_be_filled()
    {
        var remarks = NdeCatalog.Load().Entries.ToDictionary(entry => entry.Id, entry => SourceQueries.Of(entry.Distributions[0]).Remarks(entry).Select(remark => remark.En).ToList());

        Assert.Contains(remarks["brinkman"], remark => remark.Contains("foaf, owl, rdfs", StringComparison.Ordinal));
        Assert.Contains(remarks["wikidata-entities-all"], remark => remark.Contains("rdfs", StringComparison.Ordinal));
        Assert.Contains(remarks["mw-genresstijlen"], remark => remark.Contains("owl", StringComparison.Ordinal));
        Assert.Contains(remarks["muziekschatten-klassieke-werken"], remark => remark.Contains("rdfs", StringComparison.Ordinal));
        Assert.Equal(2, remarks["rkdartists"].Count(remark => remark.Contains("GROUP BY", StringComparison.Ordinal)));
        Assert.Contains(remarks["uitvoeringsmedium"], remark => remark.StartsWith("SearchAction", StringComparison.Ordinal) && remark.Contains("GROUP BY", StringComparison.Ordinal));
        Assert.Empty(remarks["ied"]);
        Assert.Empty(remarks["geonames"]);
        Assert.Equal(43, remarks.Values.Count(list => list.Count == 0));
        Assert.DoesNotContain(remarks.Values.SelectMany(list => list), remark => remark.Contains("as it is", StringComparison.Ordinal));
    }
}
