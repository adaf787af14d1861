using Ocw.Nde.Termen.Catalog;

namespace Ocw.Nde.Termen.Tests.Catalog;

public sealed class PlaceKindWordsTests
{
    [Theory]
    [InlineData("rivier", PlaceKinds.Water)]
    [InlineData("https://example.org/types#plantation", PlaceKinds.Estate)]
    [InlineData("PPLA2", PlaceKinds.Settlement)]
    [InlineData("maroon-village", PlaceKinds.Settlement)]
    [InlineData("district en hoofdplaats", PlaceKinds.Municipality | PlaceKinds.Settlement)]
    [InlineData("http://www.w3.org/2004/02/skos/core#Concept", PlaceKinds.None)]
    public void A_type_names_kinds_of_place_as_word_code_or_iri(string type, PlaceKinds kinds) =>
        Assert.Equal(kinds, PlaceKindWords.OfType(type));

    [Theory]
    [InlineData("eiland ; Times Atlas 1992", PlaceKinds.Island)]
    [InlineData("Plaats.\n", PlaceKinds.Settlement)]
    [InlineData("Times Atlas 1992 ; eiland", PlaceKinds.None)]
    [InlineData("een lange zin over de stad en haar geschiedenis door de eeuwen", PlaceKinds.None)]
    public void A_note_names_kinds_in_its_first_words(string note, PlaceKinds kinds) =>
        Assert.Equal(kinds, PlaceKindWords.OfNote(note));

    [Theory]
    [InlineData("plantage accaribo", "accaribo", PlaceKinds.Estate)]
    [InlineData("commewijne rivier", "commewijne", PlaceKinds.Water)]
    [InlineData("accaribo", "", PlaceKinds.None)]
    [InlineData("den haag", "", PlaceKinds.None)]
    public void The_word_for_a_kind_is_taken_off_a_name(string name, string rest, PlaceKinds kind) =>
        Assert.Equal((rest, kind), PlaceKindWords.TakeOff(name));

    [Fact]
    public void A_city_and_its_municipality_may_be_one_a_city_and_a_river_not()
    {
        Assert.True(PlaceKindWords.AreCompatible(PlaceKinds.Settlement, PlaceKinds.Municipality));
        Assert.True(PlaceKindWords.AreCompatible(PlaceKinds.None, PlaceKinds.Water));
        Assert.False(PlaceKindWords.AreCompatible(PlaceKinds.Settlement, PlaceKinds.Water));
        Assert.False(PlaceKindWords.AreCompatible(PlaceKinds.Settlement, PlaceKinds.Province));
    }

    [Fact]
    public void Genres_have_the_names_of_source_files()
    {
        Assert.All(TermGenreNames.All, name => Assert.True(TermGenreNames.TryParse(name.ToUpperInvariant(), out _)));
        Assert.False(TermGenreNames.TryParse("thing", out _));
        Assert.Equal(["person", "organization"], TermGenreNames.NamesOf(TermGenres.Agent));
    }
}
