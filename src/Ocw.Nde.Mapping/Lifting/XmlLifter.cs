using System.Xml;
using Ocw.Nde.Mapping.Settings;

namespace Ocw.Nde.Mapping.Lifting;

/// <summary>Lifts any XML record to elements: element names, attributes (<c>@name</c>), text, and the language of <c>xml:lang</c>. Namespaces do not count, prefixes neither.</summary>
/// <remarks>The text of an element with text and elements side by side (<c>&lt;p&gt;The letters of &lt;persname&gt;Jan&lt;/persname&gt;&lt;/p&gt;</c>) is the text of both; fields of MARC are called by their tags (<see cref="MarcFields"/>).</remarks>
internal sealed class XmlLifter(FieldTree fields, LiftLimits limits)
{
    private readonly HashSet<string> _denied = new(StringComparer.Ordinal);
    private int _nodes;

    /// <summary>Lifts one record; its root element is the record itself.</summary>
    /// <exception cref="LiftException">It is not well-formed XML, has a DTD, or is beyond a ceiling.</exception>
    public LiftedRecord Lift(ReadOnlyMemory<byte> xml)
    {
        _denied.Clear();
        _nodes = 0;
        if (xml.Length > limits.Bytes)
            throw new LiftException("record-too-large", $"The record has {xml.Length} bytes; the ceiling is {limits.Bytes}.");
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(xml.ToArray(), writable: false), ReaderSettings());
            if (reader.MoveToContent() != XmlNodeType.Element)
                throw new LiftException("lift-xml", "The record has no XML element.");
            if (IsForInternalUse(reader))
                throw new LiftException("confidential-record", "The record marks itself as meant for internal use (audience). It is not published.");
            var root = new SourceNode(fields.Root, null);
            ReadElement(reader, root, language: null);
            return LiftedRecord.Create(root, [.. _denied]);
        }
        catch (XmlException e)
        {
            // The parser's own message may quote the record; only the place is repeated.
            throw new LiftException("lift-xml", $"The record is not well-formed XML, or has a DTD, at line {e.LineNumber}, column {e.LinePosition} of the record.");
        }
    }

    private static XmlReaderSettings ReaderSettings() => new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CheckCharacters = true,
        CloseInput = true,
    };

    // The reader stands on a start tag; afterwards it stands on the end of the same element.
    private void ReadElement(XmlReader reader, SourceNode element, string? language)
    {
        if (reader.Depth > limits.Depth)
            throw new LiftException("record-too-large", $"The record is nested deeper than {limits.Depth} levels.");
        language = reader.XmlLang is { Length: > 0 } own ? own : language;
        var isEmpty = reader.IsEmptyElement;
        ReadAttributes(reader, element);
        if (isEmpty)
            return;
        var text = new MixedText();
        while (reader.Read() && reader.NodeType != XmlNodeType.EndElement)
        {
            if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
                text.Add(reader.Value);
            else if (reader.NodeType is XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace)
                text.AddSpace();
            else if (reader.NodeType is XmlNodeType.Element)
                text.Add(ReadChild(reader, element, language));
        }

        if (text.ToString() is not { Length: > 0 } whole)
            return;
        element.Text = whole;
        element.Language = language;
    }

    // The element that was read; null when it is denied.
    private SourceNode? ReadChild(XmlReader reader, SourceNode parent, string? language)
    {
        var field = parent.Field.Child(MarcFields.NameOf(reader));
        if (!field.IsDenied && !IsForInternalUse(reader))
        {
            var child = Add(parent, field);
            ReadElement(reader, child, language);
            return child;
        }

        if (!SkipDenied(reader))
            return null;
        _denied.Add(field.Path);
        if (field.IsConfidentialMark)
            parent.Add(field).Text = "x";
        return null;
    }

    // EAD marks single elements, wherever they stand.
    private static bool IsForInternalUse(XmlReader reader) => reader.GetAttribute("audience") is { } audience && audience.Trim() == "internal";

    private void ReadAttributes(XmlReader reader, SourceNode element)
    {
        while (reader.MoveToNextAttribute())
        {
            if (reader.Prefix is "xmlns" or "xml" || reader.Name is "xmlns" || MarcFields.IsCode(reader.LocalName, element.Field))
                continue;
            var field = element.Field.Child("@" + reader.LocalName);
            if (!field.IsDenied)
                Add(element, field).Text = reader.Value;
            else if (reader.Value.Length > 0)
                _denied.Add(field.Path);
        }

        reader.MoveToElement();
    }

    private SourceNode Add(SourceNode parent, Field field)
    {
        if (++_nodes > limits.Nodes)
            throw new LiftException("record-too-large", $"The record has more than {limits.Nodes} elements.");
        return parent.Add(field);
    }

    // Leaves the reader on the end of the denied element; whether there was any text in it that means something.
    private static bool SkipDenied(XmlReader reader)
    {
        if (reader.IsEmptyElement)
            return false;
        var depth = reader.Depth;
        var has = false;
        while (reader.Read() && !(reader.NodeType == XmlNodeType.EndElement && reader.Depth == depth))
            has |= reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA && !ConfidentialMark.IsNo(reader.Value);
        return has;
    }
}
