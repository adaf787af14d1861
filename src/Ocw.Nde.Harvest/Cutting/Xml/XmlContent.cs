using System.Text;

namespace Ocw.Nde.Harvest;

/// <summary>Takes an element out of a well-formed record, as a document of its own.</summary>
internal static class XmlContent
{
    /// <summary>The first element of that name in the record; <see langword="null"/> if there is none.</summary>
    /// <param name="record">A well-formed record.</param>
    /// <param name="element">Its local name, or its name with prefix.</param>
    public static byte[]? Element(ReadOnlySpan<byte> record, string element) => Find(record, Encoding.UTF8.GetBytes(element), childOfIt: false);

    /// <summary>The first child element of the first element of that name; <see langword="null"/> if there is none.</summary>
    public static byte[]? FirstChildOf(ReadOnlySpan<byte> record, string element) => Find(record, Encoding.UTF8.GetBytes(element), childOfIt: true);

    private static byte[]? Find(ReadOnlySpan<byte> record, ReadOnlySpan<byte> wanted, bool childOfIt)
    {
        var scope = new XmlScope();
        var tokens = new XmlTokenizer(record, isFinal: true);
        var isInside = false;
        for (var kind = tokens.Next(); kind != XmlTokenKind.End; kind = tokens.Next())
        {
            if (kind is XmlTokenKind.EndTag)
            {
                if (isInside)
                    return null;
                scope.Leave();
                continue;
            }

            if (kind is not (XmlTokenKind.StartTag or XmlTokenKind.EmptyTag))
                continue;
            var isWanted = XmlName.IsMeant(tokens.Name, wanted);
            if (isInside || (isWanted && !childOfIt))
                return scope.Standalone(record[tokens.Start..EndOf(record, tokens, kind)]);
            isInside = isWanted && kind == XmlTokenKind.StartTag;
            if (kind == XmlTokenKind.StartTag)
                scope.Enter(tokens.Token);
        }

        return null;
    }

    private static int EndOf(ReadOnlySpan<byte> record, XmlTokenizer tokens, XmlTokenKind kind)
    {
        for (var depth = kind == XmlTokenKind.EmptyTag ? 0 : 1; depth > 0;)
        {
            depth += tokens.Next() switch
            {
                XmlTokenKind.StartTag => 1,
                XmlTokenKind.EndTag => -1,
                XmlTokenKind.End => throw new InvalidDataException("an element of a well-formed record has no end"),
                _ => 0,
            };
        }

        return tokens.Position;
    }
}
