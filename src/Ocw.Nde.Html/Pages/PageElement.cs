using System.Text;

namespace Ocw.Nde.Html.Pages;

/// <summary>An element of a page.</summary>
/// <param name="space">Its namespace; that of XHTML for elements of HTML.</param>
/// <param name="prefix">The prefix that it is written with in XML; empty in HTML.</param>
/// <param name="name">Its local name; lower case in HTML.</param>
internal partial class PageElement(string space, string prefix, string name) : PageNode
{
    private readonly List<PageNode> _children = [];
    private List<PageAttribute>? _attributes;

    internal string Space { get; } = space;

    internal string Prefix { get; } = prefix;

    internal string Name { get; } = name;

    /// <summary>The line of its start tag, from 1; 0 when unknown.</summary>
    internal int Line { get; init; }

    /// <summary>The column of its start tag, from 1; 0 when unknown.</summary>
    internal int Column { get; init; }

    internal IReadOnlyList<PageNode> Children => _children;

    internal IReadOnlyList<PageAttribute> Attributes => _attributes ?? (IReadOnlyList<PageAttribute>)[];

    /// <summary>How many elements it stands in, when it was built.</summary>
    internal int Depth { get; set; }

    internal bool Is(string name) => Name == name && Space == PageNames.Xhtml;

    /// <summary>The value of an attribute without namespace; <see langword="null"/> where it is absent.</summary>
    internal string? this[string name] => Find("", name);

    /// <summary>The value of an attribute of a namespace.</summary>
    internal string? Find(string space, string name)
    {
        if (_attributes is null)
            return null;
        foreach (var attribute in _attributes)
        {
            if (attribute.Name == name && attribute.Space == space)
                return attribute.Value;
        }

        return null;
    }

    internal bool Has(string name) => this[name] is not null;

    internal void Add(PageAttribute attribute) => (_attributes ??= []).Add(attribute);

    internal void Add(PageNode child)
    {
        child.Parent = this;
        _children.Add(child);
    }

    internal void AddText(string text)
    {
        if (_children.Count > 0 && _children[^1] is PageText last)
            last.Append(text);
        else
            Add(new PageText(text));
    }

    /// <summary>The text of all that is inside, comments left out.</summary>
    internal string TextContent()
    {
        switch (_children)
        {
            case []:
                return "";
            case [PageText only]:
                return only.Text;
        }

        var text = new StringBuilder();
        foreach (var node in Descendants())
        {
            if (node is PageText piece)
                text.Append(piece.Text);
        }

        return text.ToString();
    }

    /// <summary>All nodes inside, in document order; without recursion, since pages nest as deep as they like.</summary>
    internal IEnumerable<PageNode> Descendants()
    {
        var open = new Stack<(PageElement Element, int Next)>();
        open.Push((this, 0));
        while (open.TryPop(out var place))
        {
            if (place.Next == place.Element._children.Count)
                continue;
            var child = place.Element._children[place.Next];
            open.Push(place with { Next = place.Next + 1 });
            yield return child;
            if (child is PageElement { _children.Count: > 0 } element)
                open.Push((element, 0));
        }
    }

    /// <summary>All elements inside, in document order.</summary>
    internal IEnumerable<PageElement> Elements() => Descendants().OfType<PageElement>();
}

/// <summary>An attribute.</summary>
/// <param name="Space">Its namespace; empty for most.</param>
/// <param name="QualifiedName">Its name as written, with prefix.</param>
/// <param name="Name">Its local name; in HTML the whole name.</param>
/// <param name="Value">Its value with character references resolved.</param>
internal sealed record PageAttribute(string Space, string QualifiedName, string Name, string Value);

/// <summary>Namespaces of markup.</summary>
internal static class PageNames
{
    internal const string Xhtml = "http://www.w3.org/1999/xhtml";
    internal const string Svg = "http://www.w3.org/2000/svg";
    internal const string MathMl = "http://www.w3.org/1998/Math/MathML";
    internal const string Xml = "http://www.w3.org/XML/1998/namespace";
    internal const string Xmlns = "http://www.w3.org/2000/xmlns/";
}
