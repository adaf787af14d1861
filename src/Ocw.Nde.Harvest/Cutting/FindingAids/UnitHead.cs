using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Ocw.Nde.Harvest;

/// <summary>What the units below a unit of description take over from it: its number and title, and the elements that hold for them as well.</summary>
internal sealed partial class UnitHead
{
    private const int MaxTitle = 500;

    /// <summary>What is inherited, where it stands (in the unit, or in its <c>did</c>).</summary>
    private static readonly string[] OfUnit = ["accessrestrict", "userestrict"];
    private static readonly string[] OfDid = ["repository", "langmaterial", "unitdate", "unitdatestructured"];

    private readonly Dictionary<string, List<XElement>> _elements = new(StringComparer.Ordinal);

    private UnitHead()
    {
    }

    /// <summary>A unit that could not be read.</summary>
    public static UnitHead Unknown { get; } = new();

    /// <summary>Its number (<c>eadid</c>, <c>recordid</c>, <c>unitid</c>).</summary>
    public string? Number { get; private init; }

    /// <summary>Its title, or else its dates as they are written; on one line.</summary>
    public string? Title { get; private init; }

    /// <summary>Its <c>@id</c>.</summary>
    public string? XmlId { get; private init; }

    /// <summary>Its <c>@level</c>.</summary>
    public string? Level { get; private init; }

    /// <summary>The elements of one kind that say something; empty where it has none.</summary>
    public IReadOnlyList<XElement> Of(string kind) => _elements.GetValueOrDefault(kind) ?? [];

    /// <summary>Reads the head of a unit.</summary>
    /// <param name="unit">An <c>ead</c>, or a component; without what is for internal use.</param>
    public static UnitHead Read(XElement unit)
    {
        var described = Child(unit, "archdesc") ?? unit;
        var did = Child(described, "did");
        var findingAid = Text((Child(unit, "eadheader") is { } header ? Child(header, "eadid") : null) ?? (Child(unit, "control") is { } control ? Child(control, "recordid") : null));
        var head = new UnitHead
        {
            Number = IsNumber(findingAid) ? findingAid : did is null ? null : Children(did, "unitid").Where(IsCurrent).Select(Text).FirstOrDefault(IsNumber),
            Title = did is null ? null : TitleOf(did),
            XmlId = Attribute(described, "id") ?? Attribute(unit, "id"),
            Level = Attribute(described, "level"),
        };
        foreach (var kind in OfUnit)
            head.Add(kind, Children(described, kind).Concat(Children(described, "descgrp").SelectMany(group => Children(group, kind))));
        foreach (var kind in OfDid)
            head.Add(kind, did is null ? [] : Children(did, kind).Where(element => Attribute(element, "type") != "bulk"));
        return head;
    }

    // Persistent addresses and numbers of the past are no numbers to know it by.
    private static bool IsCurrent(XElement unitid) => Attribute(unitid, "type") is not { } type || !NotCurrent().IsMatch(type);

    private static bool IsNumber(string? text) => text is { Length: > 0 } && !text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) && !text.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    private static string? TitleOf(XElement did)
    {
        var titles = Children(did, "unittitle").Where(title => Text(title) is not null).ToList();
        var text = Text(titles.Find(title => Attribute(title, "type") is not { } type || !Other().IsMatch(type)) ?? titles.FirstOrDefault() ?? Child(did, "unitdate"));
        return text?.TrimEnd(' ', ',', ';', ':') is not { Length: > 0 } trimmed ? null : trimmed.Length <= MaxTitle ? trimmed : string.Concat(trimmed.AsSpan(0, MaxTitle - 1), "…");
    }

    private void Add(string kind, IEnumerable<XElement> elements)
    {
        var said = elements.Where(element => Text(element) is not null || element.Attribute("normal") is not null || element.Descendants().Any(inner => inner.HasAttributes)).ToList();
        if (said.Count > 0)
            _elements[kind] = said;
    }

    private static XElement? Child(XElement parent, string name) => Children(parent, name).FirstOrDefault();

    private static IEnumerable<XElement> Children(XElement parent, string name) => parent.Elements().Where(child => child.Name.LocalName == name);

    private static string? Attribute(XElement element, string name) => element.Attribute(name)?.Value.Trim() is { Length: > 0 } value ? value : null;

    private static string? Text(XElement? element) => element is null ? null : Spaces().Replace(element.Value, " ").Trim() is { Length: > 0 } text ? text : null;

    [GeneratedRegex("handle|uuid|guid|obsolete|former|oud", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex NotCurrent();

    [GeneratedRegex("short|alternat|former|parallel", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Other();

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Spaces();
}
