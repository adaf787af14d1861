using System.Text;
using System.Xml;

namespace Ocw.Nde.Harvest;

/// <summary>Checks that one record is well-formed XML with its namespaces, and reads values from it.</summary>
internal sealed class XmlRecordReader(IReadOnlyList<XmlValuePath> paths, int maxDepth)
{
    // The names that all records share are kept once. DTDs are refused; nothing is ever resolved.
    private readonly XmlReaderSettings _settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        CheckCharacters = true,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        NameTable = new NameTable(),
        ConformanceLevel = ConformanceLevel.Document,
    };

    private readonly List<(string Name, string Local)> _open = [];
    private readonly StringBuilder _text = new();
    private int _reading = -1;

    /// <summary>The first value that is not empty at each path.</summary>
    public string?[] Values { get; } = new string?[paths.Count];

    /// <summary>The name of the record element, with its prefix.</summary>
    public string RootName { get; private set; } = "";

    /// <summary>The namespace of the record element.</summary>
    public string RootNamespace { get; private set; } = "";

    /// <summary>Reads a record from start to end.</summary>
    /// <param name="record">A document in UTF-8.</param>
    /// <exception cref="XmlException">It is not well-formed, or nested too deeply.</exception>
    public unsafe void Read(ReadOnlySpan<byte> record)
    {
        Array.Clear(Values);
        _open.Clear();
        _reading = -1;
        fixed (byte* start = record)
        {
            using var stream = new UnmanagedMemoryStream(start, record.Length);
            using var reader = XmlReader.Create(stream, _settings);
            while (reader.Read())
                Take(reader);
        }
    }

    private void Take(XmlReader reader)
    {
        switch (reader.NodeType)
        {
            case XmlNodeType.Element:
                if (reader.Depth >= maxDepth)
                    throw new XmlException($"Elements are nested more than {maxDepth} deep.", null, ((IXmlLineInfo)reader).LineNumber, ((IXmlLineInfo)reader).LinePosition);
                Enter(reader);
                break;
            case XmlNodeType.EndElement:
                if (_reading >= 0 && _open.Count == paths[_reading].Elements.Count)
                    EndText();
                if (_open.Count > 0)
                    _open.RemoveAt(_open.Count - 1);
                break;
            case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace when _reading >= 0 && _open.Count == paths[_reading].Elements.Count:
                _text.Append(reader.Value);
                break;
        }
    }

    private void Enter(XmlReader reader)
    {
        var isEmpty = reader.IsEmptyElement;
        if (reader.Depth == 0)
        {
            RootName = reader.Name;
            RootNamespace = reader.NamespaceURI;
        }
        else
        {
            _open.Add((reader.Name, reader.LocalName));
        }

        for (var index = 0; index < paths.Count; index++)
        {
            if (Values[index] is not null || !IsAt(paths[index]))
                continue;
            if (paths[index].Attribute is { } attribute)
                Values[index] = AttributeOf(reader, attribute);
            else if (!isEmpty && _reading < 0 && paths[index].Elements.Count > 0)
                _reading = index;
        }

        if (isEmpty && reader.Depth > 0)
            _open.RemoveAt(_open.Count - 1);
    }

    private bool IsAt(XmlValuePath path)
    {
        if (path.Elements.Count != _open.Count)
            return false;
        for (var depth = 0; depth < _open.Count; depth++)
        {
            if (!XmlValuePath.IsMeant(path.Elements[depth], _open[depth].Name, _open[depth].Local))
                return false;
        }

        return true;
    }

    private void EndText()
    {
        var value = _text.ToString().Trim();
        _text.Clear();
        for (var index = _reading; index < paths.Count; index++)
        {
            // Several paths may mean the same element.
            if (value.Length > 0 && Values[index] is null && paths[index].Attribute is null && IsAt(paths[index]))
                Values[index] = value;
        }

        _reading = -1;
    }

    private static string? AttributeOf(XmlReader reader, string name)
    {
        string? value = null;
        if (!name.Contains(':', StringComparison.Ordinal))
        {
            value = reader.GetAttribute(name);
        }
        else if (reader.MoveToFirstAttribute())
        {
            do
            {
                if (reader.Name == name)
                    value = reader.Value;
            }
            while (value is null && reader.MoveToNextAttribute());
            reader.MoveToElement();
        }

        return value?.Trim() is { Length: > 0 } trimmed ? trimmed : null;
    }
}
