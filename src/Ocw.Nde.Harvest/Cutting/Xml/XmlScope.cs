using System.Buffers;

namespace Ocw.Nde.Harvest;

/// <summary>The namespace declarations (and <c>xml:lang</c>, <c>xml:base</c>) that are in force at a place, kept as they are written.</summary>
internal sealed class XmlScope
{
    private static readonly SearchValues<byte> AttributeNameEnds = SearchValues.Create("= \t\r\n/>"u8);

    // Name of the attribute → the attribute as written; the innermost is the last.
    private readonly List<(byte[] Name, byte[] Written)> _declarations = [];
    private readonly Stack<int> _marks = new();

    /// <summary>Enters an element.</summary>
    /// <param name="startTag">Its start tag, whole.</param>
    public void Enter(ReadOnlySpan<byte> startTag)
    {
        _marks.Push(_declarations.Count);
        foreach (var (name, written) in InheritedAttributes(startTag))
            _declarations.Add((name, written));
    }

    /// <summary>Leaves the element that was entered last.</summary>
    public void Leave()
    {
        var mark = _marks.Pop();
        _declarations.RemoveRange(mark, _declarations.Count - mark);
    }

    /// <summary>The element as a document of its own: what is in force around it is declared on its start tag, unless it declares that itself.</summary>
    /// <param name="element">The element, from its start tag to its end tag.</param>
    public byte[] Standalone(ReadOnlySpan<byte> element)
    {
        var tag = new XmlTokenizer(element, isFinal: true);
        tag.Next();
        var own = InheritedAttributes(tag.Token);
        var missing = new List<byte[]>();
        var length = 0;
        for (var index = _declarations.Count - 1; index >= 0; index--)
        {
            var (name, written) = _declarations[index];
            if (Holds(own, name) || _declarations.FindLastIndex(other => other.Name.AsSpan().SequenceEqual(name)) != index)
                continue;
            missing.Add(written);
            length += written.Length + 1;
        }

        var at = 1 + tag.Name.Length;
        var result = new byte[element.Length + length];
        element[..at].CopyTo(result);
        var end = at;
        foreach (var written in missing)
        {
            result[end++] = (byte)' ';
            written.CopyTo(result, end);
            end += written.Length;
        }

        element[at..].CopyTo(result.AsSpan(end));
        return result;
    }

    private static bool Holds(List<(byte[] Name, byte[] Written)> attributes, byte[] name)
    {
        foreach (var attribute in attributes)
        {
            if (attribute.Name.AsSpan().SequenceEqual(name))
                return true;
        }

        return false;
    }

    private static List<(byte[] Name, byte[] Written)> InheritedAttributes(ReadOnlySpan<byte> tag)
    {
        var found = new List<(byte[], byte[])>();
        if (tag.IndexOf("xml"u8) < 0)
            return found;
        var at = tag.IndexOfAny(" \t\r\n"u8);
        while (at >= 0 && at < tag.Length)
        {
            at += SpaceLength(tag[at..]);
            var name = tag[at..];
            var nameLength = name.IndexOfAny(AttributeNameEnds);
            var quote = name.IndexOfAny((byte)'"', (byte)'\'');
            if (nameLength <= 0 || quote < 0)
                break;
            var close = name[(quote + 1)..].IndexOf(name[quote]);
            if (close < 0)
                break;
            var length = quote + close + 2;
            if (IsInherited(name[..nameLength]))
                found.Add((name[..nameLength].ToArray(), name[..length].ToArray()));
            at += length;
        }

        return found;
    }

    private static int SpaceLength(ReadOnlySpan<byte> text) => text.IndexOfAnyExcept(" \t\r\n"u8) is >= 0 and var length ? length : text.Length;

    private static bool IsInherited(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("xmlns"u8) || name.StartsWith("xmlns:"u8) || name.SequenceEqual("xml:lang"u8) || name.SequenceEqual("xml:base"u8);
}
