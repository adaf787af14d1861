using System.Net;
using System.Text;

namespace Ocw.Nde.Harvest;

/// <summary>Reads the key of a record from its tags alone, without checking that the record is well-formed: quick, for the search for duplicates.</summary>
internal sealed class XmlKeyScan(IReadOnlyList<XmlValuePath> paths)
{
    private readonly List<(int Start, int Length)> _open = [];
    private readonly StringBuilder _text = new();
    private readonly string?[] _values = new string?[paths.Count];

    /// <summary>The first value that is not empty, in the order of the paths.</summary>
    public string? KeyOf(ReadOnlySpan<byte> record)
    {
        _open.Clear();
        _text.Clear();
        Array.Clear(_values);
        var isRoot = true;
        var tokens = new XmlTokenizer(record, isFinal: true);
        for (var kind = tokens.Next(); kind != XmlTokenKind.End && !IsDecided(isRoot); kind = tokens.Next())
        {
            switch (kind)
            {
                case XmlTokenKind.StartTag or XmlTokenKind.EmptyTag:
                    _text.Clear();
                    if (!isRoot)
                        _open.Add((tokens.Start + 1, tokens.Name.Length));
                    ReadAttributes(record, tokens.Token);
                    if (kind == XmlTokenKind.EmptyTag && !isRoot)
                        _open.RemoveAt(_open.Count - 1);
                    isRoot = false;
                    break;
                case XmlTokenKind.EndTag:
                    ReadText(record);
                    if (_open.Count > 0)
                        _open.RemoveAt(_open.Count - 1);
                    break;
                case XmlTokenKind.Text:
                    _text.Append(WebUtility.HtmlDecode(Encoding.UTF8.GetString(tokens.Token)));
                    break;
                case XmlTokenKind.CData:
                    _text.Append(Encoding.UTF8.GetString(tokens.Token[9..^3]));
                    break;
            }
        }

        return _values.FirstOrDefault(value => value is not null);
    }

    // A value is final when every path before it can give nothing any more: attributes of the record itself are behind us.
    private bool IsDecided(bool isRoot)
    {
        for (var index = 0; index < _values.Length && !isRoot; index++)
        {
            if (_values[index] is not null)
                return true;
            if (paths[index].Elements.Count > 0)
                return false;
        }

        return false;
    }

    private void ReadAttributes(ReadOnlySpan<byte> record, ReadOnlySpan<byte> tag)
    {
        for (var index = 0; index < _values.Length; index++)
        {
            if (_values[index] is null && paths[index].Attribute is { } attribute && IsAt(paths[index], record))
                _values[index] = XmlName.Attribute(tag, attribute);
        }
    }

    private void ReadText(ReadOnlySpan<byte> record)
    {
        for (var index = 0; index < _values.Length && _text.Length > 0; index++)
        {
            if (_values[index] is null && paths[index].Attribute is null && paths[index].Elements.Count > 0 && IsAt(paths[index], record) && _text.ToString().Trim() is { Length: > 0 } value)
                _values[index] = value;
        }

        _text.Clear();
    }

    private bool IsAt(XmlValuePath path, ReadOnlySpan<byte> record)
    {
        if (path.Elements.Count != _open.Count)
            return false;
        for (var depth = 0; depth < _open.Count; depth++)
        {
            var name = record.Slice(_open[depth].Start, _open[depth].Length);
            var step = path.ElementBytes[depth];
            if (!step.AsSpan().SequenceEqual("*"u8) && !name.SequenceEqual(step) && !XmlName.Local(name).SequenceEqual(step))
                return false;
        }

        return true;
    }
}
