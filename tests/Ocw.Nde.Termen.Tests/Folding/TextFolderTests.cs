using Ocw.Nde.Termen.Folding;

namespace Ocw.Nde.Termen.Tests.Folding;

public sealed class TextFolderTests
{
    [Theory]
    [InlineData("Gröningen", "groningen")]
    [InlineData("ÉÉN  twee\tDrie", "een twee drie")]
    [InlineData("Groot-Châtillon", "groot chatillon")]
    [InlineData("foto's", "fotos")]
    [InlineData("Suzanna’s Daal", "suzannas daal")]
    [InlineData("‘Abd al-Ḥamīd", "abd al hamid")]
    [InlineData("Straße & Søn", "strasse son")]
    [InlineData("Łódź", "lodz")]
    [InlineData("Aydın", "aydin")]
    [InlineData("æbleskive", "aebleskive")]
    [InlineData("Ёлка", "елка")]
    [InlineData("  (…) ", "")]
    [InlineData("½ kan", "1 2 kan")]
    [InlineData("ＦＵＬＬ　ｗｉｄｔｈ", "full width")]
    public void Case_diacritics_and_punctuation_do_not_count(string text, string folded) =>
        Assert.Equal(folded, TextFolder.Fold(text));

    [Fact]
    public void Composed_and_decomposed_characters_are_the_same() =>
        Assert.Equal(TextFolder.Fold("Curaçao"), TextFolder.Fold("Curac\u0327ao"));

    [Fact]
    public void The_voicing_marks_of_kana_and_the_vowel_signs_of_hindi_stay()
    {
        Assert.NotEqual(TextFolder.Fold("か"), TextFolder.Fold("が"));
        Assert.NotEqual(TextFolder.Fold("की"), TextFolder.Fold("का"));
    }

    [Fact]
    public void Hebrew_points_and_arabic_vowels_do_not_count()
    {
        Assert.Equal(TextFolder.Fold("שלום"), TextFolder.Fold("שָׁלוֹם"));
        Assert.Equal(TextFolder.Fold("كتاب"), TextFolder.Fold("كِتَاب"));
    }

    [Theory]
    [InlineData("\uD800abc\uFFEE")]
    [InlineData("abc\uDC00")]
    public void Broken_surrogates_are_no_reason_to_fail(string text) =>
        Assert.Contains("abc", TextFolder.Fold(text), StringComparison.Ordinal);

    [Fact]
    public void Folding_what_is_folded_changes_nothing()
    {
        var random = new Random(20260301);
        for (var round = 0; round < 2000; round++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(1, 30)).Select(_ => (char)random.Next(0x20, 0x3100))]);
            var folded = TextFolder.Fold(text);
            Assert.Equal(folded, TextFolder.Fold(folded));
        }
    }

    [Fact]
    public void Long_text_is_folded_whole()
    {
        var text = string.Join(' ', Enumerable.Repeat("Ænima", 5000));
        Assert.Equal(string.Join(' ', Enumerable.Repeat("aenima", 5000)), TextFolder.Fold(text));
    }

    [Fact]
    public void Sorted_words_no_longer_know_their_order() =>
        Assert.Equal(TextFolder.SortWords("rembrandt van rijn"), TextFolder.SortWords("rijn rembrandt van"));
}
