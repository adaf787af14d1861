using System.Xml;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Formats.SparqlResults;

/// <summary>Reads SPARQL Query Results XML Format. Document types are refused.</summary>
internal static class XmlSolutionReader
{
    private const string Namespace = "http://www.w3.org/2005/sparql-results#";

    internal static SparqlResults Read(ReadOnlyMemory<byte> document)
    {
        using var stream = new MemoryStream(document.ToArray(), writable: false);
        var collector = new SolutionCollector();

        // A stream in memory never waits: the task is complete when it is given.
        ReadAsync(stream, collector, CancellationToken.None).GetAwaiter().GetResult();
        return collector.Results;
    }

    /// <summary>Reads a stream as it comes.</summary>
    internal static async Task ReadAsync(Stream input, ISolutionSink sink, CancellationToken cancellation)
    {
        var settings = new XmlReaderSettings { Async = true, DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true };
        using var xml = XmlReader.Create(input, settings);
        try
        {
            await ReadAsync(xml, sink, cancellation).ConfigureAwait(false);
        }
        catch (XmlException fault)
        {
            throw new RdfSyntaxException("SPARQL results in XML", fault.Message, fault.LineNumber, fault.LinePosition, inner: fault);
        }
    }

    private static async Task ReadAsync(XmlReader xml, ISolutionSink sink, CancellationToken cancellation)
    {
        await xml.MoveToContentAsync().ConfigureAwait(false);
        if (xml.LocalName != "sparql" || xml.NamespaceURI != Namespace)
            throw Fault(xml, "the element sparql of " + Namespace);

        var variables = new List<string>();
        var isHead = true;
        while (await xml.ReadAsync().ConfigureAwait(false))
        {
            if (xml.NodeType != XmlNodeType.Element || xml.NamespaceURI != Namespace)
                continue;
            switch (xml.LocalName)
            {
                case "variable":
                    var name = Attribute(xml, "name");
                    if (variables.Contains(name, StringComparer.Ordinal))
                        throw Fault(xml, "each variable once");
                    variables.Add(name);
                    break;
                case "boolean":
                    sink.Boolean((await xml.ReadElementContentAsStringAsync().ConfigureAwait(false)).Trim() switch { "true" or "1" => true, "false" or "0" => false, _ => throw Fault(xml, "true or false") });
                    return;
                case "results":
                    isHead = false;
                    sink.Variables(variables);
                    break;
                case "result":
                    cancellation.ThrowIfCancellationRequested();
                    await SolutionAsync(xml, variables, sink).ConfigureAwait(false);
                    break;
            }
        }

        if (isHead)
            throw Fault(xml, "an element results or boolean");
    }

    private static async Task SolutionAsync(XmlReader xml, List<string> variables, ISolutionSink sink)
    {
        var depth = xml.Depth;
        while (!xml.IsEmptyElement || xml.Depth > depth)
        {
            if (!await xml.ReadAsync().ConfigureAwait(false) || xml.Depth <= depth)
                break;
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            var variable = xml.LocalName == "binding" ? Attribute(xml, "name") : null;
            if (variable is null || !variables.Contains(variable, StringComparer.Ordinal))
                throw Fault(xml, "a binding of a variable of the head");
            while (await xml.ReadAsync().ConfigureAwait(false) && xml.NodeType == XmlNodeType.Whitespace)
            {
                // Up to the term.
            }

            sink.Bind(variable, await TermAsync(xml).ConfigureAwait(false));
        }

        sink.EndSolution();
    }

    private static async Task<RdfTerm> TermAsync(XmlReader xml)
    {
        if (xml.NodeType != XmlNodeType.Element)
            throw Fault(xml, "uri, literal or bnode");
        var kind = xml.LocalName;
        var language = xml.GetAttribute("xml:lang") ?? "";
        var datatype = xml.GetAttribute("datatype");
        if (kind is not ("uri" or "bnode" or "literal"))
            throw Fault(xml, "uri, literal or bnode");
        var content = await ContentAsync(xml).ConfigureAwait(false);
        return kind switch
        {
            "uri" => new Iri(content),
            "bnode" => new BlankNode(content),
            _ when language.Length > 0 => new Literal(content, language),
            _ => new Literal(content, datatype is null ? XsdNs.String : new Iri(datatype)),
        };
    }

    // Leaves the reader on the end of the element, so that the caller's next Read does not skip a sibling.
    private static async Task<string> ContentAsync(XmlReader xml)
    {
        if (xml.IsEmptyElement)
            return "";
        var text = "";
        while (await xml.ReadAsync().ConfigureAwait(false) && xml.NodeType != XmlNodeType.EndElement)
            text += xml.HasValue ? await xml.GetValueAsync().ConfigureAwait(false) : throw Fault(xml, "text");
        return text;
    }

    private static string Attribute(XmlReader xml, string name) => xml.GetAttribute(name) ?? throw Fault(xml, $"an attribute '{name}'");

    private static RdfSyntaxException Fault(XmlReader xml, string expected)
    {
        var at = (IXmlLineInfo)xml;
        return new(expected, $"{xml.NodeType} '{xml.Name}'", at.LineNumber, at.LinePosition);
    }
}
