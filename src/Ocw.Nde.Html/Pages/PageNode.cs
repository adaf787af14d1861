namespace Ocw.Nde.Html.Pages;

/// <summary>A node of a page: an element, a text or a comment.</summary>
internal abstract partial class PageNode
{
    internal PageElement? Parent { get; set; }
}

/// <summary>Text between tags, with character references resolved.</summary>
internal sealed class PageText(string text) : PageNode
{
    private System.Text.StringBuilder? _more;
    private string _text = text;

    internal string Text
    {
        get
        {
            if (_more is not null)
                (_text, _more) = (_more.ToString(), null);
            return _text;
        }
    }

    // The parser hands over long text in pieces: they are joined when somebody asks.
    internal void Append(string text) => (_more ??= new(_text)).Append(text);
}

/// <summary>A comment; it matters in markup literals only.</summary>
internal sealed class PageComment(string text) : PageNode
{
    internal string Text { get; } = text;
}
