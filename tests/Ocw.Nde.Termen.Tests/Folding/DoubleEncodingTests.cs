using Ocw.Nde.Termen.Folding;

namespace Ocw.Nde.Termen.Tests.Folding;

public sealed class DoubleEncodingTests
{
    [Theory]
    [InlineData("CitroÃ«n", "Citroën")]
    [InlineData("MÃ¸hlmann", "Møhlmann")]
    [InlineData("â€žkunstâ€œ", "„kunst“")]
    [InlineData("Ã‰glise", "Église")]
    [InlineData("KrÃ³l â€“ PoznaÅ„", "Król – Poznań")]
    public void What_was_encoded_twice_is_mended(string text, string expected)
    {
        Assert.True(DoubleEncoding.TryMend(text, out var mended));
        Assert.Equal(expected, mended);
    }

    [Theory]
    [InlineData("Citroën")]
    [InlineData("Møhlmann")]
    [InlineData("São Tomé")]
    [InlineData("Ångström")]
    [InlineData("Ã la carte")]
    [InlineData("Âge d’or")]
    [InlineData("Ελλάδα Ã«")]
    [InlineData("")]
    [InlineData("molen")]
    public void What_may_be_right_stays(string text) => Assert.False(DoubleEncoding.TryMend(text, out _));
}
