using Ocw.Nde.Termen.Folding;

namespace Ocw.Nde.Termen.Tests.Folding;

public sealed class SpellingTests
{
    [Theory]
    [InlineData("geijersvlijt", "geyersvlijt")]
    [InlineData("soembawa", "sumbawa")]
    [InlineData("rozenburg", "rosenburg")]
    [InlineData("berg en dal", "bergendaal")]
    [InlineData("photographie", "fotografie")]
    [InlineData("calebas", "kalebas")]
    [InlineData("ijlstra", "ylstra")]
    public void Spelling_variants_have_one_skeleton(string left, string right) =>
        Assert.Equal(Spelling.Skeleton(left), Spelling.Skeleton(right));

    [Theory]
    [InlineData("bokalen", "bokaal")]
    [InlineData("huizen", "huis")]
    [InlineData("brieven", "brief")]
    [InlineData("fotos", "foto")]
    [InlineData("prenten", "prent")]
    [InlineData("moccasins", "moccasin")]
    [InlineData("churches", "church")]
    [InlineData("industrieen", "industrie")]
    [InlineData("eiken hout", "hout eiken")]
    public void Plural_and_singular_have_one_stem(string left, string right) =>
        Assert.Equal(Spelling.Stems(left), Spelling.Stems(right));

    [Theory]
    [InlineData("huis", "hout")]
    [InlineData("bas", "bos")]
    public void Different_words_stay_different(string left, string right) =>
        Assert.NotEqual(Spelling.Stems(left), Spelling.Stems(right));

    [Theory]
    [InlineData("kalebas", "kalebas", 1)]
    [InlineData("peirce", "pierce", 0.8333)]
    [InlineData("abc", "xyz", 0)]
    [InlineData("", "", 1)]
    public void Likeness_counts_edits_and_a_swap_is_one(string left, string right, double likeness) =>
        Assert.Equal(likeness, Similarity.Edits(left, right), 3);
}
