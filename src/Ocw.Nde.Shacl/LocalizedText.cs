using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Shacl;

/// <summary>One text in the two languages of the node.</summary>
/// <param name="Dutch">The Dutch text.</param>
/// <param name="English">The English text.</param>
public sealed record LocalizedText(string Dutch, string English)
{
    /// <summary>The text in a language: English for <c>en</c> and its variants, otherwise Dutch.</summary>
    /// <param name="language">A BCP 47 tag.</param>
    public string In(string language) => language.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? English : Dutch;

    /// <summary>Both texts as language-tagged strings, Dutch first.</summary>
    public IReadOnlyList<Literal> ToLiterals() => [new(Dutch, "nl"), new(English, "en")];

    /// <summary>The English text.</summary>
    public override string ToString() => English;
}
