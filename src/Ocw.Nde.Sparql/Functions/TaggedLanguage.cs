using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Sparql.Functions;

/// <summary>
/// The language of a value with its base direction (RDF 1.2) as one text, <c>ar--rtl</c>: so texts are compatible, equal and alike only where both are the same.
/// No language tag holds two hyphens in a row.
/// </summary>
internal static class TaggedLanguage
{
    private const int SuffixLength = 5;

    internal static string Of(string language, BaseDirection direction) => direction switch
    {
        BaseDirection.LeftToRight => language + "--ltr",
        BaseDirection.RightToLeft => language + "--rtl",
        _ => language,
    };

    /// <summary>The literal of a text and a language that <see cref="Of"/> gave.</summary>
    internal static Literal Literal(string text, string tagged) => HasDirection(tagged)
        ? new(text, tagged[..^SuffixLength], tagged.EndsWith("--ltr", StringComparison.Ordinal) ? BaseDirection.LeftToRight : BaseDirection.RightToLeft)
        : new(text, tagged);

    /// <summary>The language tag alone.</summary>
    internal static string LanguageOf(in Value value) => HasDirection(value.Detail!) ? value.Detail![..^SuffixLength] : value.Detail!;

    /// <summary><c>ltr</c>, <c>rtl</c>, or nothing.</summary>
    internal static string DirectionOf(in Value value) => value.Kind == ValueKind.LangString && HasDirection(value.Detail!) ? value.Detail![^3..] : "";

    internal static bool HasDirection(string tagged) =>
        tagged.Length > SuffixLength && tagged[^SuffixLength] == '-' && tagged[^(SuffixLength - 1)] == '-';
}
