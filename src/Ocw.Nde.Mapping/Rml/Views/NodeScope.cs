using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using System.Xml.XPath;
using Ocw.Nde.Mapping.Rml.Csv;
using Ocw.Nde.Mapping.Rml.Json;
using Ocw.Nde.Mapping.Rml.Model;
using Ocw.Nde.Mapping.Rml.Running;
using Ocw.Nde.Mapping.Rml.Xml;

namespace Ocw.Nde.Mapping.Rml.Views;

/// <summary>How records of one kind are referred to and cut further, within a field of a view.</summary>
internal abstract class NodeScope(string name) : RecordSource
{
    public override string Name => name;

    /// <summary>Understands an iterator; <see langword="null"/> stands for everything.</summary>
    /// <exception cref="RmlException">It is not well written, or records of this kind cannot be cut.</exception>
    public abstract Query? Iterator(string? iterator);

    /// <summary>Hands over the parts that an iterator finds in a record.</summary>
    public abstract void Iterate(RecordNode record, Query? iterator, Action<RecordNode> part);

    /// <summary>Hands over the parts of a text that is a document of its own.</summary>
    /// <exception cref="RmlException">The text is not such a document.</exception>
    public abstract void IterateText(Value text, Query? iterator, Action<RecordNode> part);

    public override void Read(Action<RecordNode> record, Action<string> fault, CancellationToken cancellation) =>
        throw new NotSupportedException("A field is read with the record around it.");

    /// <summary>The scope of a formulation.</summary>
    public static NodeScope Of(Formulation formulation, string name, IReadOnlyDictionary<string, string> namespaces, bool natural, RmlOptions options) => formulation switch
    {
        Formulation.JsonPath => new JsonScope(name, natural, options),
        Formulation.XPath => new XmlScope(name, namespaces),
        _ => new CsvScope(name, options),
    };
}

/// <summary>JSON within JSON, or JSON in a text.</summary>
internal sealed class JsonScope(string name, bool natural, RmlOptions options) : NodeScope(name)
{
    public override Query Compile(string reference) => JsonSource.Parse(reference, options);

    public override Query Iterator(string? iterator) => JsonSource.Parse(iterator ?? "$", options);

    public override void Iterate(RecordNode record, Query? iterator, Action<RecordNode> part)
    {
        var around = (JsonRecord)record;
        var found = new List<int>();
        ((JsonPath)iterator!).Select(around.Tree, around.Node, found);
        foreach (var node in found)
            part(new JsonRecord(around.Tree, around.Source, around.Natural) { Node = node, Number = around.Number });
    }

    public override void IterateText(Value text, Query? iterator, Action<RecordNode> part)
    {
        var tree = new JsonTree();
        try
        {
            tree.Parse(text.Text, JsonSource.MaxDepth);
        }
        catch (JsonException e)
        {
            throw new RmlException($"a field is not JSON: {e.Message}", e);
        }

        Iterate(new JsonRecord(tree, Name, natural), iterator, part);
    }
}

/// <summary>XML within XML, or XML in a text.</summary>
/// <param name="name">The name of the source.</param>
/// <param name="namespaces">The prefixes.</param>
/// <param name="source">The source itself, which has to know of references that leave the record.</param>
internal sealed class XmlScope(string name, IReadOnlyDictionary<string, string> namespaces, RecordSource? source = null) : NodeScope(name)
{
    private readonly XmlNamespaceManager _namespaces = XmlSource.Namespaces(namespaces);

    public override Query Compile(string reference) => source?.Compile(reference) ?? XPathQuery.Read(reference, _namespaces);

    public override Query Iterator(string? iterator) => Compile(iterator ?? ".");

    public override void Iterate(RecordNode record, Query? iterator, Action<RecordNode> part)
    {
        var around = ((XmlRecord)record).Navigator;
        foreach (XPathNavigator found in around.Select(XPathQuery.Compile(iterator!.Text, _namespaces)))
        {
            var inner = new XmlRecord(Name);
            inner.Set(found.Clone());
            part(inner);
        }
    }

    public override void IterateText(Value text, Query? iterator, Action<RecordNode> part)
    {
        var record = new XmlRecord(Name);
        try
        {
            using var reader = XmlReader.Create(new StringReader(text.ToString()), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            record.Set(XDocument.Load(reader).CreateNavigator());
        }
        catch (XmlException e)
        {
            throw new RmlException($"a field is not XML: {e.Message}", e);
        }

        Iterate(record, iterator, part);
    }
}

/// <summary>A table in a text.</summary>
internal sealed class CsvScope(string name, RmlOptions options) : NodeScope(name)
{
    private readonly List<CsvColumn> _columns = [];

    public override Query Compile(string reference)
    {
        var column = new CsvColumn { Text = reference };
        _columns.Add(column);
        return column;
    }

    public override Query? Iterator(string? iterator) => null;

    public override void Iterate(RecordNode record, Query? iterator, Action<RecordNode> part) =>
        throw new RmlException("a row of a table has no iterator; give the field a reference to the column with an iterable field inside.");

    public override void IterateText(Value text, Query? iterator, Action<RecordNode> part)
    {
        using var stream = new MemoryStream(text.Text.ToArray());
        var reader = new CsvReader(stream, Name, CsvDialect.Default, options.MaxRecordBytes);
        if (!reader.ReadRow())
            return;
        CsvSource.Bind(_columns, CsvSource.HeaderOf(reader, CsvDialect.Default), Name);
        var width = reader.Count;
        var row = new CsvRow(reader, Name, []);
        while (reader.ReadRow())
        {
            if (reader.Count != width)
                throw new RmlException($"a field holds a table with a row of {reader.Count} fields below a header of {width}.");
            part(row);
        }
    }
}

/// <summary>Rows of a view: fields by their names, nothing to cut.</summary>
internal sealed class ViewScope(RecordSource view) : NodeScope(view.Name)
{
    public override Query Compile(string reference) => view.Compile(reference);

    public override Query? Iterator(string? iterator) =>
        throw new RmlException("a row of a view has no iterator; refer to one of its fields, with an iterable field inside.");

    public override void Iterate(RecordNode record, Query? iterator, Action<RecordNode> part) => Iterator(null);

    public override void IterateText(Value text, Query? iterator, Action<RecordNode> part) => Iterator(null);
}
