using Ocw.Nde.Mapping.Denial;
using Ocw.Nde.Mapping.Settings;

namespace Ocw.Nde.Mapping.Tests.Denial;

public class DenyListTests
{
    private static readonly DenyList Fields = DenyList.Create([], [], vocabulary: false, new ProblemList());

    [Theory]
    [InlineData("current_location.name")]
    [InlineData("current_location")]
    [InlineData("currentLocation")]
    [InlineData("location.default.context")]
    [InlineData("defaultlocation")]
    [InlineData("Locationhistory")]
    [InlineData("Location_check")]
    [InlineData("Standplaats")]
    [InlineData("Huidige standplaats")]
    [InlineData("standplaats_2")]
    [InlineData("locatie")]
    [InlineData("Bewaarplaats")]
    [InlineData("Depotnummer")]
    [InlineData("valuation.value")]
    [InlineData("Taxatiewaarde")]
    [InlineData("Waarde")]
    [InlineData("insurance.value")]
    [InlineData("Verzekerde waarde")]
    [InlineData("acquisition.price.value")]
    [InlineData("Aankoopprijs")]
    [InlineData("owner_hist.price.value")]
    [InlineData("acquisition.source")]
    [InlineData("Verwervingsbron")]
    [InlineData("Schenker")]
    [InlineData("edit.name")]
    [InlineData("input.name")]
    [InlineData("invoer.naam")]
    [InlineData("wijziging.naam")]
    [InlineData("modifiedBy")]
    [InlineData("condition.check.name")]
    [InlineData("Conditie")]
    [InlineData("Toestand object")]
    [InlineData("current_owner")]
    [InlineData("Eigenaar")]
    [InlineData("rights.holder.contact")]
    [InlineData("Rechthebbende: adres")]
    [InlineData("E-mail")]
    [InlineData("record_access.user")]
    public void Internal_fields_are_denied(string name) => Assert.True(Fields.IsDenied(name, name));

    [Theory]
    [InlineData("titel")]
    [InlineData("Beschrijving_1")]
    [InlineData("Thema_onderwerp_plaats_1")]
    [InlineData("geografisch_trefwoord")]
    [InlineData("production.place")]
    [InlineData("contentLocation")]
    [InlineData("locationDescription")]
    [InlineData("dimension.value")]
    [InlineData("Afmeting.waarde")]
    [InlineData("value")]
    [InlineData("acquisition.date")]
    [InlineData("acquisition.method")]
    [InlineData("rights.holder")]
    [InlineData("creator")]
    [InlineData("recordnummer")]
    [InlineData("edit.date")]
    [InlineData("creditLine")]
    public void Public_fields_are_not(string name) => Assert.False(Fields.IsDenied(name, name));

    [Fact]
    public void In_a_published_vocabulary_location_is_not_a_storage_location()
    {
        var vocabulary = DenyList.Create([], [], vocabulary: true, new ProblemList());
        Assert.False(vocabulary.IsDenied("location", "schema:Organization/schema:location"));
        Assert.True(vocabulary.IsDenied("itemLocation", "schema:ArchiveComponent/schema:itemLocation"));
        Assert.True(vocabulary.IsDenied("currentLocation", "edm:ProvidedCHO/edm:currentLocation"));
        Assert.True(Fields.IsDenied("location", "location"));
    }

    [Fact]
    public void A_source_adds_patterns_and_takes_names_out()
    {
        var own = DenyList.Create(["herkomst intern", "verkocht*"], ["locatie", "a.waarde"], vocabulary: false, new ProblemList());
        Assert.True(own.IsDenied("Herkomst (intern)", "x"));
        Assert.True(own.IsDenied("VerkochtAan", "x"));
        Assert.False(own.IsDenied("locatie", "locatie"));
        Assert.False(own.IsDenied("waarde", "a.waarde"));
        Assert.True(own.IsDenied("waarde", "b.waarde"));
    }

    [Fact]
    public void A_pattern_without_a_word_is_a_mistake_in_the_settings()
    {
        var problems = new ProblemList();
        DenyList.Create(["***"], [], vocabulary: false, problems);
        var refused = Assert.Throws<MappingSettingsException>(problems.ThrowIfAny);
        Assert.Equal("deny", Assert.Single(refused.Problems).Key);
    }
}
