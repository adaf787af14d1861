using System.IO.Compression;
using System.Net;

namespace Ocw.Nde.Node.Tests.Features;

/// <summary>What is not open is in no answer to the public, over every channel that there is.</summary>
public sealed class WithheldTests(SampleNode node) : IClassFixture<SampleNode>
{
    private static readonly string[] Markers = ["Masker", "herkomst wordt onderzocht", "Grietje Geheim", "Interview over de watersnood", "Depot", "120000"];

    [Theory]
    [InlineData("/")]
    [InlineData("/search?q=masker")]
    [InlineData("/search?q=interview")]
    [InlineData("/search?q=VM-0024")]
    [InlineData("/search?q=depot")]
    [InlineData("/page/id/voorbeeldmuseum/VM-0018")]
    [InlineData("/data/id/voorbeeldmuseum/VM-0018.ttl")]
    [InlineData("/data/id/voorbeeldmuseum/VM-0018.jsonld")]
    [InlineData("/page/id/dataset/voorbeeldmuseum")]
    [InlineData("/data/id/dataset/voorbeeldmuseum.nt")]
    [InlineData("/data/id/catalog.nt")]
    [InlineData("/sparql?format=nt&query=CONSTRUCT%20%7B%3Fs%20%3Fp%20%3Fo%7D%20WHERE%20%7B%3Fs%20%3Fp%20%3Fo%7D")]
    [InlineData("/sparql?format=csv&query=SELECT%20*%20WHERE%20%7BGRAPH%20%3Fg%20%7B%3Fs%20%3Fp%20%3Fo%7D%7D")]
    public async Task No_marker_is_in_an_answer(string path)
    {
        using var response = await node.GetAsync(path);
        var text = await response.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.DoesNotContain(Markers, marker => text.Replace("q=" + marker, "", StringComparison.OrdinalIgnoreCase).Contains(marker, StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_marker_is_in_the_dump()
    {
        using var response = await node.GetAsync("/dumps/voorbeeldmuseum/voorbeeldmuseum.nq.gz");
        await using var gzip = new GZipStream(await response.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        using var reader = new StreamReader(gzip);
        var text = await reader.ReadToEndAsync();

        Assert.Contains("Suikerpot", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Markers, marker => text.Contains(marker, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_closed_answers_as_what_never_was()
    {
        using var closed = await node.GetAsync("/id/voorbeeldmuseum/VM-0024", "text/turtle");
        using var absent = await node.GetAsync("/id/voorbeeldmuseum/VM-9924", "text/turtle");

        Assert.Equal(HttpStatusCode.NotFound, closed.StatusCode);
        Assert.Equal(
            (await absent.Content.ReadAsStringAsync()).Replace("VM-9924", "", StringComparison.Ordinal),
            (await closed.Content.ReadAsStringAsync()).Replace("VM-0024", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_key_opens_it()
    {
        using var response = await node.GetAsync("/sparql?format=csv&query=" + Uri.EscapeDataString("SELECT ?o WHERE { ?s ?p ?o FILTER(CONTAINS(STR(?o), 'Grietje Geheim')) }"), key: SampleNode.Key);

        Assert.Contains("Grietje Geheim", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
