using Ocw.Nde.Html.Pages;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Html.Rdfa;

/// <summary>The literals of step 11 of RDFa Core 1.1 §7.5.</summary>
internal sealed class RdfaLiterals(PageKind kind, StatementSink sink)
{
    /// <summary>A plain literal, with the language in force.</summary>
    internal static Literal Plain(string text, RdfaContext context) => context.Language is { } language ? new Literal(text, language) : new Literal(text);

    /// <summary>A literal with a datatype; markup literals keep the tags of the element's content.</summary>
    internal Literal Typed(PageElement element, string? content, Iri datatype)
    {
        if (datatype == RdfNs.XmlLiteral && content is null)
            return new Literal(sink.Counted(MarkupText.Xml(element)), datatype);
        if (datatype == RdfNs.Html && content is null && kind != PageKind.Xml)
            return new Literal(sink.Counted(MarkupText.Html(element)), datatype);
        return new Literal(content ?? DateTime(element) ?? sink.TextOf(element), datatype);
    }

    /// <summary>The time that an element states: its <c>datetime</c>, or the text of a <c>time</c> element.</summary>
    internal string? DateTime(PageElement element) =>
        kind == PageKind.Xml ? null : element["datetime"] ?? (element.Is("time") ? sink.TextOf(element) : null);
}
