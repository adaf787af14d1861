using System.Text;

namespace Ocw.Nde.Harvest;

/// <summary>Where a value is below a record: elements by local or prefixed name (<c>*</c> for any), and an attribute at the end if need be.</summary>
internal sealed class XmlValuePath
{
    private XmlValuePath(string[] elements, string? attribute)
    {
        Elements = elements;
        Attribute = attribute;
        ElementBytes = [.. elements.Select(Encoding.UTF8.GetBytes)];
    }

    /// <summary>The elements from the child of the record down.</summary>
    public IReadOnlyList<string> Elements { get; }

    /// <summary><see cref="Elements"/> in UTF-8.</summary>
    public IReadOnlyList<byte[]> ElementBytes { get; }

    /// <summary>The attribute of the last element (or of the record itself); <see langword="null"/> for its text.</summary>
    public string? Attribute { get; }

    /// <summary>Reads a path: <c>@priref</c>, <c>object_number</c>, <c>Identification/object_number</c>, <c>edm:ProvidedCHO/@rdf:about</c>, <c>*/@rdf:about</c>.</summary>
    /// <exception cref="InvalidDataException">It is not such a path.</exception>
    public static XmlValuePath Parse(string text)
    {
        var steps = text.Trim().TrimStart('.').Trim('/').Split('/', StringSplitOptions.TrimEntries);
        var attribute = steps[^1].StartsWith('@') ? steps[^1][1..] : null;
        var elements = attribute is null ? steps : steps[..^1];
        if (elements.Any(step => step.Length == 0 || step.Contains('@', StringComparison.Ordinal)) || attribute is "")
            throw new InvalidDataException($"'{text}' is not a path in a record; write element names with / between them and an attribute with @ at the end, such as object_number or edm:ProvidedCHO/@rdf:about");
        return new XmlValuePath(elements, attribute);
    }

    /// <summary>Whether a name in the document is meant by a step.</summary>
    public static bool IsMeant(string step, string name, string localName) => step == "*" || step == name || step == localName;
}
