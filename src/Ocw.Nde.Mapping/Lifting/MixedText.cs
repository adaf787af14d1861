using System.Text;

namespace Ocw.Nde.Mapping.Lifting;

/// <summary>Puts the text of an element together while its content is read: its own text, and where elements stand between the words, their text in place.</summary>
internal struct MixedText
{
    private List<(string? Text, SourceNode? Child)>? _parts;
    private string? _single;
    private bool _hasWords;

    /// <summary>Adds text of the element itself.</summary>
    public void Add(string text)
    {
        _hasWords |= !string.IsNullOrWhiteSpace(text);
        Append(text, null);
    }

    /// <summary>Adds white space between elements.</summary>
    public void AddSpace()
    {
        if (_single is not null || _parts is not null)
            Append(" ", null);
    }

    /// <summary>Adds an element in the text; <see langword="null"/> for one that is not to be read.</summary>
    public void Add(SourceNode? child)
    {
        if (child is not null)
            Append(null, child);
    }

    /// <summary>The text without white space around it; empty when the element has only elements.</summary>
    public override readonly string ToString()
    {
        if (!_hasWords)
            return "";
        if (_parts is null)
            return _single!.Trim();
        var whole = new StringBuilder();
        foreach (var (text, child) in _parts)
        {
            if (child is null)
                whole.Append(text);
            else
                AppendText(child, whole);
        }

        return whole.ToString().Trim();
    }

    private void Append(string? text, SourceNode? child)
    {
        if (_parts is null && _single is null && text is not null)
        {
            _single = text;
            return;
        }

        if (_parts is null)
        {
            _parts = [];
            if (_single is not null)
                _parts.Add((_single, null));
        }

        _parts.Add((text, child));
    }

    private static void AppendText(SourceNode node, StringBuilder whole)
    {
        if (node.Text is { } text)
        {
            whole.Append(text);
            return;
        }

        foreach (var child in node.Children.Where(c => !c.Field.Name.StartsWith('@') && !c.Field.IsDenied))
        {
            AppendText(child, whole);
            whole.Append(' ');
        }
    }
}
