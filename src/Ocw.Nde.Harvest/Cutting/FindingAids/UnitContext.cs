using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Ocw.Nde.Harvest;

/// <summary>Writes into the element of a unit what holds for it from the levels above, and where it stands among them.</summary>
/// <remarks>
/// <para>Conditions of access and use that a component does not have itself are put in as if it had: rules over records then find them in one place.</para>
/// <para>
/// Everything else stands in an element <c>context</c>: <c>@key</c>, <c>@parent</c>, <c>within</c> for each level from the finding aid down (<c>@key</c>, <c>@number</c>,
/// <c>@level</c>, <c>title</c>), <c>part</c> (<c>@key</c>), and <c>repository</c>, <c>langmaterial</c> and <c>unitdate</c> of the nearest level that has them.
/// </para>
/// </remarks>
internal static class UnitContext
{
    private const string Namespace = "https://w3id.org/ocw-nde/ead#";

    private static readonly string[] Conditions = ["accessrestrict", "userestrict"];
    private static readonly string[] Described = ["repository", "langmaterial"];
    private static readonly string[] Dates = ["unitdate", "unitdatestructured"];

    /// <summary>The element with its context.</summary>
    /// <param name="element">The unit, well-formed, with an end tag.</param>
    /// <param name="unit">What is known of it.</param>
    public static byte[] Write(ReadOnlySpan<byte> element, OpenUnit unit)
    {
        var end = element.LastIndexOf("</"u8);
        var text = new StringBuilder();
        foreach (var kind in Conditions)
            Inherit(unit, [kind], text);
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { OmitXmlDeclaration = true, ConformanceLevel = ConformanceLevel.Fragment }))
            WriteContext(unit, writer);
        return [.. element[..end], .. Encoding.UTF8.GetBytes(text.ToString()), .. element[end..]];
    }

    private static void WriteContext(OpenUnit unit, XmlWriter writer)
    {
        writer.WriteStartElement("context", Namespace);
        writer.WriteAttributeString("key", unit.Key);
        if (unit.RecordAround is { } around)
            writer.WriteAttributeString("parent", around.Key);
        if (unit.Parts.Count > 0)
        {
            writer.WriteAttributeString("parts", unit.Parts.Count.ToString(CultureInfo.InvariantCulture));
            writer.WriteAttributeString("digest", unit.Parts.Digest);
        }

        foreach (var level in LevelsAround(unit))
            WriteLevel(level, writer);
        foreach (var key in unit.Parts.Listed)
        {
            writer.WriteStartElement("part", Namespace);
            writer.WriteAttributeString("key", key);
            writer.WriteEndElement();
        }

        var inherited = new StringBuilder();
        foreach (var kind in Described)
            Inherit(unit, [kind], inherited);
        Inherit(unit, Dates, inherited);
        writer.WriteRaw(inherited.ToString());
        writer.WriteEndElement();
    }

    private static IEnumerable<OpenUnit> LevelsAround(OpenUnit unit)
    {
        var levels = new Stack<OpenUnit>();
        for (var level = unit.Parent; level is not null; level = level.Parent)
        {
            if (level.IsRecord)
                levels.Push(level);
        }

        return levels;
    }

    private static void WriteLevel(OpenUnit level, XmlWriter writer)
    {
        writer.WriteStartElement("within", Namespace);
        writer.WriteAttributeString("key", level.Key);
        if (level.Head!.Number is { } number)
            writer.WriteAttributeString("number", number);
        if (level.Head.Level is { } kind)
            writer.WriteAttributeString("level", kind);
        if (level.Head.Title is { } title)
            writer.WriteElementString("title", Namespace, title);
        writer.WriteEndElement();
    }

    // From the nearest level that has any of these; nothing when the unit has them itself.
    private static void Inherit(OpenUnit unit, ReadOnlySpan<string> kinds, StringBuilder text)
    {
        if (HasAny(unit, kinds))
            return;
        for (var level = unit.Parent; level is not null; level = level.Parent)
        {
            if (!HasAny(level, kinds))
                continue;
            foreach (var kind in kinds)
            {
                foreach (var element in level.Head!.Of(kind))
                    text.Append(element.ToString(SaveOptions.DisableFormatting));
            }

            return;
        }
    }

    private static bool HasAny(OpenUnit unit, ReadOnlySpan<string> kinds)
    {
        foreach (var kind in kinds)
        {
            if (unit.Head!.Of(kind).Count > 0)
                return true;
        }

        return false;
    }
}
