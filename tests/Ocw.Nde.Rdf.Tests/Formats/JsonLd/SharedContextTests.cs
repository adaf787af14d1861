using System.Text;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Formats.JsonLd;
using Ocw.Nde.Rdf.Formats.JsonLd.Documents;

namespace Ocw.Nde.Rdf.Tests.Formats.JsonLd;

/// <summary>Contexts from addresses are made once and serve document after document, without one document being told by another what it means.</summary>
public class SharedContextTests
{
    [Fact]
    public void A_context_is_made_once_for_many_documents()
    {
        var loader = new OneContext("""{"@context":{"p":"http://e/p"}}""");

        Assert.Equal(["<http://e/p>", "<http://e/p>"], Enumerable.Range(0, 2).Select(_ => Read("""{"@context":"http://c/x","@id":"http://e/s","p":1}""", loader).Predicate));
        Assert.Equal("<http://e/s>", Read("""{"@context":["http://c/x",{"q":"http://e/q"}],"@id":"http://e/s","q":1}""", loader).Subject);
        Assert.Throws<RdfSyntaxException>(() => Read("""{"@context":["http://c/x",{"q":"http://e/q"},{"r":{"@id":5}}],"@id":"http://e/s","q":1}""", loader));

        // What one document adds, the next does not know.
        Assert.Empty(RdfFormats.ParseDataset("""{"@context":"http://c/x","@id":"http://e/s","q":1}"""u8.ToArray(), RdfFormats.JsonLd, Options(loader, null)));
    }

    [Fact]
    public void Each_document_keeps_its_own_base()
    {
        var loader = new OneContext("""{"@context":{"p":{"@id":"http://e/p","@type":"@id","@context":{"x":"http://e/x"}}}}""");
        const string Document = """{"@context":"http://c/x","@id":"s","p":"o"}""";

        var (one, other, none) = (Read(Document, loader, "http://a.example/"), Read(Document, loader, "http://b.example/"), Read("""{"@context":"http://c/x","@id":"http://e/s","p":"http://e/o"}""", loader));

        Assert.Equal(("<http://a.example/s>", "<http://a.example/o>"), (one.Subject, one.Object));
        Assert.Equal(("<http://b.example/s>", "<http://b.example/o>"), (other.Subject, other.Object));
        Assert.Equal("<http://e/o>", none.Object);
    }

    [Fact]
    public void A_vocabulary_that_is_relative_follows_the_base_of_each_document()
    {
        var loader = new OneContext("""{"@context":{"@vocab":"words/"}}""");
        const string Document = """{"@context":"http://c/x","@id":"http://e/s","p":1}""";

        Assert.Equal(["<http://a.example/words/p>", "<http://b.example/words/p>"], new[] { "http://a.example/", "http://b.example/" }.Select(each => Read(Document, loader, each).Predicate));
    }

    [Fact]
    public void A_context_that_the_loader_gives_anew_is_made_anew()
    {
        var loader = new OneContext("""{"@context":{"p":"http://e/p"}}""");
        const string Document = """{"@context":"http://c/x","@id":"http://e/s","p":1}""";
        Read(Document, loader);

        loader.Say("""{"@context":{"p":"http://e/other"}}""");

        Assert.Equal("<http://e/other>", Read(Document, loader).Predicate);
    }

    [Fact]
    public void Many_threads_read_with_the_same_contexts()
    {
        var loader = new OneContext("""{"@context":{"p":"http://e/p","T":{"@id":"http://e/T","@context":{"q":"http://e/q"}}}}""");

        var objects = Enumerable.Range(0, 400).AsParallel().Select(number => Read($$"""{"@context":"http://c/x","@id":"n{{number}}","p":{{number}}}""", loader, $"http://e/{number}/")).ToList();

        Assert.All(objects, quad => Assert.Equal($"<http://e/{quad.Object.Split('"')[1]}/n{quad.Object.Split('"')[1]}>", quad.Subject));
    }

    private static (string Subject, string Predicate, string Object) Read(string text, IJsonLdDocumentLoader loader, string? baseIri = null)
    {
        var quad = Assert.Single(RdfFormats.ParseDataset(Encoding.UTF8.GetBytes(text), RdfFormats.JsonLd, Options(loader, baseIri)));
        return (quad.Subject.ToString(), quad.Predicate.ToString(), quad.Object.ToString());
    }

    private static RdfReaderOptions Options(IJsonLdDocumentLoader loader, string? baseIri) => new() { BaseIri = baseIri, JsonLd = new JsonLdOptions { Loader = loader } };

    private sealed class OneContext(string text) : IJsonLdDocumentLoader
    {
        private JsonLdDocument _document = new("http://c/x", Encoding.UTF8.GetBytes(text));

        public JsonLdDocument Load(string iri) => _document;

        public void Say(string other) => _document = new("http://c/x", Encoding.UTF8.GetBytes(other));
    }
}
