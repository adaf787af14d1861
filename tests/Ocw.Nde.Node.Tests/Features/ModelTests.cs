using System.Net;

namespace Ocw.Nde.Node.Tests.Features;

public sealed class ModelTests(SampleNode node) : IClassFixture<SampleNode>
{
    private const string Object = "/id/voorbeeldmuseum/VM-0006";
    private const string Iri = "<http://127.0.0.1:5080/id/voorbeeldmuseum/VM-0006>";

    [Fact]
    public async Task A_record_is_read_as_EDM()
    {
        using var response = await node.GetAsync("/data" + Object + ".nt?model=edm");
        var text = await response.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains($"{Iri} <http://purl.org/dc/elements/1.1/title> \"Kaart van een plantage\"@nl .", text, StringComparison.Ordinal);
        Assert.Contains("<http://www.europeana.eu/schemas/edm/dataProvider> \"Voorbeeldmuseum Waterstad\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("https://schema.org/", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_is_read_as_EDM_in_the_syntax_of_aggregators()
    {
        using var response = await node.GetAsync("/data" + Object + ".rdf?model=edm");

        Assert.Equal("application/rdf+xml", response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("ProvidedCHO", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_is_read_as_Linked_Art() =>
        Assert.Contains(
            $"{Iri} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.cidoc-crm.org/cidoc-crm/E22_Human-Made_Object> .",
            await node.Client.GetStringAsync("/data" + Object + ".nt?model=linked-art"),
            StringComparison.Ordinal);

    [Fact]
    public async Task The_address_of_a_record_passes_the_model_on_to_its_data()
    {
        using var response = await node.GetAsync(Object + "?model=edm", "text/turtle");

        Assert.Equal("/data" + Object + ".ttl?model=edm", response.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("/data" + Object + ".nt?model=ese")]
    [InlineData("/data/id/voorbeeldmuseum/VM-9999.nt?model=edm")]
    public async Task A_model_or_record_that_does_not_exist_is_not_found(string path)
    {
        using var response = await node.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }
}
