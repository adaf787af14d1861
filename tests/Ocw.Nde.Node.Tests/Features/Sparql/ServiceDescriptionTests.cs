using System.Text;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Node.Tests.Features.Sparql;

/// <summary>What editors and federators find at the endpoint's address.</summary>
public sealed class ServiceDescriptionTests : IDisposable
{
    private const string Sd = "http://www.w3.org/ns/sparql-service-description#";
    private const string Void = "http://rdfs.org/ns/void#";

    private readonly BareNode _node = BareNode.Start(settings => settings);

    public ServiceDescriptionTests()
    {
        _node.Load("http://e/g", "<http://e/1> a <http://e/Work> ; <http://e/maker> <http://e/2> ; <http://e/year> 1642 ; <http://e/name> \"een\"@nl . <http://e/2> a <http://e/Person> .");
        _node.Load("http://e/closed", "<http://e/3> a <http://e/Secret> .", Store.AccessLevel.Closed);
    }

    public void Dispose() => _node.Dispose();

    [Theory]
    [InlineData("application/n-quads,application/trig;q=0.95,application/ld+json;q=0.9,application/n-triples;q=0.8,*/*;q=0.1", "application/n-quads")]
    [InlineData("text/turtle", "text/turtle")]
    [InlineData(null, "text/turtle")]
    [InlineData("text/html,application/xhtml+xml,*/*;q=0.8", "text/html")]
    public async Task Programs_get_the_description_and_people_the_page(string? accept, string type)
    {
        using var response = await _node.SendAsync(HttpMethod.Get, "/sparql", accept);

        Assert.Equal(type, response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task It_says_what_the_service_can_do_and_what_its_default_graph_is()
    {
        var graph = await ReadAsync();
        var service = new Iri(_node.Address + "sparql");

        Assert.Equal(service, graph.Object(service, new Iri(Sd + "endpoint")));
        Assert.Contains(new Iri(Sd + "SPARQL11Query"), graph.Objects(service, new Iri(Sd + "supportedLanguage")));
        Assert.Contains(new Iri(Sd + "UnionDefaultGraph"), graph.Objects(service, new Iri(Sd + "feature")));
        Assert.Contains(new Iri("http://www.w3.org/ns/formats/SPARQL_Results_JSON"), graph.Objects(service, new Iri(Sd + "resultFormat")));
        Assert.Contains(graph, t => t.Object is Literal { LexicalForm: var text } && text.Contains("as a set", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Its_graphs_come_with_classes_properties_and_what_they_lead_to()
    {
        var graph = await ReadAsync();
        var named = Assert.Single(graph.Match(null, new Iri(Sd + "name"), new Iri("http://e/g"))).Subject;
        var description = graph.Object(named, new Iri(Sd + "graph"))!;
        var work = graph.Objects(description, new Iri(Void + "classPartition")).Single(p => graph.Object(p, new Iri(Void + "class")) == new Iri("http://e/Work"));
        RdfTerm Property(string name) => graph.Objects(work, new Iri(Void + "propertyPartition")).Single(p => graph.Object(p, new Iri(Void + "property")) == new Iri("http://e/" + name));

        Assert.Equal("1", ((Literal)graph.Object(Property("maker"), new Iri(Void + "triples"))!).LexicalForm);
        Assert.Equal(new Iri("http://e/Person"), graph.Object(graph.Object(Property("maker"), new Iri(Void + "classPartition"))!, new Iri(Void + "class")));
        Assert.Equal(new Iri("http://www.w3.org/2001/XMLSchema#integer"), graph.Object(graph.Object(Property("year"), new Iri("http://ldf.fi/void-ext#datatypePartition"))!, new Iri("http://ldf.fi/void-ext#datatype")));
    }

    [Fact]
    public async Task It_brings_examples_that_work_and_prefixes()
    {
        var graph = await ReadAsync();
        var examples = graph.Match(null, new Iri("http://www.w3.org/ns/shacl#select")).Select(t => ((Literal)t.Object).LexicalForm).ToList();

        Assert.NotEmpty(examples);
        foreach (var example in examples)
            Assert.NotEmpty(await _node.RowsAsync(example));
        Assert.Contains(graph, t => t.Object is Literal { LexicalForm: "https://schema.org/" });
    }

    [Fact]
    public async Task What_is_closed_is_described_to_those_with_a_key_only()
    {
        var open = await ReadAsync();
        var keyed = await ReadAsync(BareNode.ReadKey);

        Assert.DoesNotContain(open, t => t.ToString().Contains("closed", StringComparison.Ordinal) || t.ToString().Contains("Secret", StringComparison.Ordinal));
        Assert.Contains(keyed, t => t.Object == new Iri("http://e/Secret"));
    }

    private async Task<RdfGraph> ReadAsync(string? key = null)
    {
        using var response = await _node.SendAsync(HttpMethod.Get, "/sparql", "text/turtle", key: key);
        return RdfFormats.ParseDataset(Encoding.UTF8.GetBytes(await response.Content.ReadAsStringAsync()), RdfFormats.Turtle).DefaultGraph;
    }
}
