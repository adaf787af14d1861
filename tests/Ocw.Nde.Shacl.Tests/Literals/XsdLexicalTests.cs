using System.Text;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Shacl.Literals;

namespace Ocw.Nde.Shacl.Tests.Literals;

public class XsdLexicalTests
{
    [Theory]
    [InlineData("integer", "+007", true)]
    [InlineData("integer", "1.0", false)]
    [InlineData("integer", "", false)]
    [InlineData("integer", "123456789012345678901234567890", true)]
    [InlineData("byte", "127", true)]
    [InlineData("byte", "128", false)]
    [InlineData("unsignedLong", "18446744073709551615", true)]
    [InlineData("unsignedLong", "18446744073709551616", false)]
    [InlineData("negativeInteger", "0", false)]
    [InlineData("nonPositiveInteger", "-0", true)]
    [InlineData("decimal", "1.", true)]
    [InlineData("decimal", ".5", true)]
    [InlineData("decimal", ".", false)]
    [InlineData("decimal", "1e3", false)]
    [InlineData("double", "1e3", true)]
    [InlineData("double", "-INF", true)]
    [InlineData("double", "NaN", true)]
    [InlineData("double", "1e", false)]
    [InlineData("double", "1,5", false)]
    [InlineData("boolean", "1", true)]
    [InlineData("boolean", "yes", false)]
    [InlineData("string", "anything", true)]
    public void A_lexical_form_is_in_its_datatype_or_not(string name, string lexical, bool expected) =>
        Assert.Equal(expected, XsdLexical.IsWellFormed(Encoding.UTF8.GetBytes(XsdNs.Namespace + name), Encoding.UTF8.GetBytes(lexical)));

    [Fact]
    public void Datatypes_of_others_are_not_judged() => Assert.True(XsdLexical.IsWellFormed("https://schema.org/Date"u8, "whenever"u8));
}
