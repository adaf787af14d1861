using Ocw.Nde.Node.Localization;

namespace Ocw.Nde.Node.Features.Shared;

/// <summary>What every page needs to know of its request and of the node.</summary>
/// <param name="LanguageTag">The language of the page: <c>nl</c> or <c>en</c>.</param>
/// <param name="NodeName">The name of the node.</param>
/// <param name="Path">The path and query of the page without the language, for the switch.</param>
/// <param name="CanonicalIri">The page's own public IRI.</param>
public sealed record PageContext(string LanguageTag, string NodeName, string Path, string CanonicalIri)
{
    internal Language Language => Languages.FromTag(LanguageTag);

    /// <summary>The text in the page's language.</summary>
    public string T(string nl, string en) => Language == Language.Dutch ? nl : en;

    /// <summary>The address of this page in another language.</summary>
    public string In(string tag) => Path + (Path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "lang=" + tag;
}
