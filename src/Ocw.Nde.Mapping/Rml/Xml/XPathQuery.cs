using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using System.Xml.XPath;
using Ocw.Nde.Mapping.Rml.Running;

namespace Ocw.Nde.Mapping.Rml.Xml;

/// <summary>An XPath 1.0 expression; the common short ones are followed without an XPath engine.</summary>
internal sealed partial class XPathQuery : Query
{
    private XPathExpression _expression = null!;
    private XName[]? _elements;
    private XName? _attribute;
    private bool _isText;

    /// <summary>Understands a reference.</summary>
    /// <exception cref="RmlException">It is no XPath, or its prefixes are not declared.</exception>
    public static XPathQuery Read(string text, XmlNamespaceManager namespaces)
    {
        var query = new XPathQuery { Text = text, _expression = Compile(text, namespaces) };
        query.Shorten(text.Trim(), namespaces);
        return query;
    }

    /// <summary>Compiles XPath 1.0.</summary>
    /// <exception cref="RmlException">It is no XPath, or its prefixes are not declared.</exception>
    public static XPathExpression Compile(string text, XmlNamespaceManager namespaces)
    {
        try
        {
            var expression = XPathExpression.Compile(text);
            expression.SetContext(namespaces);
            return expression;
        }
        catch (Exception e) when (e is XPathException or ArgumentException)
        {
            throw new RmlException($"the XPath «{text}» cannot be used: {e.Message} Prefixes are declared with an rml:XPathReferenceFormulation and rml:namespace.", e);
        }
    }

    /// <summary>Adds the values that the expression finds from an element.</summary>
    public void Find(XElement element, ValueList values)
    {
        if (_elements is null)
            Find(element.CreateNavigator(), values);
        else
            Walk(element, 0, values);
    }

    /// <summary>Adds the values that the expression finds from a node.</summary>
    public void Find(XPathNavigator node, ValueList values)
    {
        switch (node.Evaluate(_expression))
        {
            case XPathNodeIterator nodes:
                while (nodes.MoveNext())
                    values.Add(Encoding.UTF8.GetBytes(nodes.Current!.Value));
                break;
            case double number:
                values.Add(Encoding.UTF8.GetBytes(number.ToString("R", CultureInfo.InvariantCulture)));
                break;
            case bool truth:
                values.Add(truth ? "true"u8.ToArray() : "false"u8.ToArray());
                break;
            case string text:
                values.Add(Encoding.UTF8.GetBytes(text));
                break;
        }
    }

    private void Walk(XElement element, int step, ValueList values)
    {
        if (step < _elements!.Length)
        {
            foreach (var child in element.Elements(_elements[step]))
                Walk(child, step + 1, values);
        }
        else if (_attribute is not null)
        {
            if (element.Attribute(_attribute) is { } attribute)
                values.Add(Encoding.UTF8.GetBytes(attribute.Value));
        }
        else if (_isText)
        {
            foreach (var text in element.Nodes().OfType<XText>())
                values.Add(Encoding.UTF8.GetBytes(text.Value));
        }
        else
        {
            values.Add(Encoding.UTF8.GetBytes(element.Value));
        }
    }

    // a/b, a/b/text(), a/@b, @b, text(), .
    private void Shorten(string text, XmlNamespaceManager namespaces)
    {
        if (!Short().IsMatch(text))
            return;
        var steps = text.Split('/').ToList();
        if (steps[^1] == "text()" || steps[^1] == ".")
        {
            _isText = steps[^1] != ".";
            steps.RemoveAt(steps.Count - 1);
        }
        else if (steps[^1][0] == '@')
        {
            _attribute = Name(steps[^1][1..], namespaces);
            steps.RemoveAt(steps.Count - 1);
        }

        _elements = [.. steps.Select(s => Name(s, namespaces))];
    }

    private static XName Name(string step, XmlNamespaceManager namespaces) => step.Split(':') switch
    {
        [var name] => XName.Get(name),
        [var prefix, var name] => XName.Get(name, namespaces.LookupNamespace(prefix) ?? ""),
        _ => throw new RmlException($"«{step}» is not a name of XML."),
    };

    [GeneratedRegex(@"^(([A-Za-z_][\w.-]*:)?[A-Za-z_][\w.-]*/)*(([A-Za-z_][\w.-]*:)?[A-Za-z_][\w.-]*|@([A-Za-z_][\w.-]*:)?[A-Za-z_][\w.-]*|text\(\)|\.)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Short();
}

/// <summary>A node of an XML document as a record.</summary>
internal sealed class XmlRecord(string source) : RecordNode
{
    private XElement? _element;
    private XPathNavigator? _node;
    private long _number;

    public override string Place => _element is IXmlLineInfo info && info.HasLineInfo()
        ? string.Create(CultureInfo.InvariantCulture, $"{source}, line {info.LineNumber}")
        : string.Create(CultureInfo.InvariantCulture, $"{source}, record {_number}");

    /// <summary>The record is an element.</summary>
    public void Set(XElement element)
    {
        (_element, _node) = (element, null);
        _number++;
    }

    /// <summary>The record is some node.</summary>
    public void Set(XPathNavigator node)
    {
        _element = node.UnderlyingObject as XElement;
        _node = node;
        _number++;
    }

    /// <summary>The node itself.</summary>
    public XPathNavigator Navigator => _node ?? _element!.CreateNavigator();

    public override void Find(Query query, ValueList values)
    {
        if (_element is not null && _node is null)
            ((XPathQuery)query).Find(_element, values);
        else
            ((XPathQuery)query).Find(Navigator, values);
    }
}
