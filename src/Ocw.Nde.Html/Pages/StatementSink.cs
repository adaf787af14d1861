using System.Globalization;
using Ocw.Nde.Html.Pages;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Html;

/// <summary>Gathers the statements of one syntax, up to the ceilings.</summary>
/// <remarks>Elements that are properties and stand in each other give the same text again and again, so the text is counted too.</remarks>
internal sealed class StatementSink(HtmlRdfOptions options)
{
    private long _characters;

    internal List<Triple> Triples { get; } = [];

    /// <exception cref="PageCutException">The page says more than <see cref="HtmlRdfOptions.MaxStatements"/>.</exception>
    internal void Say(RdfTerm subject, Iri predicate, RdfTerm @object)
    {
        if (Triples.Count == options.MaxStatements)
            throw new PageCutException(string.Create(CultureInfo.InvariantCulture, $"more than {options.MaxStatements} statements"));
        Triples.Add(new Triple(subject, predicate, @object));
    }

    /// <summary>The text of an element.</summary>
    /// <exception cref="PageCutException">The texts are longer together than <see cref="HtmlRdfOptions.MaxTextCharacters"/>.</exception>
    internal string TextOf(PageElement element) => Counted(element.TextContent());

    internal string Counted(string text)
    {
        _characters += text.Length;
        return _characters <= options.MaxTextCharacters
            ? text
            : throw new PageCutException(string.Create(CultureInfo.InvariantCulture, $"texts of more than {options.MaxTextCharacters} characters together"));
    }
}

/// <summary>A page goes beyond a ceiling: what was read before counts.</summary>
internal sealed class PageCutException(string message) : Exception(message);
