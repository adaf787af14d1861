using Ocw.Nde.Datasetregister.Description;

namespace Ocw.Nde.Datasetregister.Tests.Description;

public class CodesTests
{
    [Theory]
    [InlineData("NL-AsdRM", true)]
    [InlineData("NL-0800070000", true)]
    [InlineData("OCLC-NLRMA", true)]
    [InlineData("NL-", false)]
    [InlineData("-AsdRM", false)]
    [InlineData("nl-AsdRM", false)]
    [InlineData("NL AsdRM", false)]
    [InlineData("NL-AsdRMAsdRMAsdRM", false)]
    [InlineData("NL-Asd_RM", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void An_isil_is_well_formed_or_not(string? code, bool expected) => Assert.Equal(expected, Isil.IsValid(code));

    [Theory]
    [InlineData("0363", "GM0363")]
    [InlineData("363", "GM0363")]
    [InlineData("gm0363", "GM0363")]
    [InlineData(" GM1895 ", "GM1895")]
    [InlineData("GM", null)]
    [InlineData("0000", null)]
    [InlineData("12345", null)]
    [InlineData("Amsterdam", null)]
    [InlineData(null, null)]
    public void A_municipality_code_gets_its_full_form(string? code, string? expected)
    {
        Assert.Equal(expected is not null, MunicipalityCode.TryNormalize(code, out var normalized));
        Assert.Equal(expected, normalized);
    }
}
