using System.Collections.Frozen;
using System.Xml;

namespace Ocw.Nde.Mapping.Lifting;

/// <summary>Names for the fields of MARCXML and PICA XML, which tells its fields apart by numbers in attributes: <c>245/a</c> for <c>datafield[@tag=245]/subfield[@code=a]</c>.</summary>
/// <remarks>No XML name begins with a figure, so that these names never meet those of other formats.</remarks>
internal static class MarcFields
{
    private const int MaxTagLength = 4;

    // Fields and subfields that MARC 21 itself describes as matters of the library: acquisition and price, ownership, actions, items, notes not for the public;
    // and the local fields of items in the most used systems.
    private static readonly FrozenSet<string> Internal = new[]
    {
        "037", "541", "561", "583", "876", "877", "878", "945", "949", "952", "955", "020/c", "024/c", "365", "366",
        "852/b", "852/c", "852/p", "852/q", "852/x", "853", "854", "855", "856/h", "856/w", "856/x", "866/x", "867/x", "868/x",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a path is that of a field which is not for the public.</summary>
    public static bool IsInternal(string path) => path.Length > 2 && char.IsAsciiDigit(path[0]) && Internal.Contains(path);

    /// <summary>The name of the element that the reader stands on: its tag or code where it is a field of MARC, else its own local name.</summary>
    public static string NameOf(XmlReader reader) => reader.LocalName switch
    {
        "datafield" or "controlfield" when reader.GetAttribute("tag") is { Length: > 2 and <= MaxTagLength } tag && tag.All(char.IsAsciiLetterOrDigit) => tag,
        "subfield" when reader.GetAttribute("code") is { Length: 1 } code && char.IsAsciiLetterOrDigit(code[0]) => code,
        var name => name,
    };

    /// <summary>Whether the attribute is the code that already names a subfield; the tag of a field stays, for queries that read several fields at once.</summary>
    public static bool IsCode(string attribute, Field field) => attribute is "code" && field.Name.Length == 1 && field.Parent is { Name: [>= '0' and <= '9', ..] };
}
