using System.Text;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Formats.JsonLd;
using Ocw.Nde.Rdf.Formats.JsonLd.Documents;
using Ocw.Nde.Rdf.Formats.JsonLd.Json;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Rdf.Tests.Formats.JsonLd;

public class KnownContextTests
{
    [SharedTheory("contexts")]
    [InlineData("contexts/schemaorgcontext-30.0.jsonld", "https://schema.org")]
    [InlineData("contexts/iiif-presentation-2.json", "http://iiif.io/api/presentation/2/context.json")]
    [InlineData("contexts/iiif-presentation-3.json", "https://iiif.io/api/presentation/3/context.json")]
    [InlineData("contexts/iiif-image-2.json", "http://iiif.io/api/image/2/context.json")]
    [InlineData("contexts/iiif-image-3.json", "http://iiif.io/api/image/3/context.json")]
    [InlineData("contexts/iiif-discovery-1.json", "http://iiif.io/api/discovery/1/context.json")]
    [InlineData("contexts/iiif-search-1.json", "http://iiif.io/api/search/1/context.json")]
    [InlineData("contexts/iiif-search-2.json", "http://iiif.io/api/search/2/context.json")]
    [InlineData("contexts/iiif-auth-2.json", "http://iiif.io/api/auth/2/context.json")]
    [InlineData("contexts/iiif-extension-navplace.json", "http://iiif.io/api/extension/navplace/context.json")]
    [InlineData("contexts/anno.jsonld", "http://www.w3.org/ns/anno.jsonld")]
    [InlineData("contexts/activitystreams.jsonld", "https://www.w3.org/ns/activitystreams")]
    [InlineData("contexts/linked-art-v1.json", "https://linked.art/ns/v1/linked-art.json")]
    [InlineData("nde/schema-profile/context.jsonld", "https://docs.nde.nl/schema-profile/context.jsonld")]
    public void Our_copy_of_a_context_expands_like_the_published_one(string file, string address)
    {
        var published = ((JsonMap)JsonItem.Parse(File.ReadAllBytes(SharedData.PathOf(file))))["@context"]!;
        var nodes = new JsonList(Terms(published).SelectMany(Uses));

        var expected = Expand(published, nodes);
        var actual = Expand(new JsonString(address), nodes);

        Assert.True(expected.Count > 0);
        Assert.Equal(expected.ToString(), actual.ToString());
    }

    [SharedFact("nde/schema-profile/context.jsonld")]
    public void The_context_of_SCHEMA_AP_NDE_expands_with_what_is_known()
    {
        var context = (JsonMap)JsonItem.Parse(File.ReadAllBytes(SharedData.PathOf("nde/schema-profile/context.jsonld")));
        var document = new JsonMap { { "@context", context["@context"]! }, { "@type", "CreativeWork" }, { "name", new JsonMap { { "nl", "Gezicht op Delft" } } } };

        var node = Assert.Single(new JsonLdProcessor().Expand(document));

        Assert.Equal("""{"@type":["https://schema.org/CreativeWork"],"https://schema.org/name":[{"@value":"Gezicht op Delft","@language":"nl"}]}""", node.ToString());
    }

    [Fact]
    public void Each_context_is_known_by_http_and_https_with_and_without_a_slash_and_a_fragment()
    {
        Assert.NotEmpty(KnownContexts.Loader.Addresses);
        foreach (var address in KnownContexts.Loader.Addresses.SelectMany(bare => new[] { "http://" + bare, "https://" + bare, "https://" + bare + "/", "http://" + bare + "/#x" }))
        {
            var quads = RdfFormats.ParseDataset(Encoding.UTF8.GetBytes($$"""{"@context":"{{address}}","@id":"http://e/s","http://e/p":"o"}"""), RdfFormats.JsonLd);

            Assert.Equal("<http://e/p>", Assert.Single(quads).Predicate.ToString());
        }
    }

    [SharedFact("nde/schema-profile/examples")]
    public void The_examples_of_SCHEMA_AP_NDE_say_the_same_with_the_profile_s_own_context_published_or_brought_along()
    {
        var published = ((JsonMap)JsonItem.Parse(File.ReadAllBytes(SharedData.PathOf("nde/schema-profile/context.jsonld"))))["@context"]!;
        var files = Directory.GetFiles(SharedData.PathOf("nde/schema-profile/examples"), "*.jsonld");
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var document = (JsonMap)JsonItem.Parse(File.ReadAllBytes(file));
            Assert.Equal(Quads(document, published), Quads(document, new JsonString("https://docs.nde.nl/schema-profile/context.jsonld")));
        }
    }

    private static List<string> Quads(JsonMap document, JsonItem context)
    {
        var changed = document.Copy();
        changed["@context"] = context;
        var dataset = new RdfDataset();
        new JsonLdProcessor(new() { BaseIri = "https://voorbeeld.nl/doc" }).ToRdf(changed, new RdfGraphSink(dataset));
        return [.. dataset.Select(quad => quad.ToString())];
    }

    [Theory]
    [InlineData("https://contexts.example.invalid/v1.jsonld")]
    [InlineData("http://127.0.0.1:9/ctx.jsonld")]
    [InlineData("file:///etc/passwd")]
    public void Nothing_else_is_fetched(string address)
    {
        var fault = Assert.Throws<JsonLdException>(() => new JsonLdProcessor().Expand(new JsonMap { { "@context", address } }));

        Assert.Equal(JsonLdErrors.LoadingRemoteContextFailed, fault.Code);
        Assert.Contains(address, fault.Message, StringComparison.Ordinal);
    }

    private static JsonList Expand(JsonItem context, JsonItem nodes) =>
        new JsonLdProcessor(new() { BaseIri = "https://voorbeeld.nl/doc" }).Expand(new JsonMap { { "@context", context }, { "@graph", nodes } });

    private static IEnumerable<KeyValuePair<string, JsonItem>> Terms(JsonItem context) =>
        context is JsonMap map ? map : context is JsonList list ? list.SelectMany(Terms) : [];

    // IIIF's own registry of selectors is not brought along: a document that uses it is refused, and says so.
    private static bool LeadsElsewhere(JsonMap? definition) =>
        definition?["@context"]?.AsList().OfType<JsonString>().Any(address => !KnownContexts.Loader.Has(address.Value)) == true;

    // The term as a key with a value of each kind that its container allows, and as a type.
    private static IEnumerable<JsonItem> Uses(KeyValuePair<string, JsonItem> term)
    {
        var definition = term.Value as JsonMap;
        var iri = ((definition?["@id"] ?? term.Value) as JsonString)?.Value ?? "";
        if (term.Key.StartsWith('@') || iri.StartsWith('@') || LeadsElsewhere(definition))
            yield break;
        var container = definition?["@container"]?.ToString() ?? "";
        if (definition?.Has("@nest") == true || container.Contains("@index", StringComparison.Ordinal) || container.Contains("@id", StringComparison.Ordinal) || container.Contains("@type", StringComparison.Ordinal))
            yield break;
        JsonItem node = new JsonMap { { "@id", "https://voorbeeld.nl/x" } };
        JsonItem value = container.Contains("@language", StringComparison.Ordinal) ? new JsonMap { { "nl", "tekst" } }
            : definition?.Has("@reverse") == true || definition?.Has("@context") == true ? node
            : new JsonList([new JsonString("tekst"), node, new JsonNumber("1")]);
        yield return new JsonMap { { term.Key, value }, { "@type", term.Key } };
    }
}
