using System.Text;

namespace Ocw.Nde.Harvest;

/// <summary>Finds the element of an XML document that is a record: by what the root says, else the first level on which elements repeat, else the root itself.</summary>
internal static class XmlRecordElementGuess
{
    private static readonly Dictionary<string, string> ByRoot = new(StringComparer.Ordinal)
    {
        ["adlibXML"] = "record",
        ["OAI-PMH"] = "record",
        ["lidoWrap"] = "lido",
        ["modsCollection"] = "mods",
    };

    /// <summary>The name of the element, as written in the document; <see langword="null"/> when there is no element at all.</summary>
    /// <param name="start">The first part of the document.</param>
    public static string? Find(ReadOnlySpan<byte> start)
    {
        var tokens = new XmlTokenizer(start, isFinal: false);
        var open = new List<string>();
        var firsts = new List<string>();
        string? root = null;
        for (var kind = tokens.Next(); kind is not (XmlTokenKind.NeedsMore or XmlTokenKind.End); kind = tokens.Next())
        {
            if (kind == XmlTokenKind.EndTag && open.Count > 0)
                open.RemoveAt(open.Count - 1);
            if (kind is not (XmlTokenKind.StartTag or XmlTokenKind.EmptyTag))
                continue;
            var name = Encoding.UTF8.GetString(tokens.Name);
            root ??= name;
            if (open.Count == 0 && ByRoot.TryGetValue(name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..], out var known))
                return known;

            // A second element of the name that opened this level: here the records are. Only along the first branch, so that fields of a record do not count.
            if (open.Count is > 0 and <= 3 && open.Count < firsts.Count && firsts[open.Count] == name && open.SequenceEqual(firsts.Take(open.Count), StringComparer.Ordinal))
                return name;
            if (open.Count == firsts.Count && open.Count <= 3)
                firsts.Add(name);
            if (kind == XmlTokenKind.StartTag)
                open.Add(name);
        }

        return root;
    }
}
