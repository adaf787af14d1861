using Ocw.Nde.Mapping.Minting;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Tests.Minting;

public class SlugTests
{
    [Theory]
    [InlineData("SK-A-1671", "SK-A-1671")]
    [InlineData("A 8", "A_8")]
    [InlineData("1984.0321", "1984.0321")]
    [InlineData("AB10-A-?", "AB10-A-~3F")]
    [InlineData("B-00000049*", "B-00000049~2A")]
    [InlineData("KONB14:Borms0031", "KONB14~3ABorms0031")]
    [InlineData("a/b", "a~2Fb")]
    [InlineData("a_b", "a~5Fb")]
    [InlineData("..", "~2E.")]
    [InlineData("é", "~C3~A9")]
    public void A_key_becomes_a_readable_path_segment_that_can_be_turned_back(string key, string slug)
    {
        Assert.Equal(slug, Slug.OfKey(key));
        Assert.Equal(key, Slug.ToKey(slug));
    }

    [Fact]
    public void Two_keys_never_share_a_segment()
    {
        string[] keys = ["a b", "a_b", "a-b", "a~b", "a/b", "a.b", "A b", "a%20b", "a~20b"];
        Assert.Equal(keys.Length, keys.Select(Slug.OfKey).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Words_are_for_the_reader() => Assert.Equal("doijer-hendrik-edele-heer", Slug.OfWords("Doijer, Hendrik (édele heer)"));

    [Fact]
    public void An_object_has_one_address_per_institution_and_key_whatever_the_dataset()
    {
        var csv = new IriMinter("https://node.example/", "rce", "rijkscollectie");
        var edm = new IriMinter("https://node.example", "rce", "sporen");
        Assert.Equal(new Iri("https://node.example/id/rce/AA1522-A-B"), csv.Object("AA1522-A-B"));
        Assert.Equal(csv.Object("AA1522-A-B"), edm.Object(" AA1522-A-B "));
        Assert.Equal("AA1522-A-B", edm.KeyOf(csv.Object("AA1522-A-B")));
    }

    [Fact]
    public void An_institution_cannot_take_a_word_of_the_node_s_own_addresses()
    {
        var refused = Assert.Throws<ArgumentException>(() => new IriMinter("https://node.example/", "dataset", "d"));
        Assert.Contains("dataset", refused.Message, StringComparison.Ordinal);
    }
}
