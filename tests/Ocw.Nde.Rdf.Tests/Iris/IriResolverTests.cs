using Ocw.Nde.Rdf.Iris;

namespace Ocw.Nde.Rdf.Tests.Iris;

public class IriResolverTests
{
    private const string Base = "http://a/b/c/d;p?q";

    // RFC 3986 §5.4.1 and §5.4.2
    [Theory]
    [InlineData("g:h", "g:h")]
    [InlineData("g", "http://a/b/c/g")]
    [InlineData("./g", "http://a/b/c/g")]
    [InlineData("g/", "http://a/b/c/g/")]
    [InlineData("/g", "http://a/g")]
    [InlineData("//g", "http://g")]
    [InlineData("?y", "http://a/b/c/d;p?y")]
    [InlineData("g?y", "http://a/b/c/g?y")]
    [InlineData("#s", "http://a/b/c/d;p?q#s")]
    [InlineData("g#s", "http://a/b/c/g#s")]
    [InlineData("g?y#s", "http://a/b/c/g?y#s")]
    [InlineData(";x", "http://a/b/c/;x")]
    [InlineData("g;x", "http://a/b/c/g;x")]
    [InlineData("g;x?y#s", "http://a/b/c/g;x?y#s")]
    [InlineData("", "http://a/b/c/d;p?q")]
    [InlineData(".", "http://a/b/c/")]
    [InlineData("./", "http://a/b/c/")]
    [InlineData("..", "http://a/b/")]
    [InlineData("../", "http://a/b/")]
    [InlineData("../g", "http://a/b/g")]
    [InlineData("../..", "http://a/")]
    [InlineData("../../", "http://a/")]
    [InlineData("../../g", "http://a/g")]
    [InlineData("../../../g", "http://a/g")]
    [InlineData("../../../../g", "http://a/g")]
    [InlineData("/./g", "http://a/g")]
    [InlineData("/../g", "http://a/g")]
    [InlineData("g.", "http://a/b/c/g.")]
    [InlineData(".g", "http://a/b/c/.g")]
    [InlineData("g..", "http://a/b/c/g..")]
    [InlineData("..g", "http://a/b/c/..g")]
    [InlineData("./../g", "http://a/b/g")]
    [InlineData("./g/.", "http://a/b/c/g/")]
    [InlineData("g/./h", "http://a/b/c/g/h")]
    [InlineData("g/../h", "http://a/b/c/h")]
    [InlineData("g;x=1/./y", "http://a/b/c/g;x=1/y")]
    [InlineData("g;x=1/../y", "http://a/b/c/y")]
    [InlineData("g?y/./x", "http://a/b/c/g?y/./x")]
    [InlineData("g?y/../x", "http://a/b/c/g?y/../x")]
    [InlineData("g#s/./x", "http://a/b/c/g#s/./x")]
    [InlineData("http:g", "http:g")]
    public void The_examples_of_the_rfc_resolve_as_it_says(string reference, string expected) =>
        Assert.Equal(expected, IriResolver.Resolve(Base, reference));

    [Theory]
    [InlineData("http://a", "b", "http://a/b")]
    [InlineData("http://a#x", "", "http://a")]
    [InlineData("http://a/b?q#f", "", "http://a/b?q")]
    [InlineData("urn:isbn:1", "#x", "urn:isbn:1#x")]
    [InlineData("urn:a/b", "c", "urn:a/c")]
    [InlineData("mailto:a@b", "c", "mailto:c")]
    [InlineData("file:///a/b", "../../c", "file:///c")]
    [InlineData("http://a/b/", "é/ü", "http://a/b/é/ü")]
    [InlineData("http://a/b/../c", "", "http://a/b/../c")]
    [InlineData("http://A/b", "HTTP://X/a/../b", "HTTP://X/a/../b")]
    [InlineData("urn:a:b", "/.//c", "urn:/.//c")]
    public void Other_bases_resolve_without_normalisation(string baseIri, string reference, string expected) =>
        Assert.Equal(expected, IriResolver.Resolve(baseIri, reference));

    [Fact]
    public void A_relative_base_is_refused() => Assert.Throws<ArgumentException>(() => IriResolver.Resolve("a/b", "c"));

    [Theory]
    [InlineData("http://example.org/a", true)]
    [InlineData("http://example.org/ä", true)]
    [InlineData("urn:isbn:9789047706205", true)]
    [InlineData("ark:/60537/by6i35", true)]
    [InlineData("http://[2001:db8::1]:80/", true)]
    [InlineData("http://example.org/a?b[]=c", true)]
    [InlineData("http://example.org/%zz", true)]
    [InlineData("http://example.org/a b", false)]
    [InlineData("http://example.org/<x>", false)]
    [InlineData("http://[::1/", false)]
    [InlineData("http://[zz]/", false)]
    [InlineData("//example.org/x", false)]
    [InlineData("example.org", false)]
    [InlineData("1a:b", false)]
    [InlineData("", false)]
    public void An_absolute_iri_is_told_from_what_is_none(string text, bool expected) => Assert.Equal(expected, IriCheck.IsAbsoluteIri(text));

    [Fact]
    public void A_lone_surrogate_is_no_part_of_an_iri() => Assert.False(IriCheck.IsAbsoluteIri("http://example.org/\uD800"));
}
