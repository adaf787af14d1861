using System.Text;
using Ocw.Nde.Html.Pages;

namespace Ocw.Nde.Html.Rdfa;

/// <summary>Writes the content of an element as text with tags, for <c>rdf:XMLLiteral</c> and <c>rdf:HTML</c>.</summary>
internal static class MarkupText
{
    private static readonly HashSet<string> Void = new(StringComparer.Ordinal)
    {
        "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link", "meta", "param", "source", "track", "wbr",
    };

    private static readonly HashSet<string> Raw = new(StringComparer.Ordinal) { "style", "script", "xmp", "iframe", "noembed", "noframes", "plaintext" };

    /// <summary>HTML's serialisation of a fragment (HTML §13.3).</summary>
    internal static string Html(PageElement element)
    {
        var text = new StringBuilder();
        Walk(element, node => HtmlStart(text, node), closed =>
        {
            if (!(closed.Space == PageNames.Xhtml && Void.Contains(closed.Name)))
                text.Append("</").Append(Qualified(closed)).Append('>');
        });
        return text.ToString();
    }

    /// <summary>Exclusive canonical XML with comments: a namespace is declared where it is used and not yet declared.</summary>
    internal static string Xml(PageElement element)
    {
        var text = new StringBuilder();
        Walk(element, node => XmlStart(text, node, element), closed => text.Append("</").Append(Qualified(closed)).Append('>'));
        return text.ToString();
    }

    private static void Walk(PageElement element, Action<PageNode> start, Action<PageElement> end)
    {
        var open = new Stack<(PageElement Element, int Next)>();
        open.Push((element, 0));
        while (open.TryPop(out var place))
        {
            if (place.Next == place.Element.Children.Count)
            {
                if (!ReferenceEquals(place.Element, element))
                    end(place.Element);
                continue;
            }

            var child = place.Element.Children[place.Next];
            open.Push(place with { Next = place.Next + 1 });
            start(child);
            if (child is PageElement inner)
                open.Push((inner, 0));
        }
    }

    private static void HtmlStart(StringBuilder text, PageNode node)
    {
        switch (node)
        {
            case PageText piece when piece.Parent is { } parent && parent.Space == PageNames.Xhtml && Raw.Contains(parent.Name):
                text.Append(piece.Text);
                break;
            case PageText piece:
                Escape(text, piece.Text, isAttribute: false, isXml: false);
                break;
            case PageComment comment:
                text.Append("<!--").Append(comment.Text).Append("-->");
                break;
            case PageElement element:
                text.Append('<').Append(Qualified(element));
                foreach (var attribute in element.Attributes)
                    Attribute(text, attribute.QualifiedName, attribute.Value, isXml: false);
                text.Append('>');
                break;
        }
    }

    private static void XmlStart(StringBuilder text, PageNode node, PageElement top)
    {
        switch (node)
        {
            case PageText piece:
                Escape(text, piece.Text, isAttribute: false, isXml: true);
                break;
            case PageComment comment:
                text.Append("<!--").Append(comment.Text).Append("-->");
                break;
            case PageElement element:
                text.Append('<').Append(Qualified(element));
                NamespacesOf(text, element, top);
                foreach (var attribute in element.Attributes.Where(a => !IsXmlns(a)).OrderBy(a => a.Space, StringComparer.Ordinal).ThenBy(a => a.Name, StringComparer.Ordinal))
                    Attribute(text, attribute.QualifiedName, attribute.Value, isXml: true);
                text.Append('>');
                break;
        }
    }

    private static void NamespacesOf(StringBuilder text, PageElement element, PageElement top)
    {
        var around = ReferenceEquals(element.Parent, top) ? null : element.Parent;
        if (around?.Space != element.Space || around.Prefix != element.Prefix)
            Attribute(text, element.Prefix.Length == 0 ? "xmlns" : "xmlns:" + element.Prefix, element.Space, isXml: true);
        foreach (var attribute in element.Attributes)
        {
            var colon = attribute.QualifiedName.IndexOf(':', StringComparison.Ordinal);
            if (attribute.Space.Length > 0 && attribute.Space is not (PageNames.Xml or PageNames.Xmlns) && colon > 0)
                Attribute(text, "xmlns:" + attribute.QualifiedName[..colon], attribute.Space, isXml: true);
        }
    }

    private static bool IsXmlns(PageAttribute attribute) =>
        attribute.Space == PageNames.Xmlns || attribute.QualifiedName == "xmlns" || attribute.QualifiedName.StartsWith("xmlns:", StringComparison.Ordinal);

    private static string Qualified(PageElement element) => element.Prefix.Length == 0 ? element.Name : element.Prefix + ":" + element.Name;

    private static void Attribute(StringBuilder text, string name, string value, bool isXml)
    {
        text.Append(' ').Append(name).Append("=\"");
        Escape(text, value, isAttribute: true, isXml);
        text.Append('"');
    }

    private static void Escape(StringBuilder text, string value, bool isAttribute, bool isXml)
    {
        foreach (var c in value)
        {
            _ = c switch
            {
                '&' => text.Append("&amp;"),
                '<' when isXml || !isAttribute => text.Append("&lt;"),
                '>' when !isAttribute => text.Append("&gt;"),
                '"' when isAttribute => text.Append("&quot;"),
                '\u00A0' when !isXml => text.Append("&nbsp;"),
                '\t' when isAttribute && isXml => text.Append("&#x9;"),
                '\n' when isAttribute && isXml => text.Append("&#xA;"),
                '\r' when isXml => text.Append("&#xD;"),
                _ => text.Append(c),
            };
        }
    }
}
