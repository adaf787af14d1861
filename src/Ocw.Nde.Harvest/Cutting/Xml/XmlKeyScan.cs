using System.Net;
using System.Text;

namespace Ocw.Nde.Harvest;

/// <summary>Reads the key of a record from its tags alone, without checking that the record is well-formed: quick, for the search for duplicates.</summary>
internal sealed class XmlKeyScan(IReadOnlyList<XmlValuePath> paths)
{
    private readonly List<(int Start, int Length)> open = [];
    private readonly StringBuilder text = new();
    private readonly string?[] values = new string?[paths.Count];

    /// <summary>The first value that is not empty, in the order of the paths.</summary>
    public string? KeyOf(ReadOnlySpan<byte> record)
    {
        open.Clear();
        text.Clear();
        Array.Clear(values);
        var isRoot = true;
        var tokens = new XmlTokenizer(record, isFinal: true);
        for (var kind = tokens.Next(); kind != XmlTokenKind.End && !IsDecided(isRoot); kind = tokens.Next())
        {
            switch (kind)
            {
                case XmlTokenKind.StartTag or XmlTokenKind.EmptyTag:
                    text.Clear();
                    if (!isRoot)
                        open.Add((tokens.Start + 1, tokens.Name.Length));
                    ReadAttributes(record, tokens.Token);
                    if (kind == XmlTokenKind.EmptyTag && !isRoot)
                        open.RemoveAt(open.Count - 1);
                    isRoot = false;
                    break;
                case XmlTokenKind.EndTag:
                    ReadText(record);
                    if (open.Count > 0)
                        open.RemoveAt(open.Count - 1);
                    break;
                case XmlTokenKind.Text:
                    text.Append(WebUtility.HtmlDecode(Encoding.UTF8.GetString(tokens.Token)));
                    break;
                case XmlTokenKind.CData:
                    text.Append(Encoding.UTF8.GetString(tokens.Token[9..^3]));
                    break;
            }
        }

        return values.FirstOrDefault(value => value is not null);
    }

    // A value is final when every path before it can give nothing any more: attributes of the record itself are behind us.
    private bool IsDecided(bool isRoot)
    {
        for (var index = 0; index < values.Length && !isRoot; index++)
        {
            if (values[index] is not null)
                return true;
            if (paths[index].Elements.Count > 0)
                return false;
        }

        return false;
    }

    private void ReadAttributes(ReadOnlySpan<byte> record, ReadOnlySpan<byte> tag)
    {
        for (var index = 0; index < values.Length; index++)
        {
            if (values[index] is null && paths[index].Attribute is { } attribute && IsAt(paths[index], record))
                values[index] = XmlName.Attribute(tag, attribute);
        }
    }

    private void ReadText(ReadOnlySpan<byte> record)
    {
        for (var index = 0; index < values.Length && text.Length > 0; index++)
        {
            if (values[index] is null && paths[index].Attribute is null && paths[index].Elements.Count > 0 && IsAt(paths[index], record) && text.ToString().Trim() is { Length: > 0 } value)
                values[index] = value;
        }

        text.Clear();
    }

    private bool IsAt(XmlValuePath path, ReadOnlySpan<byte> record)
    {
        if (path.Elements.Count != open.Count)
            return false;
        for (var depth = 0; depth < open.Count; depth++)
        {
            var name = record.Slice(open[depth].Start, open[depth].Length);
            var step = path.ElementBytes[depth];
            if (!step.AsSpan().SequenceEqual("*"u8) && !name.SequenceEqual(step) && !XmlName.Local(name).SequenceEqual(step))
                return false;
        }

        return true;
    }
}
