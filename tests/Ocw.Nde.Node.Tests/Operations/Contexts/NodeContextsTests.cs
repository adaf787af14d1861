using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Operations.Contexts;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Node.Tests.Support;
using Ocw.Nde.Rdf.Formats;

namespace Ocw.Nde.Node.Tests.Operations.Contexts;

/// <summary>Contexts from the web: of listed hosts only, once, and then as they were.</summary>
public sealed class NodeContextsTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly ContextServer _server = new();

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("c")]
    [InlineData("raw")]
    [InlineData("moved")]
    [InlineData("nested")]
    public void A_context_of_a_listed_host_is_used(string path)
    {
        using var web = Web();

        Assert.Equal("<http://e/s> <https://schema.org/name> \"Molen\"", Read(web, path));
    }

    [Fact]
    public void What_was_fetched_once_is_not_asked_for_again_and_works_without_the_web()
    {
        using (var web = Web())
        {
            Read(web, "c");
            Read(web, "c");
        }

        Assert.Equal(1, _server.Requests);
        _server.Dispose();
        using var later = Web(hosts: []);
        Assert.Equal("<http://e/s> <https://schema.org/name> \"Molen\"", Read(later, "c"));
    }

    [Fact]
    public void Another_host_is_refused_with_the_address_and_what_to_do()
    {
        using var web = Web(hosts: ["w3id.org"]);

        var refused = Refusal(web, "c");

        Assert.Equal(0, _server.Requests);
        Assert.Contains(_server.Address + "c", refused.Text.Nl, StringComparison.Ordinal);
        Assert.Contains("contexts: hosts", refused.Text.Nl, StringComparison.Ordinal);
        Assert.Contains("./ocwnde contexts fetch", refused.Text.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_private_address_is_refused_even_if_its_host_is_listed()
    {
        using var web = Web(isPrivateAllowed: false);

        Assert.Contains("not a public address", Refusal(web, "c").Text.En, StringComparison.Ordinal);
        Assert.Equal(0, _server.Requests);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://127.0.0.1/c")]
    public void Only_http_and_https_addresses_are_fetched(string address)
    {
        using var web = Web();

        Assert.Contains("http", Refused(web, address).Text.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_redirect_to_a_host_that_is_not_listed_is_not_followed()
    {
        using var web = Web();

        Assert.Contains("localhost", Refusal(web, "away").Text.En, StringComparison.Ordinal);
        Assert.Equal(1, _server.Requests);
    }

    [Theory]
    [InlineData("page", "JSON object with @context")]
    [InlineData("none", "404")]
    [InlineData("large", "larger")]
    public void What_is_no_context_is_refused_and_asked_for_once(string path, string told)
    {
        using var web = Web();

        Assert.Contains(told, Refusal(web, path).Text.En, StringComparison.Ordinal);
        Refusal(web, path);

        Assert.Equal(1, _server.Requests);
        Assert.Empty(web.Contexts.List());
    }

    [Fact]
    public void Damaged_bytes_are_fetched_again_and_refused_if_they_are_others_by_now()
    {
        using (var web = Web())
            Read(web, "c");
        Damage();
        using (var web = Web())
            Assert.Equal("<http://e/s> <https://schema.org/name> \"Molen\"", Read(web, "c"));

        Damage();
        _server.Current = ContextServer.Context.Replace("https://schema.org/name", "http://evil.example/name", StringComparison.Ordinal);
        using var last = Web();
        Assert.Contains("./ocwnde contexts accept", Refusal(last, "c").Text.En, StringComparison.Ordinal);
        Assert.NotNull(Assert.Single(last.Contexts.List()).Changed);
    }

    [Fact]
    public void A_changed_context_is_noticed_and_used_only_after_it_is_accepted()
    {
        using var web = Web();
        Read(web, "c");
        _server.Current = ContextServer.Context.Replace("https://schema.org/name", "http://e/title", StringComparison.Ordinal);

        var seen = web.Contexts.Check(web.Contexts.List()[0]);

        Assert.NotNull(seen.Changed);
        Assert.Equal("<http://e/s> <https://schema.org/name> \"Molen\"", Read(web, "c"));
        Assert.Equal(seen.Changed, web.Contexts.Accept(_server.Address + "c")!.Sha256);
        Assert.Equal("<http://e/s> <http://e/title> \"Molen\"", Read(web, "c"));
        Assert.Null(web.Contexts.Accept(_server.Address + "c"));
        Assert.Single(Directory.EnumerateFiles(_folder["data/contexts"], "*.jsonld"));
    }

    [Fact]
    public void No_more_contexts_are_pinned_than_the_settings_allow()
    {
        using var web = Web(most: 2);
        Read(web, "c/1");
        Read(web, "c/2");

        Assert.Contains("contexts: most", Refusal(web, "c/3").Text.En, StringComparison.Ordinal);
        Assert.Equal("<http://e/s> <https://schema.org/name> \"Molen\"", Read(web, "c/2"));
    }

    [Fact]
    public void A_pin_that_cannot_be_read_is_no_reason_to_take_whatever_is_there()
    {
        using (var web = Web())
            Read(web, "c");
        File.WriteAllText(Directory.EnumerateFiles(_folder["data/contexts"], "*.json").Single(file => file.EndsWith(".json", StringComparison.Ordinal)), "{");
        using var later = Web();

        Assert.Throws<InvalidDataException>(() => Read(later, "c"));
    }

    private void Damage() => File.WriteAllText(Directory.EnumerateFiles(_folder["data/contexts"], "*.jsonld").Single(), "{}");

    private OutgoingWeb Web(string[]? hosts = null, bool isPrivateAllowed = true, int most = 200) => new(
        new NodeSettings
        {
            BaseIri = "http://node.example/",
            DataDirectory = _folder["data"],
            SourcesDirectory = _folder["sources"],
            AllowedPrivateHosts = isPrivateAllowed ? ["127.0.0.1", "localhost"] : [],
            Contexts = new ContextSettings { Hosts = hosts ?? ["127.0.0.1"], Most = most },
        },
        TimeProvider.System);

    private ContextException Refusal(OutgoingWeb web, string path) => Refused(web, _server.Address + path);

    private static ContextException Refused(OutgoingWeb web, string address)
    {
        var fault = Assert.Throws<RdfSyntaxException>(() => ReadFrom(web, address));
        Assert.Equal(1, fault.Line);
        return ContextException.Within(fault)!;
    }

    private string Read(OutgoingWeb web, string path) => ReadFrom(web, _server.Address + path);

    private static string ReadFrom(OutgoingWeb web, string address)
    {
        var document = System.Text.Encoding.UTF8.GetBytes($$"""{"@context":"{{address}}","@id":"http://e/s","name":"Molen"}""");
        var quad = Assert.Single(RdfFormats.ParseDataset(document, RdfFormats.JsonLd, new() { JsonLd = web.JsonLd }));
        return $"{quad.Subject} {quad.Predicate} {quad.Object}";
    }
}
