using System.Text;

namespace Ocw.Nde.Harvest;

/// <summary>Finds the element of an XML document that is a record: by what the root says, else the first level where one element comes more often than all others together, else the root itself.</summary>
internal static class XmlRecordElementGuess
{
    private const int MaxLevels = 3;
    private const int HeadLength = 2000;

    private static readonly Dictionary<string, string> ByRoot = new(StringComparer.Ordinal)
    {
        ["adlibXML"] = "record",
        ["OAI-PMH"] = "record",
        ["lidoWrap"] = "lido",
        ["modsCollection"] = "mods",
        ["lido"] = "lido",
        ["mods"] = "mods",
        ["ead"] = "ead",
        ["A2A"] = "A2A",
        ["A2ACollection"] = "A2A",
        ["mets"] = "mets",
        ["record"] = "record",
    };

    // A collection of MARC 21 may hold one record, with many fields. «collection» alone says nothing: others use the word too.
    private static bool IsMarc(ReadOnlySpan<byte> start) => start.IndexOf("http://www.loc.gov/MARC21/slim"u8) is >= 0 and < HeadLength;

    private static string LocalName(string name) => name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..];

    /// <summary>The name of the element, as written in the document; <see langword="null"/> when there is no element at all.</summary>
    /// <param name="start">The first part of the document.</param>
    public static string? Find(ReadOnlySpan<byte> start)
    {
        var tokens = new XmlTokenizer(start, isFinal: false);
        var open = new List<string>();
        var counts = new Dictionary<string, (string Name, string Parent, int Level, int Times)>(StringComparer.Ordinal);
        string? root = null;
        for (var kind = tokens.Next(); kind is not (XmlTokenKind.NeedsMore or XmlTokenKind.End); kind = tokens.Next())
        {
            if (kind == XmlTokenKind.EndTag && open.Count > 0)
                open.RemoveAt(open.Count - 1);
            if (kind is not (XmlTokenKind.StartTag or XmlTokenKind.EmptyTag))
                continue;
            var name = Encoding.UTF8.GetString(tokens.Name);
            root ??= name;
            if (open.Count == 0 && (ByRoot.TryGetValue(LocalName(name), out var known) || (IsMarc(start) && (known = "record") is not null)))
                return known;
            if (open.Count is > 0 and <= MaxLevels)
            {
                var parent = string.Join('/', open);
                var path = $"{parent}/{name}";
                counts[path] = (name, parent, open.Count, counts.GetValueOrDefault(path).Times + 1);
            }

            if (kind == XmlTokenKind.StartTag)
                open.Add(name);
        }

        var siblings = counts.Values.GroupBy(count => count.Parent, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Sum(count => count.Times), StringComparer.Ordinal);
        var lists = counts.Values.Where(count => count.Times > 1 && count.Times * 2 > siblings[count.Parent]);
        return lists.OrderBy(count => count.Level).ThenByDescending(count => count.Times).Select(count => count.Name).FirstOrDefault() ?? root;
    }
}
