using System.Text.Json;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Formats.JsonLd;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Rdf.Tests.Formats.JsonLd;

public class JsonLdWriterTests
{
    private static readonly RdfDataset Record = Support.Read(
        RdfFormats.TriG,
        """
        @prefix s: <https://schema.org/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        <http://e/1> a s:Painting, skos:Concept ; s:name "Melkmeisje"@nl, "Milkmaid" ; s:width 45, 045, 4.5, 12345678901234567890, -7, 0 ;
          s:dateCreated "1660"^^xsd:gYear ; s:isAccessibleForFree true, "1"^^xsd:boolean ; s:creator _:maker ; skos:exactMatch <http://e/2> .
        _:maker s:name "Jan \"de\" \\ \n\u0001" ; <http://other/p> "x"^^<http://other/d> ; a _:kind ; <https://schema.org/a/b> 1 ; <https://schema.org/skos> 2 ; <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "letterlijk" .
        <http://e/g> { <http://e/1> s:name "in een graaf" . <http://e/2> a s:Thing }
        _:g { <http://e/3> s:name "in nog een" }
        <http://e/1> s:name "later" .
        """);

    private static readonly RdfDataset Confusing = Support.Read(
        RdfFormats.TriG,
        """
        <edm:1> <https://schema.org/name> "a" . <http://e/1> <skos:p> <http://e/2> ; <https://schema.org/name> "b", "c"^^<xsd:string>, <dcat:x>, "d" ; a <prov:T>, <edm://host/T> .
        <rdf:g> { <http://e/1> <https://schema.org/name> "e", 5 ; a <https://schema.org/Thing> } <http://e/g> { <rdfs:x> a <https://schema.org/Thing> . <http://e/1> a <https://schema.org/Thing> }
        """);

    [Theory]
    [InlineData(JsonLdForm.Compacted)]
    [InlineData(JsonLdForm.Expanded)]
    public void What_is_written_means_the_same(JsonLdForm form)
    {
        foreach (var dataset in (RdfDataset[])[Record, Confusing, new()])
        {
            Support.AssertIsomorphic(dataset, MinimalJsonLd.Read(Support.Write(RdfFormats.JsonLd, dataset, new() { JsonLdForm = form })));
            Support.AssertIsomorphic(dataset, MinimalJsonLd.Read(Support.Write(RdfFormats.JsonLd, dataset, new() { JsonLdForm = form, NestBlankNodes = true })));
        }
    }

    [Fact]
    public void The_compacted_form_is_as_publishers_write_schema_org()
    {
        var dataset = Support.Turtle("<http://e/1> a <https://schema.org/Painting> ; <https://schema.org/name> \"Melkmeisje\"@nl ; <https://schema.org/width> 45, 46 ; <http://www.w3.org/2004/02/skos/core#exactMatch> <http://e/2> .");

        var text = Support.Write(RdfFormats.JsonLd, dataset);

        Assert.Equal(
            $"{{\"@context\":{JsonLdContext.Json},\"@graph\":[\n{{\"@id\":\"http://e/1\",\"@type\":\"Painting\",\"name\":{{\"@value\":\"Melkmeisje\",\"@language\":\"nl\"}},\"width\":[45,46],\"skos:exactMatch\":{{\"@id\":\"http://e/2\"}}}}\n]}}\n",
            text);
    }

    [Fact]
    public void One_thing_with_its_parts_is_one_object()
    {
        var dataset = Support.Turtle("""
            @prefix s: <https://schema.org/> .
            <http://e/1> a s:Painting ; s:creator [ a s:Person ; s:name "Vermeer" ] ; s:keywords ( "melk" [ s:name "meisje" ] () ) ; s:about [] .
            """);

        var text = Support.Write(RdfFormats.JsonLd, dataset, new() { NestBlankNodes = true });

        Assert.Equal(
            $"{{\"@context\":{JsonLdContext.Json},\"@id\":\"http://e/1\",\"@type\":\"Painting\",\"creator\":{{\"@type\":\"Person\",\"name\":\"Vermeer\"}},"
            + "\"keywords\":{\"@list\":[\"melk\",{\"name\":\"meisje\"},{\"@list\":[]}]},\"about\":{}}\n",
            text);
        Support.AssertIsomorphic(dataset, MinimalJsonLd.Read(text));
    }

    [Fact]
    public void The_context_can_be_named_instead_of_written()
    {
        var text = Support.Write(RdfFormats.JsonLd, Record, new() { JsonLdContextIri = "https://node.example.org/contexts/ocwnde.jsonld" });

        Assert.StartsWith("{\"@context\":\"https://node.example.org/contexts/ocwnde.jsonld\",\"@graph\":[", text, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(text);
    }

    [Fact]
    public void A_node_of_any_size_is_written_in_bounded_pieces()
    {
        var dataset = new RdfDataset(Enumerable.Range(0, 40_000).Select(i => new Quad(new Iri("http://e/1"), new Iri("http://e/p"), new Literal($"{i} {new string('x', 60)}"))));

        var text = Support.Write(RdfFormats.JsonLd, dataset);

        using var json = JsonDocument.Parse(text);
        Assert.InRange(json.RootElement.GetProperty("@graph").GetArrayLength(), 3, 5);
        Assert.Equal(dataset.Count, MinimalJsonLd.Read(text).Count);
    }

    [Fact]
    public void The_context_file_is_the_context()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(SharedData.ProjectRoot, "ontologies", "contexts", "ocwnde.jsonld")));
        using var own = JsonDocument.Parse(JsonLdContext.Json);

        Assert.True(JsonElement.DeepEquals(file.RootElement.GetProperty("@context"), own.RootElement));
        Assert.Single(file.RootElement.EnumerateObject());
    }
}
