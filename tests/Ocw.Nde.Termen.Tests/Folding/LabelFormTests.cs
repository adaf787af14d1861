using Ocw.Nde.Termen.Folding;

namespace Ocw.Nde.Termen.Tests.Folding;

public sealed class LabelFormTests
{
    [Theory]
    [InlineData("Rijn, Rembrandt van", "rembrandt van rijn")]
    [InlineData("Rembrandt van Rijn", "rembrandt van rijn")]
    [InlineData("Vries, J. de", "j de vries")]
    [InlineData("hout, eiken", "eiken hout")]
    [InlineData("Jones, John, Jr.", "jones john jr")]
    public void An_inversion_at_the_only_comma_is_undone(string label, string direct) =>
        Assert.Equal(direct, LabelForm.Parse(label).Direct);

    [Theory]
    [InlineData("Suriname (Zuid-Amerika)", "suriname", "zuid amerika")]
    [InlineData("Paramaribo (stad) (Suriname)", "paramaribo", "stad|suriname")]
    [InlineData("Sukabumi[ID]", "sukabumi", "id")]
    [InlineData("Steelink, Willem (jr.)", "willem steelink", "jr")]
    [InlineData("zeepsteen (metamorf (gesteente))", "zeepsteen", "metamorf gesteente")]
    [InlineData("(symbolische) voorstellingen", "symbolische voorstellingen", "")]
    [InlineData("(geen naam)", "geen naam", "")]
    [InlineData("half (open", "half open", "")]
    public void Qualifiers_at_the_end_are_kept_apart(string label, string direct, string qualifiers)
    {
        var form = LabelForm.Parse(label);

        Assert.Equal(direct, form.Direct);
        Assert.Equal(qualifiers, string.Join('|', form.Qualifiers));
    }

    [Theory]
    [InlineData("Roëde, Jan (1914-2007)", 1914, 2007)]
    [InlineData("Vroom, Henk de (1946-)", 1946, null)]
    [InlineData("Smits, Kees (1945)", 1945, null)]
    [InlineData("Rijn, Rembrandt van, 1606-1669", 1606, 1669)]
    [InlineData("Leeuwen, H. van (ca. 1600 – na 1650)", 1600, 1650)]
    [InlineData("Jansen (- 1812)", null, 1812)]
    [InlineData("Metsu, Gabriel (* 1629 † 1667)", 1629, 1667)]
    public void Years_in_a_label_are_years_and_no_qualifier(string label, int? birth, int? death)
    {
        var form = LabelForm.Parse(label);

        Assert.Equal(new LifeYears(birth, death), form.Years);
        Assert.Empty(form.Qualifiers);
        Assert.DoesNotContain(form.Direct, char.IsDigit);
    }

    [Theory]
    [InlineData("Wereldtentoonstelling 1883")]
    [InlineData("Opel Kadett (type 1962 B)")]
    [InlineData("25F23")]
    public void Other_numbers_stay_where_they_are(string label) =>
        Assert.True(LabelForm.Parse(label).Years.IsEmpty);

    [Fact]
    public void A_label_of_nothing_but_brackets_is_not_lost() =>
        Assert.Equal("", LabelForm.Parse("()").Direct);
}
