using Ocw.Nde.Termen.Folding;

namespace Ocw.Nde.Termen.Tests.Folding;

/// <summary>Words of the sample vocabularies that the Snowball project publishes with its algorithms, and the one step that is ours.</summary>
public sealed class StemmerTests
{
    [Theory]
    [InlineData("lichaam", "licham")]
    [InlineData("lichaamsziek", "lichaamsziek")]
    [InlineData("lichamelijk", "licham")]
    [InlineData("lichamelijke", "licham")]
    [InlineData("lichamelijkheden", "licham")]
    [InlineData("lichamen", "licham")]
    [InlineData("lichere", "licher")]
    [InlineData("lichtbruine", "lichtbruin")]
    [InlineData("opglimpende", "opglimp")]
    [InlineData("opglimping", "opglimp")]
    [InlineData("opglimpten", "opglimpt")]
    [InlineData("opgrimbie", "opgrimbie")]
    [InlineData("schilderijen", "schilderij")]
    [InlineData("schilderij", "schilderij")]
    [InlineData("tekeningen", "teken")]
    [InlineData("kaden", "kad")]
    [InlineData("gemeente", "gemeent")]
    public void Dutch_words_have_their_stem(string word, string stem) => Assert.Equal(stem, DutchStemmer.Stem(word));

    [Theory]
    [InlineData("brief", "brieven")]
    [InlineData("huis", "huizen")]
    [InlineData("vaas", "vazen")]
    [InlineData("maan", "manen")]
    [InlineData("pot", "potten")]
    [InlineData("bus", "bussen")]
    [InlineData("molen", "molens")]
    [InlineData("wapen", "wapens")]
    [InlineData("kathedraal", "kathedralen")]
    public void Singular_and_plural_meet(string singular, string plural) => Assert.Equal(DutchStemmer.Stem(singular), DutchStemmer.Stem(plural));

    [Theory]
    [InlineData("consign", "consign")]
    [InlineData("consigned", "consign")]
    [InlineData("consisting", "consist")]
    [InlineData("consolation", "consol")]
    [InlineData("consolatory", "consolatori")]
    [InlineData("conspicuously", "conspicu")]
    [InlineData("knackeries", "knackeri")]
    [InlineData("knaves", "knave")]
    [InlineData("kneeling", "kneel")]
    [InlineData("knightly", "knight")]
    [InlineData("knitting", "knit")]
    [InlineData("hopping", "hop")]
    [InlineData("hoped", "hope")]
    [InlineData("caresses", "caress")]
    [InlineData("ponies", "poni")]
    [InlineData("ties", "tie")]
    [InlineData("paintings", "paint")]
    [InlineData("relational", "relat")]
    [InlineData("generously", "generous")]
    [InlineData("skies", "sky")]
    [InlineData("dying", "die")]
    [InlineData("herring", "herring")]
    [InlineData("happy", "happi")]
    [InlineData("say", "say")]
    [InlineData("controlled", "control")]
    public void English_words_have_their_stem(string word, string stem) => Assert.Equal(stem, EnglishStemmer.Stem(word));

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("en")]
    [InlineData("yyy")]
    [InlineData("sss")]
    [InlineData("木版画")]
    [InlineData("heden")]
    [InlineData("ingly")]
    [InlineData("eedly")]
    public void Anything_has_a_stem(string word)
    {
        Assert.NotNull(DutchStemmer.Stem(word));
        Assert.NotNull(EnglishStemmer.Stem(word));
    }

    [Fact]
    public void No_word_of_random_letters_breaks_a_stemmer()
    {
        var random = new Random(3);
        const string Letters = "aeiouyaeiouybcdghijklmnstvz";
        for (var i = 0; i < 20_000; i++)
        {
            var word = string.Concat(Enumerable.Range(0, random.Next(1, 14)).Select(_ => Letters[random.Next(Letters.Length)]));
            Assert.InRange(DutchStemmer.Stem(word).Length, 1, word.Length + 1);
            Assert.InRange(EnglishStemmer.Stem(word).Length, 1, word.Length + 1);
        }
    }
}
