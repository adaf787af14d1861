using System.Text;
using Ocw.Nde.Mapping.Models;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Mapping.Tests.Models;

/// <summary>
/// Each record of <c>tests/data/models</c> becomes, in each model, exactly the triples of the file of the same name in the model's folder.
/// With <c>OCWNDE_WRITE_FIXTURES=1</c> those files are written anew, to be read and committed.
/// </summary>
public class ModelFixtureTests
{
    private static readonly string Folder = Path.Combine(SharedData.ProjectRoot, "tests", "data", "models");

    private static readonly (string Prefix, string Iri)[] Prefixes =
    [
        ("aat", "http://vocab.getty.edu/aat/"), ("crm", "http://www.cidoc-crm.org/cidoc-crm/"), ("dc", "http://purl.org/dc/elements/1.1/"), ("dcterms", "http://purl.org/dc/terms/"),
        ("edm", "http://www.europeana.eu/schemas/edm/"), ("la", "https://linked.art/ns/terms/"), ("ore", "http://www.openarchives.org/ore/terms/"), ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
        ("skos", "http://www.w3.org/2004/02/skos/core#"), ("xsd", "http://www.w3.org/2001/XMLSchema#"),
    ];

    [Theory]
    [InlineData("edm", "print", "museum/P-17")]
    [InlineData("edm", "letter", "archief/12")]
    [InlineData("linked-art", "print", "museum/P-17")]
    [InlineData("linked-art", "letter", "archief/12")]
    public void A_record_becomes_the_triples_that_stand_in_the_folder_of_the_model(string model, string name, string record)
    {
        var context = new ModelContext(new Iri("https://node.example/id/" + record), new Iri("https://node.example/id/dataset/collectie"), new Literal("Museum Voorbeeld"))
        {
            Provider = new Literal("Netwerk Voorbeeld"),
        };

        var written = Edm.Model(model).Write(Read(Path.Combine(Folder, name + ".ttl")), context);

        var file = Path.Combine(Folder, model, name + ".ttl");
        if (Environment.GetEnvironmentVariable("OCWNDE_WRITE_FIXTURES") == "1")
            File.WriteAllText(file, Turtle(written));
        Assert.True(GraphIsomorphism.AreIsomorphic(Read(file), written), $"{name} became\n{Turtle(written)}");
    }

    [SharedTheory(Edm.Shapes)]
    [InlineData("print")]
    [InlineData("letter")]
    public void EDM_conforms_to_the_shapes_of_the_aggregator(string name) => Assert.Empty(Edm.Violations(Read(Path.Combine(Folder, "edm", name + ".ttl"))));

    [Fact]
    public void A_record_whose_address_has_a_fragment_gets_parts_with_addresses_that_are_IRIs()
    {
        var context = new ModelContext(new Iri("https://museum.example/1#this"), null, new Literal("Museum"));
        Triple[] record = [new(context.Record, new Iri("https://schema.org/name"), new Literal("Kan", "nl"))];

        Assert.Contains(Edm.Model("edm").Write(record, context), t => t.Subject == new Iri("https://museum.example/1#this-agg"));
    }

    [Fact]
    public void A_model_that_does_not_exist_is_refused_with_those_that_do() =>
        Assert.Contains("edm, linked-art", Assert.Throws<ArgumentException>(() => Edm.Model("ese")).Message, StringComparison.Ordinal);

    private static RdfGraph Read(string file)
    {
        var graph = new RdfGraph();
        RdfFormats.Parse(File.ReadAllBytes(file), RdfFormats.Turtle, new RdfGraphSink(graph));
        return graph;
    }

    private static string Turtle(RdfGraph graph)
    {
        using var output = new MemoryStream();
        var writer = RdfFormats.CreateWriter(RdfFormats.Turtle, output, new RdfWriterOptions { Prefixes = Prefixes.ToDictionary(p => p.Prefix, p => p.Iri, StringComparer.Ordinal) });
        var sink = new QuadSinkAdapter(writer);
        foreach (var triple in graph.OrderBy(t => t.ToString(), StringComparer.Ordinal))
            sink.Add(triple);
        writer.Complete();
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
